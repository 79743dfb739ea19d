import { EditorState } from '@codemirror/state';
import { diagnosticCount, forEachDiagnostic } from '@codemirror/lint';
import { expect, test } from 'vitest';

import type { Problem } from '../../src/state/desk-state';
import { drawn, dropTouched, placeNow } from '../../src/view/editor/marks';

const text = 'SELECT a\nFROM t\nWHERE a = NULL AND b = NULL';

const warning = (words: string): Problem => {
  const offset = text.indexOf(words);
  return {
    offset_utf16: offset,
    end: { line: 3, column: offset - 16 + 1 + words.length },
    severity: 'warning',
    message: words,
  };
};
const list = [warning('a = NULL'), warning('b = NULL')];
const [first, second] = list.map(({ offset_utf16 }) => offset_utf16) as [number, number];

function marked(doc = text): EditorState {
  const state = EditorState.create({ doc, extensions: dropTouched });
  return state.update(drawn(state, { text, list })).state;
}

const change = (state: EditorState, from: number, to: number, insert: string) =>
  state.update({ changes: { from, to, insert } }).state;

test('problems are marked in their own text, and in no other', () => {
  expect(diagnosticCount(marked())).toBe(2);
  expect(diagnosticCount(marked(`${text} `))).toBe(0);
});

test('a place without a length is the word that stands there', () => {
  const state = EditorState.create({ doc: text });
  const note: Problem = {
    offset_utf16: 0,
    end: { line: 1, column: 1 },
    severity: 'info',
    message: '',
  };
  const places: string[] = [];
  forEachDiagnostic(state.update(drawn(state, { text, list: [note] })).state, (_, from, to) =>
    places.push(text.slice(from, to)),
  );
  expect(places).toEqual(['SELECT']);
});

test('what is shown next takes the place of what was', () => {
  const state = marked();
  expect(diagnosticCount(state.update(drawn(state, { text, list: [] })).state)).toBe(0);
});

test('a mark moves with the text before it, again and again', () => {
  let state = change(marked(), 0, 0, '-- Why?\n');
  state = change(state, 0, 0, '--\n');
  expect([placeNow(state, first), placeNow(state, second)]).toEqual([first + 11, second + 11]);
});

test('a mark goes when its text is changed; the other one stays', () => {
  const state = change(marked(), first + 2, first + 3, 'IS');
  expect([placeNow(state, first), placeNow(state, second)]).toEqual([null, second + 1]);
  expect(diagnosticCount(change(state, 0, state.doc.length, 'SELECT 1'))).toBe(0);
});

test('a word typed on at its end changes it, too', () => {
  const state = change(marked(), text.length, text.length, 'IF(b, 1)');
  expect([placeNow(state, first), placeNow(state, second)]).toEqual([first, null]);
});

test('moving the cursor changes nothing', () => {
  const state = marked();
  expect(diagnosticCount(state.update({ selection: { anchor: 3 } }).state)).toBe(2);
});
