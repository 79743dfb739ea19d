import { expect, test } from 'vitest';

import { type Desk, openDesk } from '../../src/state/desk';
import { fakeSession } from '../fake-client';
import { fakePack, revenueLesson } from '../fake-lesson';

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
  expect(state(desk).problem?.offset_utf16).toBe(19);
});

test('Grade counts, opens the feedback and says the verdict', async () => {
  const { desk, session } = await revenueDesk();
  await desk.grade('SELECT everything');
  expect(state(desk)).toMatchObject({ tab: 'feedback', grade: { kind: 'graded', same_as: null } });
  expect(desk.record.counted).toBe(1);
  expect(session.announcement.value.text).toContain(
    'Not yet. 4 of 6 checks pass. Every status counted',
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
  expect(state(desk).problem?.offset_utf16).toBe(9);
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
