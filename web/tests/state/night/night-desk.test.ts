import { expect, test, vi } from 'vitest';

import { readTime, writeTime } from '../../../src/state/night/clock';
import { openNight } from '../../../src/state/night/open-night';
import { isLive, liveOf } from '../../../src/state/night/night-state';
import { answerText, currentBranch, notesStep } from '../../../src/state/night/notes';
import { tileAt } from '../../../src/state/night/views-at';
import { fakeSession } from '../../fake-client';
import { fakePack } from '../../fake-lesson';
import { fakeNight, gradeNight, nightLesson } from '../../fake-night-lesson';
import { memoryStorage } from '../../../src/state/storage';
import { at } from './night';

async function openedNight(storage = memoryStorage()) {
  const session = await fakeSession(storage);
  await session.notebook.load();
  const night = openNight(session, nightLesson, fakeNight, fakePack);
  await night.open();
  const live = () => writeTime(liveOf(night.now)).slice(8, 16);
  return { session, night, live };
}

const tile = 'cfo_revenue_yesterday';

test('whoever goes to another moment while the night is played stays there', async () => {
  const session = await fakeSession();
  const night = openNight(session, nightLesson, fakeNight, fakePack);
  const opening = night.open();
  night.seek(at('11T01:00:00'));
  await opening;
  expect(night.now.viewed).toBe(at('11T01:00:00'));
  await night.wait({ kind: 'for', us: 3_600_000_000 });
  expect(night.now.viewed).toBe(at('11T03:00:00'));
});

test('a night opens where the learner takes over', async () => {
  const { night, live } = await openedNight();
  expect(live()).toBe('11T02:00');
  expect(night.now.index?.trace.at(-1)?.k).toBe('page.open');
  await vi.waitFor(() => expect(night.now.graphs.size).toBe(1));
  await vi.waitFor(() => expect(night.keys.value.length).toBeGreaterThan(0));
});

test('time passes only when it is let', async () => {
  const { night, live } = await openedNight();
  night.seek(at('12T00:00:00'));
  expect(isLive(night.now)).toBe(true);
  expect(live()).toBe('11T02:00');
  await night.wait({ kind: 'for', us: 3_600e6 });
  expect(live()).toBe('11T03:00');
  await night.wait({ kind: 'next_run' });
  expect(live()).toBe('12T00:06');
  await night.wait({ kind: 'end' });
  expect(live()).toBe('14T00:00');
  await night.wait({ kind: 'for', us: 3_600e6 });
  expect(live()).toBe('14T00:00');
});

test('a command is a move at its moment, and its answer stands beside it', async () => {
  const { night, session } = await openedNight();
  await night.command(`tile flag ${tile} --stale "We are on it."`);
  expect(night.now.answers).toMatchObject([{ answer: 'Done.', errors: [] }]);
  expect(night.now.index && tileAt(night.now.index, tile, night.now.viewed).stale).toBe(true);
  expect(session.announcement.value.text).toBe('Done.');
});

test('a command that is refused changes nothing but is remembered', async () => {
  const { night, session } = await openedNight();
  await night.command('restart everything');
  const branch = currentBranch(night.now.notes);
  expect(branch.entries[0]?.refused?.[0]?.code).toBe('command.unknown');
  expect(JSON.parse(answerText(branch))).toEqual({ script: [] });
  expect(session.announcement.value.text).toContain('Refused. There is no command "restart".');
  await night.command('order place --amount 1');
  expect(night.now.answers).toHaveLength(1);
});

test('a move in the past asks, and branches a new run from there', async () => {
  const { night, live } = await openedNight();
  await night.wait({ kind: 'for', us: 2 * 3_600e6 });
  night.seek(at('11T03:00:00'));
  await night.command('order place --amount 1');
  expect(night.now.intent).toEqual({ kind: 'command', line: 'order place --amount 1' });
  expect(currentBranch(night.now.notes).entries).toEqual([]);
  await night.decide('branch');
  expect(night.now.notes.current).toBe('B');
  expect(live()).toBe('11T03:00');
  expect(currentBranch(night.now.notes).entries).toMatchObject([
    { move: { at: '2026-03-11T03:00:00Z' } },
  ]);
  await night.compareWith('A');
  expect(night.now.compared).toMatchObject({ name: 'A', live: at('11T04:00:00') });
  await night.chooseBranch('A');
  expect([live(), night.now.compared]).toEqual(['11T04:00', null]);
});

test('or it is done now, or left', async () => {
  const { night } = await openedNight();
  await night.wait({ kind: 'for', us: 3_600e6 });
  night.seek(at('11T02:30:00'));
  await night.command('order place --amount 1');
  await night.decide('drop');
  expect(currentBranch(night.now.notes).entries).toEqual([]);
  await night.command('order place --amount 1');
  await night.decide('live');
  expect(currentBranch(night.now.notes)).toMatchObject({
    name: 'A',
    entries: [{ move: { at: '2026-03-11T03:00:00Z' } }],
  });
});

test('nothing is changed before the learner took over', async () => {
  const { night, live } = await openedNight();
  night.seek(at('10T12:00:00'));
  await night.branch(night.now.viewed);
  expect(live()).toBe('11T02:00');
});

test('files are checked as they are written, and installed as a move', async () => {
  vi.useFakeTimers();
  const { night } = await openedNight();
  const text = fakeNight.files['pipeline.jsonc'] ?? '';
  night.draftFile('pipeline.jsonc', text.replace('"type"', '"retrys"'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(night.now.check?.errors[0]?.code).toBe('json.unknown_key');
  await night.install();
  expect(currentBranch(night.now.notes).entries[0]?.refused?.[0]?.code).toBe('json.unknown_key');
  expect(Object.keys(currentBranch(night.now.notes).drafts)).toEqual(['pipeline.jsonc']);
  night.draftFile('pipeline.jsonc', text.replace('amount_cents', 'amount_minor_units'));
  await vi.advanceTimersByTimeAsync(1000);
  expect(night.now.check?.errors).toEqual([]);
  await night.install();
  expect(currentBranch(night.now.notes).entries[1]?.refused).toBe(null);
  expect(night.inForce['pipeline.jsonc']).toContain('amount_minor_units');
  vi.useRealTimers();
});

test('everything is there again after a reload', async () => {
  const storage = memoryStorage();
  const first = await openedNight(storage);
  await first.night.command('order place --amount 1');
  await first.night.wait({ kind: 'for', us: 3_600e6 });
  await first.session.notebook.flush();
  const { night, live } = await openedNight(storage);
  expect(live()).toBe('11T03:00');
  expect(currentBranch(night.now.notes).entries).toHaveLength(1);
  expect(night.now.index?.trace.at(-1)?.t).toBeGreaterThan(at('11T02:10:00'));
});

test('what somebody shared is one more run', async () => {
  const { night } = await openedNight();
  const script = [{ at: '2026-03-11T02:10:00Z', command: 'order place --amount 1' }];
  await night.openShared({ script, live: '2026-03-11T05:00:00Z', viewed: '2026-03-11T04:00:00Z' });
  expect(night.now.notes).toMatchObject({ current: 'B', viewed: '2026-03-11T04:00:00Z' });
  expect([night.now.viewed, liveOf(night.now)]).toEqual([at('11T04:00:00'), at('11T05:00:00')]);
  expect(night.now.notes.branches.map(({ name }) => name)).toEqual(['A', 'B']);
});

test('an earlier attempt comes back as one more run, up to its last move', async () => {
  const { night } = await openedNight();
  const script = [{ at: '2026-03-11T02:10:00Z', command: 'order place --amount 1' }];
  await night.openAttempt(JSON.stringify({ script }));
  expect(night.now.notes.current).toBe('B');
  expect(liveOf(night.now)).toBe(at('11T02:10:00'));
  expect(currentBranch(night.now.notes).entries).toHaveLength(1);
  await night.openAttempt('{"script": []}');
  expect([night.now.notes.current, liveOf(night.now)]).toEqual(['C', at('11T02:00:00')]);
  await night.openAttempt('nonsense');
  expect(night.now.notes.current).toBe('C');
});

test('the smallest world is opened to look at only, and left again', async () => {
  const { night, live } = await openedNight();
  const witness = gradeNight('').checks[0]?.witness;
  if (witness?.kind !== 'night') throw new Error('The fake grader shows a night.');
  await night.replay(witness);
  expect(night.now.replay?.title).toBe('Another column is renamed');
  expect(night.now.index?.trace[0]?.t).toBeLessThan(at('10T12:00:00'));
  await night.command('order place --amount 1');
  await night.wait({ kind: 'end' });
  expect(currentBranch(night.now.notes).entries).toEqual([]);
  await night.endReplay();
  expect([night.now.replay, live()]).toEqual([null, '11T02:00']);
  expect(night.now.index?.times[0]).toBe(readTime(fakeNight.start));
});

test('databases are asked at the moment that is viewed', async () => {
  const { night } = await openedNight();
  night.seek(at('10T12:00:00'));
  await night.loadTables();
  expect(night.now.tables).toMatchObject({ at: at('10T12:00:00') });
  await night.ask('warehouse', 'SELECT 1');
  expect(night.now.asked).toMatchObject({ kind: 'rows', at: at('10T12:00:00') });
  await night.ask('shop', 'SELECT 1 FORM x');
  expect(night.now.asked.kind).toBe('refused');
});

test('a core that breaks is said to have, and the next play works', async () => {
  const { night, session } = await openedNight();
  await night.ask('shop', 'break');
  expect(night.now.asked.kind).toBe('broken');
  expect(session.broken.value).toBe('invariant broken in the fake core');
  await night.wait({ kind: 'for', us: 3_600e6 });
  expect(night.now.trouble).toBe(null);
});

test('the night is kept under a step that no lesson has', () => {
  expect(nightLesson.steps.map(({ id }) => id)).not.toContain(notesStep);
  expect(/^[a-z0-9-]+$/.test(notesStep)).toBe(false);
});
