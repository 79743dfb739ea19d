// What happened in a night, event by event (docs/nights.md). Values: a trace is never changed, a longer
// one takes its place.

import type { TimeUs } from './clock';

export type Detail = string | number | boolean;

/** Keys as on the wire: index, time, kind, subject, run, cause, details. */
export interface TraceEvent {
  readonly i: number;
  readonly t: TimeUs;
  readonly k: string;
  readonly s: string;
  readonly r?: string;
  readonly c?: number;
  readonly d?: Readonly<Record<string, Detail>>;
}

/** Ascending in `i` and in `t`. Indexes may be missing: some events are not for the learner. */
export type Trace = readonly TraceEvent[];

/** One event a line. */
export function readTrace(lines: string): Trace {
  const text = lines.trimEnd();
  return text === '' ? [] : (JSON.parse(`[${text.replaceAll('\n', ',')}]`) as Trace);
}

/** What was known before the event `from`, and then what was sent now. */
export function spliceTrace(held: Trace, from: number, sent: Trace): Trace {
  return [...held.slice(0, positionOf(held, from)), ...sent];
}

/** Where the event `index` stands, or would stand. */
export function positionOf(trace: Trace, index: number): number {
  return firstWhere(trace.length, (position) => (trace[position]?.i ?? Infinity) >= index);
}

export function eventOf(trace: Trace, index: number): TraceEvent | null {
  const event = trace[positionOf(trace, index)];
  return event?.i === index ? event : null;
}

/** How many of the ascending times are at `time` or before it. */
export function countUntil(times: ArrayLike<number>, time: TimeUs): number {
  return firstWhere(times.length, (position) => (times[position] ?? Infinity) > time);
}

/** The first position from 0 to `length` from which on `holds` is true. */
function firstWhere(length: number, holds: (position: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

export function textOf(event: TraceEvent, key: string): string {
  const value = event.d?.[key];
  return value === undefined ? '' : String(value);
}

export function numberOf(event: TraceEvent, key: string): number {
  const value = event.d?.[key];
  return typeof value === 'number' ? value : 0;
}

/** Values that take each other's place in time; at any moment the last one before it holds. */
export class History<T> {
  readonly times: TimeUs[] = [];
  readonly values: T[] = [];

  add(time: TimeUs, value: T): void {
    this.times.push(time);
    this.values.push(value);
  }

  at(time: TimeUs): T | undefined {
    return this.values[countUntil(this.times, time) - 1];
  }

  /** Since when the value at `time` has held. */
  since(time: TimeUs): TimeUs | undefined {
    return this.times[countUntil(this.times, time) - 1];
  }

  /** Everything up to `time`, in order. */
  until(time: TimeUs): readonly T[] {
    return this.values.slice(0, countUntil(this.times, time));
  }

  last(): T | undefined {
    return this.values.at(-1);
  }
}
