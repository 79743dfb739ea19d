import { CompletionContext } from '@codemirror/autocomplete';
import { sql } from '@codemirror/lang-sql';
import { EditorState } from '@codemirror/state';
import { expect, test } from 'vitest';

import { completeNamedQueries, namedQueries } from '../../src/view/editor/completion';
import { dialect } from '../../src/view/editor/dialect';
import { rangeAt } from '../../src/view/editor/editor';
import { highlightSql } from '../../src/view/editor/highlight';

/** "|" marks the cursor. */
function complete(text: string): string[] {
  const at = text.indexOf('|');
  const state = stateOf(text.replace('|', ''));
  const found = completeNamedQueries(new CompletionContext(state, at, false));
  return found?.options.map(({ label }) => label) ?? [];
}

function stateOf(doc: string): EditorState {
  return EditorState.create({ doc, extensions: sql({ dialect }) });
}

test.each([
  ['WITH a AS (SELECT 1) SELECT', [['a', []]]],
  ['WITH a AS (SELECT x, t.y, z AS w FROM t) SELECT', [['a', ['x', 'y', 'w']]]],
  ['WITH a(p, q) AS (VALUES (1, 2)) SELECT', [['a', ['p', 'q']]]],
  [
    'WITH a AS (SELECT x FROM t), b AS MATERIALIZED (SELECT y FROM a) SELECT',
    [
      ['a', ['x']],
      ['b', ['y']],
    ],
  ],
  ['SELECT x AS y FROM t', []],
  ['SELECT CAST(x AS integer) FROM t', []],
])('%s', (text, expected) => {
  expect(namedQueries(stateOf(text)).map(({ name, columns }) => [name, columns])).toEqual(expected);
});

test.each([
  ['WITH recent AS (SELECT day FROM t) SELECT * FROM rec|', ['recent', 'day']],
  ['WITH recent AS (SELECT day FROM t) SELECT recent.| FROM recent', ['day']],
  ['WITH recent AS (SELECT day FROM t) SELECT other.|', []],
  ['SELECT * FROM rec|', []],
])('complete %s', (text, expected) => {
  expect(complete(text)).toEqual(expected);
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
