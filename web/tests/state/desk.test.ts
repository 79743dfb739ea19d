import { expect, test } from 'vitest';

import { type Desk, openDesk } from '../../src/state/desk';
import { progressWords } from '../../src/state/desk-state';
import { fakeSession } from '../fake-client';
import { loadedInput } from '../../src/state/small-input';
import { fakePack, revenueLesson } from '../fake-lesson';
import { nightLesson } from '../fake-night-lesson';
import { differentRows } from '../fake-smallest';

async function revenueDesk() {
  const session = await fakeSession();
  const step = revenueLesson.steps[1];
  if (step === undefined) throw new Error('The fake lesson has two steps.');
  return { session, desk: openDesk(session, revenueLesson, step, fakePack) };
}

const state = (desk: Desk) => desk.state.value;

test('Run shows rows and changes no attempt', async () => {
  const { desk, session } = await revenueDesk();
  await desk.run('SELECT * FROM orders', null);
  expect(state(desk).run).toMatchObject({ kind: 'rows', selection: false });
  expect(state(desk).tab).toBe('results');
  expect(desk.record.attempts).toEqual([]);
  expect(session.announcement.value.text).toBe('6 rows.');
});

test('an error in a selection is underlined in the whole text', async () => {
  const { desk } = await revenueDesk();
  await desk.run('SELECT 1; SELECT 2 FORM x', { from: 10, text: 'SELECT 2 FORM x' });
  expect(state(desk).run).toMatchObject({ kind: 'refused', selection: true });
  expect(state(desk).problems.list).toMatchObject([{ offset_utf16: 19, severity: 'error' }]);
});

test('Grade counts, opens the feedback and says the verdict', async () => {
  const { desk, session } = await revenueDesk();
  await desk.grade('SELECT everything');
  expect(state(desk)).toMatchObject({ tab: 'feedback', grade: { kind: 'graded', same_as: null } });
  expect(desk.record.counted).toBe(1);
  expect(session.announcement.value.text).toContain(
    'Not yet. 4 of 7 checks pass. Every status counted',
  );
});

test('Grade says when the same answer was graded before', async () => {
  const { desk } = await revenueDesk();
  await desk.grade('SELECT everything');
  await desk.grade('SELECT everything');
  expect(state(desk).grade).toMatchObject({ kind: 'graded', same_as: 1 });
});

test('an answer that cannot run is not counted, and its place is underlined', async () => {
  const { desk } = await revenueDesk();
  await desk.grade('SELECT 1\nFORM orders');
  expect(state(desk).grade).toMatchObject({ kind: 'graded', step: { status: 'not_gradable' } });
  expect(desk.record.counted).toBe(0);
  expect(state(desk).problems.list).toMatchObject([{ offset_utf16: 9, severity: 'error' }]);
});

test('a right answer passes', async () => {
  const { desk } = await revenueDesk();
  await desk.grade("SELECT ... WHERE status = 'paid'");
  expect(desk.record.passed_at).not.toBe(null);
});

test('Stop leaves the text, and the next run works', async () => {
  const { desk } = await revenueDesk();
  const running = desk.run('SELECT slow', null);
  await Promise.resolve();
  desk.stop();
  await running;
  expect(state(desk).run.kind).toBe('stopped');
  expect(desk.record.draft).toBe('SELECT slow');
  await desk.run('SELECT quick', null);
  expect(state(desk).run.kind).toBe('rows');
});

test('a core that breaks is said to have, and keeps the attempt', async () => {
  const { desk, session } = await revenueDesk();
  await desk.grade('break');
  expect(state(desk).grade).toMatchObject({ kind: 'broken' });
  expect(session.broken.value).toBe('invariant broken in the fake core');
  expect([desk.record.draft, desk.record.counted]).toEqual(['break', 0]);
  await desk.grade("'paid'");
  expect(desk.record.counted).toBe(1);
});

test('a report is shown again when the desk is opened anew', async () => {
  const { desk, session } = await revenueDesk();
  await desk.grade('SELECT everything');
  session.forgetDesks();
  const again = openDesk(session, revenueLesson, desk.place.step, fakePack);
  expect(again).not.toBe(desk);
  expect(state(again)).toMatchObject({ tab: 'feedback', grade: { kind: 'graded' } });
});

test('the smallest input is asked until it is left', async () => {
  const { desk, session } = await revenueDesk();
  desk.loadInput(loadedInput(differentRows));
  expect(session.announcement.value.text).toContain(
    'Loaded. Smallest input that shows it (3 rows)',
  );
  await desk.run('SELECT 1', null);
  expect(state(desk).run).toMatchObject({
    data: { kind: 'input', rows: 3 },
    outcome: { rows: 2 },
  });
  expect(session.announcement.value.text).toBe('2 rows, from the smallest input.');
  desk.leaveInput();
  await desk.run('SELECT 1', null);
  expect(state(desk).run).toMatchObject({ data: { kind: 'dataset', name: 'six-months' } });
});

test('a data set that is chosen takes the place of the smallest input', async () => {
  const { desk } = await revenueDesk();
  desk.loadInput(loadedInput(differentRows));
  desk.chooseDataset('six-months');
  expect(state(desk).input).toBe(null);
});

test('nothing is loaded while a query runs', async () => {
  const { desk } = await revenueDesk();
  const running = desk.run('SELECT slow', null);
  desk.loadInput(loadedInput(differentRows));
  expect(state(desk).input).toBe(null);
  await running;
});

test('hints beside the smallest input are kept in the attempt, and stay open while they are the same', async () => {
  const { desk } = await revenueDesk();
  await desk.grade('SELECT everything');
  desk.showClue();
  desk.showClue();
  await desk.grade('SELECT everything again');
  expect([desk.record.clues_open, desk.record.attempts[1]?.hints_shown]).toEqual([2, 2]);
  await desk.grade('SELECT wide');
  expect([desk.record.clues_open, desk.record.clues_shown]).toEqual([0, 2]);
  expect(desk.record.hints_shown).toBe(0);
});

test('a verdict of a pack without answers is announced as provisional', async () => {
  const { desk, session } = await revenueDesk();
  await desk.grade('SELECT sealed');
  expect(session.announcement.value.text).toContain('Provisional: the full pack decides.');
  await desk.grade('SELECT everything');
  expect(session.announcement.value.text).not.toContain('Provisional');
});

async function nightDesk() {
  const session = await fakeSession();
  const step = nightLesson.steps.find(({ kind }) => kind === 'night');
  if (step === undefined) throw new Error('The fake night lesson has an act.');
  return { session, desk: openDesk(session, nightLesson, step, fakePack) };
}

test('a night is graded step by step, and says how far it is', async () => {
  const { desk, session } = await nightDesk();
  const told: string[] = [];
  desk.state.subscribe(() => {
    const { activity } = state(desk);
    if (activity.kind !== 'grading' || activity.progress === null) return;
    told.push(progressWords(activity.progress));
  });
  const said: string[] = [];
  session.announcement.subscribe(() => said.push(session.announcement.value.text));
  await desk.grade('{"script": []}');
  expect(told).toEqual(['Checked 1 of 3 nights', 'Checked 2 of 3 nights']);
  expect(said).toContain('Checked 1 of 3 nights');
  expect(state(desk).activity.kind).toBe('idle');
  expect(state(desk).grade.kind).toBe('graded');
});

test('Stop between two nights ends the grading', async () => {
  const { desk } = await nightDesk();
  const stop = desk.state.subscribe(() => {
    const { activity } = state(desk);
    if (activity.kind === 'grading' && activity.progress?.done === 2)
      queueMicrotask(() => desk.stop());
  });
  await desk.grade('{"script": []}');
  stop();
  expect(state(desk).grade.kind).toBe('stopped');
  expect(desk.record.attempts).toEqual([]);
  await desk.grade('{"script": []}');
  expect(state(desk).grade.kind).toBe('graded');
});
