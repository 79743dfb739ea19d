import { expect, test } from 'vitest';

import { hourUs, minuteUs } from '../../../src/state/night/clock';
import { glyphsOf, moveGlyph, placeOf } from '../../../src/state/night/glyphs';
import type { Bar, Lane } from '../../../src/state/night/lanes';

const span = { from: 0, to: hourUs };
const mark = (minutes: number) => ({
  at: minutes * minuteUs,
  event: minutes,
  level: 'info' as const,
  label: `at ${minutes}`,
});
const bar = (minutes: number, until: number): Bar => ({
  ...mark(minutes),
  until: until * minuteUs,
  look: 'success',
  text: '',
});
const lane = (marks: readonly number[], bars: readonly [number, number][] = []): Lane => ({
  name: 'runs',
  marks: marks.map(mark),
  bars: bars.map(([from, until]) => bar(from, until)),
});

test('glyphs stand in the order of time, bars and marks alike, as far as they are on the screen', () => {
  const glyphs = glyphsOf(
    lane(
      [5, 50, 70],
      [
        [-5, 1],
        [20, 30],
        [61, 62],
      ],
    ),
    span,
    600,
  );
  expect(
    glyphs.map(({ event, bar: shape }) => `${shape === null ? 'mark' : 'bar'} ${event}`),
  ).toEqual(['bar -5', 'mark 5', 'bar 20', 'mark 50']);
});

test('a cluster tells six of its events and counts the others', () => {
  const [cluster] = glyphsOf(lane([1, 2, 3, 4, 5, 6, 7, 8]), span, 20);
  expect(cluster?.label.split('\n')).toHaveLength(7);
  expect(cluster?.label).toContain('and 2 more');
  expect(glyphsOf(lane([1, 2]), span, 20)[0]?.label).toBe('at 1\nat 2');
});

/** Lanes by the minutes of their glyphs; the second is empty. */
const rows = [[0, 10, 20], [], [12, 50]].map((each) => each.map((at) => ({ at })));

test.each([
  ['ArrowRight', 0, 0, [0, 1]],
  ['ArrowRight', 0, 2, [0, 2]],
  ['ArrowLeft', 0, 2, [0, 1]],
  ['ArrowLeft', 0, 0, [0, 0]],
  ['Home', 0, 2, [0, 0]],
  ['End', 0, 0, [0, 2]],
  ['ArrowDown', 0, 1, [2, 0]],
  ['ArrowUp', 2, 1, [0, 2]],
  ['ArrowDown', 2, 1, [2, 1]],
  ['ArrowUp', 0, 1, [0, 1]],
] as const)('%s from lane %i, glyph %i', (key, row, glyph, [toRow, toGlyph]) => {
  expect(moveGlyph(rows, { row, glyph }, key)).toEqual({ row: toRow, glyph: toGlyph });
});

test('other keys are not its own', () => {
  expect(moveGlyph(rows, { row: 0, glyph: 0 }, 'Enter')).toBe(null);
  expect(moveGlyph(rows, { row: 0, glyph: 0 }, '.')).toBe(null);
});

test('the place of the keyboard is found again in another stretch of time', () => {
  expect(placeOf(rows, 2, 13)).toEqual({ row: 2, glyph: 0 });
  expect(placeOf(rows, 1, 13)).toEqual({ row: 0, glyph: 1 });
  expect(placeOf(rows, -1, 0)).toEqual({ row: 0, glyph: 0 });
  expect(placeOf([[], []], 0, 0)).toBe(null);
});
