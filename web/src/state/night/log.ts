// The log's filter: words and keys in one line, such as `task:load_orders -kind:src.write read`.

import type { TimeUs } from './clock';
import { countUntil, type Trace, type TraceEvent } from './trace';
import { isNotable, type Level, levelOf, sentenceOf } from './words';

interface Term {
  readonly key: 'task' | 'kind' | 'level' | 'text';
  readonly value: string;
  readonly not: boolean;
}

export interface LogFilter {
  readonly terms: readonly Term[];
  /** What looked like a key and is none. */
  readonly unknown: readonly string[];
}

const keys: readonly string[] = ['task', 'kind', 'level', 'text'];

/** The shop's own writes are most of a night, and seldom what one looks for first. */
export const usualFilter = '-kind:src.write';

export function readFilter(text: string): LogFilter {
  const parts = text.split(/\s+/).filter((part) => part !== '' && part !== '-');
  const read = parts.map(readTerm);
  return {
    terms: read.filter(({ key, value }) => keys.includes(key) && value !== '') as readonly Term[],
    unknown: read.filter(({ key }) => !keys.includes(key)).map(({ key }) => key),
  };
}

function readTerm(part: string): { key: string; value: string; not: boolean } {
  const not = part.startsWith('-');
  const rest = not ? part.slice(1) : part;
  const colon = /^([a-z]+):(.*)$/.exec(rest.toLowerCase());
  if (colon?.[1] === undefined) return { key: 'text', value: rest.toLowerCase(), not };
  return { key: colon[1], value: colon[2] ?? '', not };
}

/** Positions in the trace of what the filter lets through, ascending. */
export function filterLog(trace: Trace, filter: LogFilter): Int32Array {
  const found = new Int32Array(trace.length);
  let count = 0;
  for (let i = 0; i < trace.length; i++) {
    const event = trace[i];
    if (event !== undefined && fits(event, filter.terms)) found[count++] = i;
  }
  return found.subarray(0, count);
}

/** Terms of one key are alternatives, terms of different keys all hold; "-" rules out. */
function fits(event: TraceEvent, terms: readonly Term[]): boolean {
  const wanted = new Set<string>();
  const met = new Set<string>();
  for (const term of terms) {
    const holds = matches(event, term);
    if (term.not && holds) return false;
    if (term.not) continue;
    if (term.key === 'text' && !holds) return false;
    wanted.add(term.key);
    if (holds) met.add(term.key);
  }
  return met.size === wanted.size;
}

const graver: Readonly<Record<Level, readonly string[]>> = {
  info: ['info', 'all'],
  warn: ['info', 'all', 'warn', 'warning'],
  error: ['info', 'all', 'warn', 'warning', 'error'],
};

function matches(event: TraceEvent, { key, value }: Term): boolean {
  switch (key) {
    case 'task':
      return event.s.toLowerCase().includes(value);
    case 'kind':
      return event.k.startsWith(value);
    case 'level':
      return value === 'notable' ? isNotable(event) : graver[levelOf(event)].includes(value);
    case 'text':
      return `${event.s} ${event.k} ${sentenceOf(event)}`.toLowerCase().includes(value);
  }
}

/** How many of the lines had happened at a moment. */
export function linesUntil(trace: Trace, lines: Int32Array, time: TimeUs): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((trace[lines[middle] ?? 0]?.t ?? Infinity) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Positions of the events worth stopping at. */
export function notableLines(trace: Trace): Int32Array {
  return Int32Array.from(trace.flatMap((event, i) => (isNotable(event) ? [i] : [])));
}

/** The moment of the next or previous event, seen from a moment; null at the ends. */
export function neighbour(
  times: ArrayLike<number>,
  time: TimeUs,
  direction: 1 | -1,
): TimeUs | null {
  const after = countUntil(times, time);
  if (direction === 1) return times[after] ?? null;
  let before = after - 1;
  while (before >= 0 && (times[before] ?? 0) >= time) before--;
  return times[before] ?? null;
}
