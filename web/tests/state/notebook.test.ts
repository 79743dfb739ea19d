import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { Notebook, saveDelayMs } from '../../src/state/notebook';
import { emptyRecord, type StepRecord } from '../../src/state/progress';
import { memoryStorage, openStorage } from '../../src/state/storage';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

const now = () => '2026-01-01T00:00:00Z';

test('typing is written once, half a second after the last key', async () => {
  const storage = memoryStorage();
  const put = vi.spyOn(storage, 'putRecords');
  const notebook = new Notebook(storage, now);
  for (const text of ['S', 'SE', 'SEL']) {
    notebook.apply('lesson', 'step', { kind: 'drafted', text });
    vi.advanceTimersByTime(saveDelayMs - 1);
  }
  expect(put).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(put).toHaveBeenCalledTimes(1);
  expect((await storage.loadRecords())[0]?.draft).toBe('SEL');
});

test('flush writes at once, and only what changed', async () => {
  const storage = memoryStorage();
  const put = vi.spyOn(storage, 'putRecords');
  const notebook = new Notebook(storage, now);
  notebook.apply('lesson', 'one', { kind: 'drafted', text: 'a' });
  await notebook.flush();
  await notebook.flush();
  expect(put).toHaveBeenCalledTimes(1);
});

test('a failed write says so and is tried again with the next change', async () => {
  const storage = memoryStorage();
  const put = vi.spyOn(storage, 'putRecords').mockRejectedValueOnce(new Error('disk full'));
  const notebook = new Notebook(storage, now);
  notebook.apply('lesson', 'one', { kind: 'drafted', text: 'a' });
  await notebook.flush();
  expect(notebook.saving.value).toMatchObject({ kind: 'failed' });
  await notebook.flush();
  expect(put).toHaveBeenCalledTimes(2);
  expect(notebook.saving.value.kind).toBe('saved');
});

test('IndexedDB brings back what another notebook wrote, per folder', async () => {
  vi.useRealTimers();
  const storage = await openStorage('/course/');
  expect(storage.lasting).toBe(true);
  const written = new Notebook(storage, now);
  written.apply('lesson', 'step', { kind: 'drafted', text: 'kept' });
  await written.flush();

  const again = new Notebook(await openStorage('/course/'), now);
  await again.load();
  expect(again.get('lesson', 'step').draft).toBe('kept');
  expect(await (await openStorage('/other/')).loadRecords()).toEqual([]);
});

test('where IndexedDB is refused, work is kept in memory and said to be', async () => {
  vi.useRealTimers();
  vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
    throw new DOMException('refused', 'SecurityError');
  });
  expect((await openStorage('/refused/')).lasting).toBe(false);
});

test('a record of an older app gets what it lacks', async () => {
  const storage = memoryStorage();
  const { clues_shown, clues_open, ...older } = emptyRecord('lesson', 'step');
  await storage.putRecords([older as StepRecord]);
  const notebook = new Notebook(storage, now);
  await notebook.load();
  expect(notebook.get('lesson', 'step')).toMatchObject({ clues_shown, clues_open });
});
