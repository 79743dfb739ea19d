import { CompletionContext } from '@codemirror/autocomplete';
import { sql } from '@codemirror/lang-sql';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';

import { completeNames } from '../../src/view/editor/completion';
import { dialect } from '../../src/view/editor/dialect';
import { rangeAt } from '../../src/view/editor/marks';
import { highlightSql } from '../../src/view/editor/highlight';

const tables = [
  { name: 'orders', columns: ['id', 'day', 'amount'] },
  { name: 'lamps', columns: ['id', 'colour'] },
].map(({ name, columns }) => ({
  name,
  columns: columns.map((column) => ({ name: column, type: 'text' })),
}));

/** "|" marks the cursor. */
function complete(text: string, explicit = false): string {
  const at = text.indexOf('|');
  const doc = text.replace('|', '');
  const state = EditorState.create({ doc, extensions: sql({ dialect }) });
  const found = completeNames(tables)(new CompletionContext(state, at, explicit));
  return found?.options.map(({ label }) => label).join(' ') ?? 'nothing';
}

const paid = 'WITH paid AS (SELECT day, amount AS cents FROM orders)';

test.each([
  // The names of tables and of queries.
  ['SELECT * FROM o|', 'orders lamps'],
  [`${paid} SELECT * FROM p|`, 'orders lamps paid'],
  [`${paid}, late AS (SELECT 1) SELECT * FROM paid JOIN l|`, 'orders lamps paid late'],
  ['WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM |) SELECT', 'nothing'],
  [`${paid}; SELECT * FROM p|`, 'orders lamps'],
  // The columns of a query that WITH names.
  [`${paid} SELECT paid.|`, 'day cents'],
  [`${paid} SELECT PAID.d|`, 'day cents'],
  ['WITH n(i, j) AS (VALUES (1, 2)) SELECT n.|', 'i j'],
  ['WITH n AS NOT MATERIALIZED (SELECT 1 AS i) SELECT n.|', 'i'],
  ['WITH n AS (SELECT 1 AS i UNION SELECT 2 AS k) SELECT n.|', 'i'],
  ['WITH n AS (SELECT count(*), o.day, date, 7 FROM orders o) SELECT n.|', 'day date'],
  [
    'WITH a AS (SELECT * FROM orders), b AS (SELECT a.*, 1 AS k FROM a) SELECT b.|',
    'id day amount k',
  ],
  ['WITH a AS (WITH b AS (SELECT 1 AS i) SELECT * FROM b) SELECT a.|', 'i'],
  ['WITH a AS (SELECT * FROM a) SELECT a.|', ''],
  // Aliases, inside the queries of WITH and outside of them.
  [`${paid} SELECT p.| FROM paid AS p`, 'day cents'],
  [`${paid} SELECT p.| FROM paid p JOIN lamps l ON l.id = p.day`, 'day cents'],
  [`${paid} SELECT 1 FROM paid p JOIN lamps l ON l.|`, 'id colour'],
  ['WITH paid AS (SELECT o.| FROM orders o) SELECT 1', 'id day amount'],
  ['WITH paid AS (SELECT o.| FROM orders AS o', 'id day amount'],
  ['WITH a AS (SELECT 1 AS i), b AS (SELECT x.| FROM a x) SELECT 1', 'i'],
  ['SELECT s.| FROM (SELECT day AS d FROM orders) s', 'd'],
  ['SELECT 1 FROM orders o WHERE EXISTS (SELECT 1 FROM lamps WHERE o.|)', 'id day amount'],
  ['SELECT 1 FROM orders x UNION SELECT x.| FROM lamps x', 'id colour'],
  ['SELECT o.| FROM lamps o /* , orders o */', 'id colour'],
  ['SELECT z.| FROM orders o', ''],
  // Words without a dot: aliases, and the columns of what is in FROM.
  [`${paid} SELECT c| FROM paid p`, 'orders lamps paid p day cents'],
  ['WITH paid AS (SELECT a| FROM orders o) SELECT 1', 'orders lamps paid o id day amount'],
  ['SELECT c|', 'orders lamps id day amount colour'],
  // Where names have no place.
  ["SELECT 'o|' FROM orders", 'nothing'],
  ['SELECT 1 -- o|', 'nothing'],
  ['SELECT |', 'nothing'],
])('complete %s', (text, expected) => {
  expect(complete(text)).toBe(expected);
});

test('asked for, completion offers names before anything is typed', () => {
  expect(complete('SELECT * FROM |', true)).toBe('orders lamps');
});

test('a name of two words is put in quotes', () => {
  const state = EditorState.create({
    doc: 'WITH "two words" AS (SELECT 1) SELECT * FROM t',
    extensions: sql({ dialect }),
  });
  const found = completeNames([])(new CompletionContext(state, state.doc.length, false));
  expect(found?.options).toMatchObject([{ label: 'two words', apply: '"two words"' }]);
});

test.each([
  ['SELECT FORM x', 7, 'FORM'],
  ['-- 🌙\nSELECT FORM', 13, 'FORM'],
  ['SELECT )', 7, ')'],
  ['SELECT (', 8, '('],
  ['SELECT x\n', 99, 'x'],
  ['', 0, ''],
])('underline in %o at %i', (text, offset, expected) => {
  const { from, to } = rangeAt(text, offset);
  expect(text.slice(from, to)).toBe(expected);
});

test('keywords are coloured, and a column called month is not', () => {
  const styles = new Map(
    highlightSql('SELECT month\nWHERE').map(({ text, style }) => [text, style]),
  );
  expect(styles.get('SELECT')).toBe('tok-keyword');
  expect(styles.get('WHERE')).toBe('tok-keyword');
  expect([...styles.keys()].some((text) => text.includes('month') && styles.get(text) !== '')).toBe(
    false,
  );
});
