// Runs of the same night beside one another: which stretch of time is worth a look, and what is said
// of each of them.

import type { ShownSpan, TileStateName } from '../../core/night-protocol';
import type { Effect, NightRun, RunMarkKind } from '../../core/run-protocol';
import { plural } from '../plural';
import { durationText, hourUs, minuteUs, readTime, type TimeUs } from './clock';
import type { Span } from './lanes';

export const effectWords: Readonly<Record<Effect, string>> = {
  prevents: 'prevents',
  contains: 'contains',
  detects: 'detects',
  detects_late: 'detects, too late',
  helps_repair: 'helps the repair',
  blind: 'blind',
  none: 'changes nothing',
};

export const effectMeanings: Readonly<Record<Effect, string>> = {
  prevents: 'The change that broke things never shipped.',
  contains: 'The change shipped, and nobody was shown a wrong number without a warning.',
  detects: 'Somebody was woken before the first wrong number was shown.',
  detects_late: 'Somebody was woken, but only after a wrong number had been shown.',
  helps_repair: 'The incident stays what it was, but its repair can be repeated safely.',
  blind: 'Something watches, and sees nothing.',
  none: 'The incident stays what it was.',
};

export const markWords: Readonly<Record<RunMarkKind, string>> = {
  shipped: 'the change shipped',
  blocked: 'the change was stopped',
  task_failed: 'a task failed',
  alarm: 'the pipeline paged somebody',
  call: 'a reader called',
  wrong: 'a wrong number, unflagged',
};

export const markKinds = Object.keys(markWords) as readonly RunMarkKind[];

/** What can be said of a tile at any moment. */
export const tileWords: Readonly<Record<TileStateName, string>> = {
  blank: 'nothing shown yet',
  honest: 'right',
  flagged_honest: 'right, but flagged',
  silent_wrong: 'wrong, and nobody said so',
  flagged_wrong: 'wrong, and flagged',
  no_data: 'said that it has no data',
  error: 'showed an error',
};

export const tileStates = Object.keys(tileWords) as readonly TileStateName[];

/** Short enough to stand on a bar. */
export const tileLabels: Readonly<Record<TileStateName, string>> = {
  blank: '',
  honest: 'right',
  flagged_honest: 'right, flagged',
  silent_wrong: 'wrong',
  flagged_wrong: 'wrong, flagged',
  no_data: 'no data',
  error: 'error',
};

/** The same stretch of time for all runs: what happened in any of them, and a little around it. */
export function sharedSpan(runs: readonly NightRun[]): Span {
  const whole = {
    from: Math.min(...runs.map(({ start }) => readTime(start))),
    to: Math.max(...runs.map(({ end }) => readTime(end))),
  };
  const marks = runs.flatMap((run) => run.marks.map(({ at }) => readTime(at)));
  if (marks.length === 0) return whole;
  const first = Math.min(...marks);
  const last = Math.max(...marks, ...runs.flatMap((run) => troubleEnds(run, first)));
  const margin = Math.max(2 * hourUs, (last - first) / 12);
  return {
    from: Math.max(first - margin, whole.from),
    to: Math.min(last + margin, whole.to),
  };
}

/** When what was not right ended. Minutes around a refresh are not worth a wider view. */
function troubleEnds({ tile }: NightRun, after: TimeUs): readonly TimeUs[] {
  return (tile ?? [])
    .filter(({ state }) => !['blank', 'honest', 'flagged_honest'].includes(state))
    .filter(({ from, until }) => readTime(until) - Math.max(readTime(from), after) >= hourUs)
    .map(({ until }) => readTime(until));
}

export interface StripBar {
  readonly from: TimeUs;
  readonly until: TimeUs;
  readonly state: TileStateName;
}

/** What stood on the tile within a stretch of time; neighbours of one state are one bar. */
export function barsOf({ tile }: NightRun, span: Span): readonly StripBar[] {
  const bars: StripBar[] = [];
  for (const { from, until, state } of tile ?? []) {
    const bar = {
      from: Math.max(readTime(from), span.from),
      until: Math.min(readTime(until), span.to),
      state,
    };
    const before = bars.at(-1);
    if (bar.until <= bar.from) continue;
    if (before?.state === state) bars[bars.length - 1] = { ...before, until: bar.until };
    else bars.push(bar);
  }
  return bars;
}

/** What stood on the tile during a stretch of time, as it was: for the table below a strip. */
export function shownWithin({ tile }: NightRun, span: Span): readonly ShownSpan[] {
  return (tile ?? []).filter(
    ({ from, until }) => readTime(until) > span.from && readTime(from) < span.to,
  );
}

/** In which row each mark stands, so that none covers another one; places ascend. */
export function rowsOfMarks(places: readonly number[], apart: number): readonly number[] {
  const ends: number[] = [];
  return places.map((place) => {
    const free = ends.findIndex((end) => end <= place);
    const row = free === -1 ? ends.length : free;
    ends[row] = place + apart;
    return row;
  });
}

/** A run in a few sentences: what was said, who was woken, when, and what was shown. */
export function runSummary(run: NightRun): string {
  const { silent_wrong_us, pages, detect_us } = run;
  const calls = run.marks.some(({ kind }) => kind === 'call');
  const wrong =
    silent_wrong_us === null
      ? ''
      : silent_wrong_us < minuteUs
        ? 'No wrong number stood unflagged.'
        : `Wrong numbers stood unflagged for ${durationText(silent_wrong_us)} in all.`;
  const woken =
    pages === null
      ? ''
      : pages === 0
        ? 'Nobody was paged.'
        : `${plural(pages, 'page', 'pages')}${calls ? ' in all, with those of readers' : ''}.`;
  const noticed = detect_us === null ? '' : `Noticed ${durationText(detect_us)} after it began.`;
  return [loudWords(run), woken, noticed, wrong].filter((part) => part !== '').join(' ');
}

export function loudWords({ loud }: NightRun): string {
  return loud ? 'Loud: the pipeline said something.' : 'Silent: the pipeline said nothing.';
}
