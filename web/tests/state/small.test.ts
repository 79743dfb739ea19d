import { expect, test } from 'vitest';

import { moveCursor } from '../../src/state/grid';
import { readChoices, toggleChoice, writeChoices } from '../../src/state/quiz';
import { sentences } from '../../src/state/sentences';
import { appKey, keyText, type PressedKey } from '../../src/state/shortcuts';

const size = { rows: 100, columns: 4, page: 10 };

test.each([
  ['ArrowDown', false, [6, 2]],
  ['ArrowUp', false, [4, 2]],
  ['ArrowLeft', false, [5, 1]],
  ['ArrowRight', false, [5, 3]],
  ['PageDown', false, [15, 2]],
  ['PageUp', false, [0, 2]],
  ['Home', false, [5, 0]],
  ['End', false, [5, 3]],
  ['Home', true, [0, 0]],
  ['End', true, [99, 3]],
] as const)('grid: %s, control %s', (key, control, [row, column]) => {
  expect(moveCursor({ row: 5, column: 2 }, size, { key, control })).toEqual({ row, column });
});

test('grid: another key is left to the page', () => {
  expect(moveCursor({ row: 0, column: 0 }, size, { key: 'a', control: false })).toBe(null);
});

test('a quiz answer survives the way into the file and back', () => {
  expect(writeChoices(['a', 'b'])).toBe('{"choices":["a","b"]}\n');
  expect(readChoices(writeChoices(['a', 'b']))).toEqual(['a', 'b']);
});

test.each([null, '', 'SELECT', '{}', '{"choices":7}', 'null'])('%o holds no choice', (text) => {
  expect(readChoices(text)).toEqual([]);
});

test('single replaces, multiple adds and removes', () => {
  expect(toggleChoice(['a'], 'b', 'single')).toEqual(['b']);
  expect(toggleChoice(['a'], 'b', 'multiple')).toEqual(['a', 'b']);
  expect(toggleChoice(['a', 'b'], 'a', 'multiple')).toEqual(['b']);
});

const plain: PressedKey = {
  key: '',
  mod: false,
  alt: false,
  shift: false,
  typing: false,
  after_g: false,
};

test.each([
  [{ key: '?' }, true, 'help'],
  [{ key: '?' }, false, null],
  [{ key: '?', typing: true }, true, null],
  [{ key: ']' }, true, 'next_step'],
  [{ key: 's', after_g: true }, true, 'settings'],
  [{ key: 's' }, true, null],
  [{ key: 'k', mod: true, typing: true }, false, 'palette'],
  [{ key: 'F6', shift: true, typing: true }, false, 'previous_pane'],
  [{ key: '[', alt: true }, true, null],
] as const)('key %o, single keys %s: %s', (pressed, singleKeys, action) => {
  expect(appKey({ ...plain, ...pressed }, singleKeys)).toBe(action);
});

test('keys are named as on the machine’s keyboard', () => {
  expect(keyText('Mod+Shift+Enter', false)).toBe('Ctrl+Shift+Enter');
  expect(keyText('Mod+Enter', true)).toBe('⌘ Enter');
});

test.each([
  ['no such column', 'Name another.', 'no such column. Name another.'],
  ['What now?', 'Type one.', 'What now? Type one.'],
  ['There is none.', '', 'There is none.'],
])('sentences: %s', (message, remedy, text) => {
  expect(sentences({ message, remedy })).toBe(text);
});
