// What a graded query alone gives away, beside its verdict.

import { expect, test } from 'vitest';

import type { LintFinding, StepReport, StepStatus } from '../../src/core/protocol';
import { type Desk, openDesk } from '../../src/state/desk';
import { applyDeskEvent } from '../../src/state/desk-state';
import { didRun, findingsBeside, findingsSentence } from '../../src/state/lint';
import { fakeClient, fakeSession } from '../fake-client';
import { fakePack, revenueLesson } from '../fake-lesson';
import { fakeFindings } from '../fake-lint';
import { nightLesson } from '../fake-night-lesson';

const twice = 'SELECT count(city)\nFROM orders\nWHERE city = NULL OR status = NULL';
const passing = `${twice} OR status = 'paid'`;

async function desk(lesson = revenueLesson, kind = 'query') {
  const session = await fakeSession();
  const step = lesson.steps.find((candidate) => candidate.kind === kind);
  if (step === undefined) throw new Error(`The fake lesson has no step of the kind ${kind}.`);
  return { session, desk: openDesk(session, lesson, step, fakePack) };
}

const told = ({ state }: Desk) =>
  state.value.findings.map(({ level, where }) => `${level} ${where.line}`);
const marked = ({ state }: Desk) =>
  state.value.problems.list.map(({ severity, offset_utf16 }) => `${severity} ${offset_utf16}`);

/** Acts as soon as the desk shows a verdict, before lint has answered. */
function atVerdict(seat: Desk, act: () => void): void {
  const stop = seat.state.subscribe(() => {
    if (seat.state.value.grade.kind !== 'graded') return;
    stop();
    act();
  });
}

test('a failing query is told its warnings, then its notes, and all are marked', async () => {
  const { desk: seat, session } = await desk();
  await seat.grade(twice);
  expect(told(seat)).toEqual(['warning 3', 'warning 3', 'note 1']);
  expect(marked(seat)).toEqual(['warning 42', 'warning 59', 'info 7']);
  expect(seat.state.value.problems.text).toBe(twice);
  expect(seat.state.value.problems.list[0]).toMatchObject({
    end: { line: 3, column: 18 },
    message: expect.stringMatching(/^= NULL is never true: .* use IS NULL or IS NOT NULL\.$/),
  });
  expect(session.announcement.value.text).toMatch(
    /^Not yet\. .* 3 things worth a look in your query\.$/,
  );
});

test('a query that passes is told its warnings only', async () => {
  const { desk: seat, session } = await desk();
  await seat.grade(passing);
  expect(told(seat)).toEqual(['warning 3', 'warning 3']);
  expect(session.announcement.value.text).toMatch(
    /^Passed\. .* 2 things worth a look in your query\.$/,
  );
});

test('where nothing is found nothing is said', async () => {
  const { desk: seat, session } = await desk();
  await seat.grade('SELECT everything');
  expect([told(seat), marked(seat)]).toEqual([[], []]);
  expect(session.announcement.value.text).toMatch(/^Not yet\./);
  expect(session.announcement.value.text).not.toContain('worth a look');
});

test.each([
  ['is refused', 'no lint, WHERE city = NULL'],
  ['breaks the core', 'fatal lint, WHERE city = NULL'],
])('lint that %s leaves the verdict as it is', async (_how, text) => {
  const { desk: seat, session } = await desk();
  await seat.grade(text);
  expect(seat.state.value).toMatchObject({
    activity: { kind: 'idle' },
    grade: { kind: 'graded', step: { status: 'failed' } },
    findings: [],
  });
  expect(session.announcement.value.text).toMatch(/^Not yet\./);
  expect(session.broken.value).toBe(null);
  await seat.grade(twice);
  expect(told(seat)).toHaveLength(3);
});

test('an answer that cannot run is told where it ends, and no more', async () => {
  const { desk: seat } = await desk();
  await seat.grade('SELECT 1\nFORM orders WHERE city = NULL');
  expect([told(seat), marked(seat)]).toEqual([[], ['error 9']]);
});

test('what comes when the text is another is not shown', async () => {
  const { desk: seat, session } = await desk();
  atVerdict(seat, () => seat.draft('SELECT something else'));
  await seat.grade(twice);
  expect([told(seat), marked(seat)]).toEqual([[], []]);
  expect(session.announcement.value.text).not.toContain('worth a look');
});

test.each([
  ['run', (seat: Desk) => seat.run(twice, null)],
  ['grade', (seat: Desk) => seat.grade('SELECT everything')],
] as const)('what comes when another %s has begun is not shown', async (_what, act) => {
  const { desk: seat } = await desk();
  let acted: Promise<void> | undefined;
  atVerdict(seat, () => (acted = act(seat)));
  await seat.grade(twice);
  await acted;
  expect(acted).toBeDefined();
  expect(seat.state.value.activity.kind).toBe('idle');
  expect([told(seat), marked(seat)]).toEqual([[], []]);
});

test('marks go with the next run, findings with the next verdict', async () => {
  const { desk: seat } = await desk();
  await seat.grade(twice);
  await seat.run(twice, null);
  expect([told(seat).length, marked(seat)]).toEqual([3, []]);
  await seat.grade('SELECT everything');
  expect([told(seat), marked(seat)]).toEqual([[], []]);
});

test.each([
  [{ kind: 'stopped' }],
  [{ kind: 'refused', errors: [] }],
  [{ kind: 'broken', lastWords: '' }],
] as const)('findings go with their verdict: %o', async (outcome) => {
  const { desk: seat } = await desk();
  await seat.grade(twice);
  const ended = { kind: 'grade_ended', outcome, step: null, same_as: null } as const;
  expect(applyDeskEvent(seat.state.value, ended).findings).toEqual([]);
});

test('what is no query is not asked about', async () => {
  const { desk: seat, session } = await desk(nightLesson, 'night');
  const asked: string[] = [];
  const { client } = session;
  const ask = client.ask.bind(client);
  client.ask = (pack, kind, request) => {
    asked.push(kind);
    return ask(pack, kind, request);
  };
  await seat.grade('{"script": []}');
  expect(asked).toContain('attempt.grade');
  expect(asked).not.toContain('lint.query');
});

test('lint waits for the second part, as grading does', async () => {
  const { client } = fakeClient(1);
  await client.open();
  const request = { lesson: revenueLesson.slug, step: 'revenue', sql: twice };
  expect((await client.ask('fake', 'lint.query', request)).kind).toBe('refused');
  expect(await client.ask('fake', 'lint.query', request)).toMatchObject({
    kind: 'done',
    result: { findings: [{ level: 'note' }, { level: 'warning' }, { level: 'warning' }] },
  });
});

const report = (status: StepStatus): StepReport => ({
  id: 'revenue',
  kind: 'query',
  title: 'Revenue',
  status,
  score: 0,
  score_max: 1,
  checks: [],
});

test.each([
  ['passed', true],
  ['failed', true],
  ['fault', true],
  ['not_gradable', false],
  ['not_answered', false],
] as const)('%s: it ran, %s', (status, expected) => {
  expect(didRun(report(status))).toBe(expected);
});

test('a note says nothing after a pass', () => {
  const levels = (findings: readonly LintFinding[]) => findings.map(({ level }) => level);
  const all = fakeFindings(twice);
  expect(levels(findingsBeside(report('failed'), all))).toEqual(['warning', 'warning', 'note']);
  expect(levels(findingsBeside(report('passed'), all))).toEqual(['warning', 'warning']);
});

test.each([
  [0, ''],
  [1, ' 1 thing worth a look in your query.'],
  [2, ' 2 things worth a look in your query.'],
])('%i findings are counted for the ear', (count, words) => {
  expect(findingsSentence(fakeFindings(twice).slice(0, count))).toBe(words);
});
