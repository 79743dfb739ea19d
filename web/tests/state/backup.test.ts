import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';

import type { Report } from '../../src/core/protocol';
import { Backup, stepsWorthCopying } from '../../src/state/backup';
import { openDesk } from '../../src/state/desk';
import { Notebook } from '../../src/state/notebook';
import { memoryStorage, openStorage, type Storage } from '../../src/state/storage';
import { fakeSession } from '../fake-client';
import { fakePack, revenueLesson } from '../fake-lesson';

/** A storage that lasts, in a browser that answers so when it is asked to keep it. */
function storageThat(keeps: boolean): Storage {
  return {
    ...memoryStorage(),
    lasting: true,
    isKept: async () => keeps,
    askToKeep: vi.fn(async () => keeps),
  };
}

async function open(storage: Storage) {
  let seconds = 0;
  const now = () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)).toISOString();
  const notebook = new Notebook(storage, now);
  await notebook.load();
  const backup = new Backup(storage, notebook, now);
  await backup.load();
  const pass = (steps: number, start = 0) => {
    const report = { status: 'passed', counted: true, score: 1, score_max: 1, steps: [] };
    for (let i = start; i < start + steps; i++) {
      const event = { kind: 'graded', text: '', report: report as unknown as Report } as const;
      notebook.apply('lesson', `step-${i}`, event);
    }
  };
  return { backup, notebook, pass };
}

test('the browser is not asked at the start, once at the first graded attempt, never again', async () => {
  const storage = storageThat(true);
  const { backup } = await open(storage);
  expect(storage.askToKeep).not.toHaveBeenCalled();
  await backup.attemptGraded();
  await backup.attemptGraded();
  await (await open(storage)).backup.attemptGraded();
  expect(storage.askToKeep).toHaveBeenCalledTimes(1);
});

test('where the browser agrees, nothing reminds', async () => {
  const { backup, pass } = await open(storageThat(true));
  await backup.attemptGraded();
  pass(stepsWorthCopying);
  expect(backup.reminder.value).toBe(false);
});

test('where it refuses, a reminder comes with enough work, and not before', async () => {
  const { backup, pass } = await open(storageThat(false));
  await backup.attemptGraded();
  pass(stepsWorthCopying - 1);
  expect(backup.reminder.value).toBe(false);
  pass(1, stepsWorthCopying - 1);
  expect(backup.reminder.value).toBe(true);
});

test('a copy puts the reminder away, over a reload too, until there is as much new work', async () => {
  const storage = storageThat(false);
  const { backup, notebook, pass } = await open(storage);
  await backup.attemptGraded();
  pass(stepsWorthCopying);
  backup.settle();
  expect(backup.reminder.value).toBe(false);
  await notebook.flush();
  expect((await open(storage)).backup.reminder.value).toBe(false);
  pass(stepsWorthCopying, stepsWorthCopying);
  expect(backup.reminder.value).toBe(true);
  await notebook.flush();
  expect((await open(storage)).backup.reminder.value).toBe(true);
});

test('with everything deleted there is nothing to remind of', async () => {
  const { backup, notebook, pass } = await open(storageThat(false));
  await backup.attemptGraded();
  pass(stepsWorthCopying);
  await notebook.clear();
  expect(backup.reminder.value).toBe(false);
});

test('a window without storage says so in its own words, and does not remind', async () => {
  const { backup, pass } = await open({ ...storageThat(false), lasting: false });
  await backup.attemptGraded();
  pass(stepsWorthCopying);
  expect(backup.reminder.value).toBe(false);
});

test('a desk asks when its answer counts, and not when it could not run', async () => {
  const storage = storageThat(true);
  const session = await fakeSession(storage);
  const step = revenueLesson.steps[1];
  if (step === undefined) throw new Error('The fake lesson has two steps.');
  const desk = openDesk(session, revenueLesson, step, fakePack);
  await desk.run('SELECT 1', null);
  await desk.grade('SELECT 1\nFORM orders');
  expect(storage.askToKeep).not.toHaveBeenCalled();
  await desk.grade('SELECT everything');
  expect(storage.askToKeep).toHaveBeenCalledTimes(1);
});

test('a browser that cannot be asked has not agreed', async () => {
  const storage = await openStorage('/without-manager/');
  expect([await storage.isKept(), await storage.askToKeep()]).toEqual([false, false]);
});

test('IndexedDB brings back what was settled, and nonsense falls back', async () => {
  const storage = await openStorage('/settled/');
  expect(await storage.loadBackup()).toEqual({ asked: false, settled_at: '' });
  await storage.putBackup({ asked: true, settled_at: 'today' });
  expect(await storage.loadBackup()).toEqual({ asked: true, settled_at: 'today' });
  await storage.putBackup(7 as never);
  expect(await storage.loadBackup()).toEqual({ asked: false, settled_at: '' });
});
