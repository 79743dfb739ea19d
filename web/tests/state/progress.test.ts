import { expect, test } from 'vitest';

import type { Report } from '../../src/core/protocol';
import {
  applyEvent,
  attemptsKept,
  emptyRecord,
  lessonProgress,
  mergeRecords,
  type StepEvent,
  type StepRecord,
  stepProgress,
} from '../../src/state/progress';
import { fakePack, revenueLesson } from '../fake-lesson';

const at = (n: number) => `2026-01-01T00:00:${String(n).padStart(2, '0')}Z`;

function after(...events: StepEvent[]): StepRecord {
  const empty = emptyRecord(revenueLesson.id, 'revenue');
  return events.reduce((record, event, i) => applyEvent(record, event, at(i)), empty);
}

function graded(text: string, status: 'passed' | 'failed' | 'not_gradable'): StepEvent {
  const report = { status, counted: status !== 'not_gradable', score: 1, score_max: 8, steps: [] };
  return { kind: 'graded', text, report: report as unknown as Report };
}

test('Reset keeps a copy, and its undo brings it back', () => {
  const reset = after({ kind: 'drafted', text: 'mine' }, { kind: 'reset', text: 'start' });
  expect([reset.draft, reset.before_reset]).toEqual(['start', 'mine']);
  expect(applyEvent(reset, { kind: 'reset_undone' }, at(9)).draft).toBe('mine');
});

test('an attempt that could not run is kept but not counted', () => {
  const record = after(graded('a', 'not_gradable'), graded('b', 'failed'));
  expect([record.attempts.length, record.counted, record.passed_at]).toEqual([2, 1, null]);
});

test('a pass is never taken back', () => {
  const record = after(graded('a', 'passed'), graded('b', 'failed'));
  expect(record.passed_at).toBe(at(0));
  expect(stepProgress('query', record)).toBe('done');
});

test('an attempt remembers how many hints were seen', () => {
  const record = after({ kind: 'hint_shown' }, graded('a', 'failed'), { kind: 'hint_shown' });
  expect(record.attempts[0]?.hints_shown).toBe(1);
});

test('only the newest attempts are kept, all are counted', () => {
  const record = after(
    ...Array.from({ length: attemptsKept + 5 }, (_, i) => graded(`${i}`, 'failed')),
  );
  expect([record.attempts.length, record.counted]).toEqual([attemptsKept, attemptsKept + 5]);
  expect(record.attempts[0]?.text).toBe('5');
});

test('a lesson leads to the first step that is not done', () => {
  const [, lesson] = fakePack.lessons;
  if (lesson === undefined) throw new Error('The fake pack has two lessons.');
  const read = applyEvent(emptyRecord(lesson.id, 'closing-the-books'), { kind: 'read' }, at(1));
  const progress = lessonProgress(lesson, new Map([[`${lesson.id}/closing-the-books`, read]]));
  expect(progress).toMatchObject({ status: 'started', done: 1, total: 2, next_step: 'revenue' });
});

test('merging keeps the newer draft, every attempt and every pass', () => {
  const old = after(graded('a', 'passed'));
  const newer = {
    ...after({ kind: 'drafted', text: 'new' }, graded('b', 'failed')),
    touched_at: at(50),
  };
  for (const merged of [mergeRecords(old, newer), mergeRecords(newer, old)]) {
    expect(merged.draft).toBe('new');
    expect(merged.attempts.map(({ text }) => text)).toEqual(['a', 'b']);
    expect([merged.counted, merged.passed_at]).toEqual([2, at(0)]);
  }
});

test('merging a record with itself changes nothing', () => {
  const record = after(graded('a', 'failed'), { kind: 'hint_shown' });
  expect(mergeRecords(record, record)).toEqual(record);
});
