// The fake night as tests of the states want it: a trace and its index.

import { readTime } from '../../../src/state/night/clock';
import type { Trace, TraceEvent } from '../../../src/state/night/trace';
import { TraceIndex } from '../../../src/state/night/trace-index';
import { march, playFake } from '../../fake-night';

export const at = (text: string) => readTime(`2026-03-${text}Z`);

/** The night up to a moment, with lines of the console at their moments. */
export function nightUntil(text: string, ...moves: readonly [string, string][]): TraceIndex {
  const script = moves.map(([moment, command]) => ({ at: `2026-03-${moment}Z`, command }));
  return new TraceIndex(playFake(march, script, at(text)).events);
}

/** Events as a line each: `00:05 task.state load_orders orders_daily@2026-03-10#1 state=running`. */
export function eventsOf(...lines: readonly string[]): Trace {
  return lines.map((line, i): TraceEvent => {
    const [time = '', k = '', s = '', run = '', ...pairs] = line.split(' ');
    const details = pairs.map((pair) => {
      const [key = '', value = ''] = pair.split('=');
      return [key, /^\d+$/.test(value) ? Number(value) : value === 'true' ? true : value];
    });
    const event = { i, t: at(`11T${time}:00`), k, s, d: Object.fromEntries(details) };
    return run === '-' ? event : { ...event, r: run };
  });
}
