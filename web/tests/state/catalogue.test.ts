import { expect, test } from 'vitest';

import type { StepKind } from '../../src/core/protocol';
import { catalogueSections, continuation, lessonKind } from '../../src/state/catalogue';
import { destinations } from '../../src/state/palette';
import { applyEvent, emptyRecord, type Records } from '../../src/state/progress';
import { noFilter } from '../../src/state/route';
import { fakePack, quizLesson, revenueLesson } from '../fake-lesson';

const nothing: Records = new Map();
const titles = (text: string, kind: StepKind | null = null) =>
  catalogueSections([fakePack], nothing, { text, kind }).flatMap(({ entries }) =>
    entries.map(({ lesson }) => lesson.title),
  );

test.each([
  [
    '',
    null,
    ['Two kinds of database', 'Paid revenue by month', 'The 2 AM rename', 'What would have helped'],
  ],
  ['', 'switches', ['What would have helped']],
  ['', 'night', ['The 2 AM rename']],
  ['REVENUE paid', null, ['Paid revenue by month']],
  ['oltp', null, ['Two kinds of database']],
  ['', 'quiz', ['Two kinds of database']],
  ['revenue', 'quiz', []],
  ['zebra', null, []],
] as const)('filter "%s" %s', (text, kind, expected) => {
  expect(titles(text, kind)).toEqual(expected);
});

test('a lesson names what is best done before it, until that is done', () => {
  const entry = (records: Records) =>
    catalogueSections([fakePack], records, noFilter)[0]?.entries[1];
  expect(entry(nothing)?.before).toEqual(['Two kinds of database']);
  const done = quizLesson.steps.map((step) => {
    const record = { ...emptyRecord(quizLesson.id, step.id), passed_at: 'then', read_at: 'then' };
    return [`${quizLesson.id}/${step.id}`, record] as const;
  });
  expect(entry(new Map(done))?.before).toEqual([]);
});

test('a newcomer starts at the beginning', () => {
  expect(continuation([fakePack], nothing)).toMatchObject({ fresh: true, step: 1 });
  expect(continuation([], nothing)).toBe(null);
});

test('whoever comes back goes on where the last touch was', () => {
  const draft = applyEvent(
    emptyRecord(revenueLesson.id, 'revenue'),
    { kind: 'drafted', text: 'x' },
    'now',
  );
  const next = continuation([fakePack], new Map([[`${revenueLesson.id}/revenue`, draft]]));
  expect(next?.fresh).toBe(false);
  expect(next?.entry.lesson.slug).toBe('paid-revenue-by-month');
});

test('the palette puts what is named so before what is only in it', () => {
  expect(destinations([fakePack], 'revenue').map(({ title }) => title)).toEqual([
    'Paid revenue by month',
    'Paid revenue by month',
    'Closing the books',
  ]);
});

test('the palette finds lessons, steps and pages', () => {
  expect(destinations([fakePack], 'column')[0]?.href).toBe(
    '#/lesson/two-kinds-of-database/best-match',
  );
  expect(destinations([fakePack], 'progress').map(({ href }) => href)).toEqual(['#/progress']);
});

test('a lesson is called after its most active step, and to point at an event is to act', () => {
  const kindOf = (...kinds: readonly StepKind[]) =>
    lessonKind({ ...quizLesson, steps: kinds.map((kind) => ({ id: kind, kind, title: kind })) });
  expect(kindOf('read', 'point')).toBe('night');
  expect(kindOf('quiz', 'switches')).toBe('switches');
  expect(kindOf('switches', 'night')).toBe('night');
  expect(kindOf('read', 'quiz')).toBe('quiz');
});
