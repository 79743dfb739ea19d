// The lanes above the scrubber: marks and bars by what they are about, for the stretch of time on show.

import { dayUs, hourUs, minuteUs, momentText, type TimeUs } from './clock';
import type { TraceIndex } from './trace-index';
import { eventOf, type TraceEvent } from './trace';
import { type Level, levelOf, money, sentenceOf, stateWords } from './words';

export const laneNames = [
  'releases',
  'runs',
  'tables',
  'monitors',
  'tile',
  'pager',
  'moves',
] as const;

export type LaneName = (typeof laneNames)[number];

export const laneTitles: Readonly<Record<LaneName, string>> = {
  releases: 'Releases',
  runs: 'Runs',
  tables: 'Tables',
  monitors: 'Monitors',
  tile: 'Tile',
  pager: 'Pager',
  moves: 'Your moves',
};

export interface Mark {
  readonly at: TimeUs;
  readonly event: number;
  readonly level: Level;
  readonly label: string;
}

/** Something that lasts: a run, or what is on the tile. */
export interface Bar extends Mark {
  readonly until: TimeUs;
  /** running, success, failed; value, no_data, error, stale. */
  readonly look: string;
  /** Short enough to stand on the bar; may be empty. */
  readonly text: string;
}

export interface Lane {
  readonly name: LaneName;
  readonly marks: readonly Mark[];
  readonly bars: readonly Bar[];
}

const laneOfKind: Readonly<Record<string, LaneName>> = {
  'app.release': 'releases',
  'src.schema': 'releases',
  'ci.check': 'releases',
  commit: 'tables',
  quarantine: 'tables',
  'monitor.eval': 'monitors',
  'tile.flag': 'tile',
  'page.open': 'pager',
  'page.escalate': 'pager',
  'page.ack': 'pager',
  'page.resolve': 'pager',
  act: 'moves',
};

/** All lanes of a trace; independent of the moment that is looked at. */
export function lanesOf(index: TraceIndex, tile: string): readonly Lane[] {
  const marks = new Map<LaneName, Mark[]>(laneNames.map((name) => [name, []]));
  for (const event of index.trace) {
    const lane = laneOfKind[event.k];
    if (lane !== undefined) marks.get(lane)?.push(markOf(event));
  }
  return laneNames.map((name) => ({
    name,
    marks: marks.get(name) ?? [],
    bars: name === 'runs' ? runBars(index) : name === 'tile' ? tileBars(index, tile) : [],
  }));
}

function markOf(event: TraceEvent): Mark {
  const label = `${momentText(event.t)} ${event.s}: ${sentenceOf(event)}`;
  return { at: event.t, event: event.i, level: levelOf(event), label };
}

function runBars(index: TraceIndex): readonly Bar[] {
  return index.runs.map(({ name, type, started, ended, state, event }) => ({
    at: started,
    until: ended,
    event,
    look: state === '' ? 'running' : state,
    text: '',
    level: state === 'failed' ? 'error' : 'info',
    label: `${momentText(started)} ${name} (${type}): ${stateWords(state || 'running')}`,
  }));
}

function tileBars(index: TraceIndex, tile: string): readonly Bar[] {
  const shown = index.shown.get(tile);
  if (shown === undefined) return [];
  return shown.values.map((value, i) => {
    const event = eventOf(index.trace, value.event);
    return {
      at: value.at,
      until: shown.times[i + 1] ?? Infinity,
      event: value.event,
      look: value.stale ? 'stale' : value.kind,
      text:
        value.kind === 'value'
          ? money(value.value)
          : value.kind === 'no_data'
            ? 'no data'
            : 'error',
      level: 'info',
      label: event === null ? '' : `${momentText(value.at)} ${sentenceOf(event)}`,
    };
  });
}

/** Where there is little room. */
export const chiefLanes: readonly LaneName[] = ['releases', 'runs', 'tile', 'pager', 'moves'];

/** A stretch of time on show. */
export interface Span {
  readonly from: TimeUs;
  readonly to: TimeUs;
}

export interface Cluster {
  /** Pixels from the left. */
  readonly x: number;
  readonly at: TimeUs;
  /** The first event. */
  readonly event: number;
  readonly count: number;
  readonly level: Level;
  readonly label: string;
}

/** Pixels nearer than this would touch. */
const gapMin = 7;
const graveness: Readonly<Record<Level, number>> = { info: 0, warn: 1, error: 2 };

/** Marks on the screen, those too near to each other as one with a count. */
export function clusters(marks: readonly Mark[], span: Span, width: number): readonly Cluster[] {
  const found: Cluster[] = [];
  for (const mark of marks) {
    if (mark.at < span.from || mark.at > span.to) continue;
    const x = xOf(mark.at, span, width);
    const last = found.at(-1);
    if (last === undefined || x - last.x >= gapMin) {
      found.push({
        x,
        at: mark.at,
        event: mark.event,
        count: 1,
        level: mark.level,
        label: mark.label,
      });
    } else {
      const level = graveness[mark.level] > graveness[last.level] ? mark.level : last.level;
      const count = last.count + 1;
      const label = count <= 6 ? `${last.label}\n${mark.label}` : last.label;
      found[found.length - 1] = { ...last, count, level, label };
    }
  }
  return found;
}

export function xOf(time: TimeUs, { from, to }: Span, width: number): number {
  return ((time - from) / (to - from)) * width;
}

export function timeAt(x: number, { from, to }: Span, width: number): TimeUs {
  return Math.round(from + (x / width) * (to - from));
}

export interface Tick {
  readonly at: TimeUs;
  readonly label: string;
}

const steps = [
  minuteUs,
  5 * minuteUs,
  10 * minuteUs,
  30 * minuteUs,
  hourUs,
  3 * hourUs,
  6 * hourUs,
  12 * hourUs,
  dayUs,
  2 * dayUs,
  5 * dayUs,
  10 * dayUs,
  30 * dayUs,
  100 * dayUs,
];

/** About what the longest label takes, in pixels. */
const labelWidth = 38;

/**
 * Round moments at which the axis is labelled, at least `apart` pixels from each other. A label that
 * would stand over the end of the axis is empty.
 */
export function ticksOf(span: Span, width: number, apart = 76): readonly Tick[] {
  const length = span.to - span.from;
  const step = steps.find((size) => (size / length) * width >= apart) ?? 100 * dayUs;
  const ticks: Tick[] = [];
  for (let at = Math.ceil(span.from / step) * step; at <= span.to; at += step) {
    const text = momentText(at);
    const label = at % dayUs === 0 ? text.slice(0, -6) : text.slice(-5);
    const fits = xOf(at, span, width) + labelWidth <= width;
    ticks.push({ at, label: fits ? label : '' });
  }
  return ticks;
}

export const spanMin = 10 * minuteUs;

/** Zooms around a moment that stays where it is on the screen; never beyond the whole. */
export function zoom(span: Span, around: TimeUs, factor: number, whole: Span): Span {
  const length = Math.min(Math.max((span.to - span.from) * factor, spanMin), whole.to - whole.from);
  const centre = Math.min(Math.max(around, span.from), span.to);
  const share = (centre - span.from) / (span.to - span.from);
  return within({ from: centre - share * length, to: centre + (1 - share) * length }, whole);
}

/** Moves the stretch, unchanged in length, until it lies in the whole. */
function within({ from, to }: Span, whole: Span): Span {
  const shift = from < whole.from ? whole.from - from : to > whole.to ? whole.to - to : 0;
  return { from: Math.round(from + shift), to: Math.round(to + shift) };
}

/** The same stretch, moved when the moment would be outside of it. */
export function following(span: Span, time: TimeUs, whole: Span): Span {
  if (time >= span.from && time <= span.to) return span;
  const length = span.to - span.from;
  const from = time < span.from ? time - length * 0.2 : time - length * 0.8;
  return within({ from, to: from + length }, whole);
}

/** The stretch that a night opens with: the day before the learner takes over, and some of what comes. */
export function firstSpan(actsFrom: TimeUs, whole: Span): Span {
  return within({ from: actsFrom - 30 * hourUs, to: actsFrom + 6 * hourUs }, whole);
}
