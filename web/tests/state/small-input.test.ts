import { expect, test } from 'vitest';

import type { CheckReport, ComparedRow, MistakeHint, StepReport } from '../../src/core/protocol';
import { cluesOf, isCut, resultLines } from '../../src/state/compared';
import { announcementOf } from '../../src/state/feedback';
import { inputSentence, inputTitle, sameHints, smallInputOf } from '../../src/state/small-input';
import { differentRows, judgedFailure, sealed } from '../fake-smallest';

const row = (
  mark: ComparedRow['mark'],
  expected: string | null,
  actual: string | null,
): ComparedRow => ({
  mark,
  expected: expected === null ? null : ['a', expected],
  actual: actual === null ? null : ['a', actual],
  differs: mark === 'changed' ? [1] : [],
});

/** "+ yours only: a 2", and both values where a cell differs. */
const told = (result: readonly ComparedRow[]) =>
  resultLines({ result, in_order: false }).map(({ sign, words, cells }) => {
    const values = cells.map(({ expected, actual, differs }) =>
      differs ? `${expected}|${actual}` : actual,
    );
    return `${sign} ${words}: ${values.join(' ')}`.trim();
  });

test.each([
  [row('same', '1', '1'), 'the same: a 1'],
  [row('changed', '1', '2'), '≠ changed: a 1|2'],
  [row('missing', '1', null), '− expected only: a 1'],
  [row('extra', null, '2'), '+ yours only: a 2'],
])('a row is told in words: %o', (compared, words) => {
  expect(told([compared])).toEqual([words]);
});

test('NULL is a value of its own, and no missing one', () => {
  const changed = { ...row('changed', '1', '2'), actual: ['a', null] };
  expect(resultLines({ result: [changed], in_order: false })[0]?.cells[1]).toEqual({
    expected: '1',
    actual: null,
    differs: true,
  });
});

const of = (...result: ComparedRow[]) => ({
  ...differentRows,
  result,
  expected_rows: result.filter(({ expected }) => expected !== null).length,
  actual_rows: result.filter(({ actual }) => actual !== null).length,
});

test('where the order differs, rows are told by their number', () => {
  const lines = resultLines({
    result: [row('same', '1', '1'), row('changed', '1', '2')],
    in_order: true,
  });
  expect(lines.map(({ sign, words }) => `${sign}${words}`)).toEqual(['row 1', '≠row 2']);
});

test('a result of which only the first rows came is said to be cut', () => {
  const whole = of(row('same', '1', '1'), row('extra', null, '2'));
  expect(isCut(whole)).toBe(false);
  expect(isCut({ ...whole, actual_rows: 3 })).toBe(true);
  expect(isCut({ ...whole, expected_rows: 2 })).toBe(true);
});

const hint = (title: string, clause: string, text: string): MistakeHint => ({
  class: title,
  title,
  clause,
  hint: text,
});

test('hints come as a ladder, and nothing is said twice', () => {
  const clues = cluesOf([
    hint('The groups', 'GROUP BY', 'By what?'),
    hint('A sum', 'GROUP BY', ''),
  ]);
  expect(clues.map(({ label, text }) => `${label}: ${text}`)).toEqual([
    'What it may be about: The groups',
    'Where to look: GROUP BY',
    'Ask yourself: By what?',
    'What it may be about: A sum',
  ]);
});

test.each([
  [0, 'Smallest input that shows it: no rows at all'],
  [1, 'Smallest input that shows it (1 row)'],
  [3, 'Smallest input that shows it (3 rows)'],
])('%i rows: %s', (rows, title) => {
  expect(inputTitle({ rows })).toBe(title);
});

test('the tables are told to those who do not see them', () => {
  expect(inputSentence(differentRows)).toBe(
    'Smallest input that shows it (3 rows): 2 in orders, 1 in calendar.',
  );
  expect(inputSentence({ ...differentRows, rows: 0, tables: [] })).toBe(
    'Smallest input that shows it: no rows at all.',
  );
});

const check = (
  verdict: CheckReport['verdict'],
  change: Partial<CheckReport> = {},
): CheckReport => ({
  id: 'check',
  name: 'check',
  kind: 'rows',
  title: 'Rows',
  verdict,
  reason: null,
  points: 0,
  points_max: 1,
  message: 'They differ.',
  hint: null,
  ...change,
});

const step = (...checks: CheckReport[]): StepReport => ({
  id: 'revenue',
  kind: 'query',
  title: 'Revenue',
  status: 'failed',
  score: 0,
  score_max: 1,
  checks,
});

test('it is found in whichever check has it, and announced behind the first failure', () => {
  const report = step(check('fail'), check('fail', judgedFailure('')));
  expect(smallInputOf(report)).toBe(differentRows);
  expect(announcementOf(report)).toBe(
    'Not yet. 0 of 2 checks pass. Rows: They differ. ' +
      'Smallest input that shows it (3 rows): 2 in orders, 1 in calendar.',
  );
  expect(smallInputOf(step(check('fail', judgedFailure('sealed'))))).toBe(sealed);
});

test('a report without one is told as before', () => {
  const report = step(check('fail'));
  expect(smallInputOf(report)).toBe(null);
  expect(announcementOf(report)).not.toContain('Smallest');
});

test('hints are the same whatever the rows are', () => {
  expect(sameHints(differentRows, { ...differentRows, rows: 1 })).toBe(true);
  expect(sameHints(differentRows, { ...differentRows, hints: [] })).toBe(false);
  expect(sameHints(null, null)).toBe(true);
});
