import { expect, test } from 'vitest';

import type { ShownSpan, TileStateName } from '../../../src/core/night-protocol';
import type { NightRun } from '../../../src/core/run-protocol';
import { dayUs, hourUs, momentText, readTime } from '../../../src/state/night/clock';
import {
  barsOf,
  rowsOfMarks,
  runSummary,
  sharedSpan,
  shownWithin,
} from '../../../src/state/night/runs';

const day = (text: string) => `2026-03-${text}:00Z`;
const shown = (from: string, until: string, state: TileStateName): ShownSpan => ({
  from: day(from),
  until: day(until),
  state,
  shown: 0,
  truth: 1,
});

const quiet: NightRun = {
  loud: false,
  tile: [shown('01T00:00', '14T00:00', 'honest')],
  marks: [],
  detect_us: null,
  notify_us: null,
  repair_us: null,
  silent_wrong_us: 0,
  pages: 0,
  start: day('01T00:00'),
  end: day('14T00:00'),
};

const wrong: NightRun = {
  ...quiet,
  tile: [
    shown('01T00:00', '10T00:00', 'honest'),
    shown('10T00:00', '10T00:10', 'silent_wrong'),
    shown('10T00:10', '11T00:00', 'honest'),
    shown('11T00:00', '11T12:00', 'silent_wrong'),
    shown('11T12:00', '12T00:00', 'honest'),
    shown('12T00:00', '12T00:10', 'silent_wrong'),
    shown('12T00:10', '14T00:00', 'honest'),
  ],
  marks: [
    { at: day('10T22:00'), kind: 'shipped', say: 'Shipped.' },
    { at: day('11T02:00'), kind: 'call', say: 'Called.' },
  ],
  silent_wrong_us: 12 * hourUs,
};

test('runs share one stretch of time, around what happened in any of them', () => {
  const { from, to } = sharedSpan([quiet, wrong]);
  expect([momentText(from), momentText(to)]).toEqual(['10 Mar 20:00', '11 Mar 14:00']);
  expect(sharedSpan([wrong, quiet])).toEqual({ from, to });
});

test('where nothing happened, it is the whole night', () => {
  expect(sharedSpan([quiet])).toEqual({
    from: readTime(quiet.start),
    to: readTime(quiet.end),
  });
});

test('it never goes beyond the night', () => {
  const all: NightRun = {
    ...wrong,
    tile: [shown('01T00:00', '14T00:00', 'error')],
    marks: [{ at: day('01T00:00'), kind: 'task_failed', say: 'Failed.' }],
  };
  expect(sharedSpan([all])).toEqual({ from: readTime(all.start), to: readTime(all.end) });
});

test('bars are cut at the stretch, and neighbours of one state are one bar', () => {
  const span = { from: readTime(day('10T12:00')), to: readTime(day('11T06:00')) };
  const two: NightRun = {
    ...wrong,
    tile: [
      shown('10T00:00', '10T18:00', 'honest'),
      shown('10T18:00', '11T00:00', 'honest'),
      shown('11T00:00', '12T00:00', 'silent_wrong'),
      shown('12T00:00', '14T00:00', 'honest'),
    ],
  };
  expect(barsOf(two, span).map(({ from, until, state }) => [until - from, state])).toEqual([
    [12 * hourUs, 'honest'],
    [6 * hourUs, 'silent_wrong'],
  ]);
  expect(shownWithin(two, span)).toHaveLength(3);
  expect(barsOf({ ...two, tile: null }, span)).toEqual([]);
});

test('a mark that another one would cover stands in a row of its own', () => {
  expect(rowsOfMarks([0, 10, 50, 55, 60], 20)).toEqual([0, 1, 0, 1, 2]);
  expect(rowsOfMarks([0, 30, 60], 20)).toEqual([0, 0, 0]);
});

test('a run in words: what was said, who was woken, how long a wrong number stood', () => {
  expect(runSummary(wrong)).toBe(
    'Silent: the pipeline said nothing. Nobody was paged. Wrong numbers stood unflagged for 12 h in all.',
  );
  expect(runSummary({ ...quiet, loud: true, pages: 1 })).toBe(
    'Loud: the pipeline said something. 1 page. No wrong number stood unflagged.',
  );
  expect(runSummary({ ...quiet, pages: null, silent_wrong_us: null })).toBe(
    'Silent: the pipeline said nothing.',
  );
  expect(runSummary({ ...quiet, silent_wrong_us: 2 * dayUs })).toContain('for 2 d');
  expect(runSummary({ ...wrong, pages: 2, detect_us: 4 * hourUs })).toContain(
    'Silent: the pipeline said nothing. 2 pages in all, with those of readers. Noticed 4 h after it began.',
  );
});
