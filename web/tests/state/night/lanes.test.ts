import { expect, test } from 'vitest';

import { dayUs, hourUs, minuteUs } from '../../../src/state/night/clock';
import {
  clusters,
  firstSpan,
  following,
  lanesOf,
  ticksOf,
  timeAt,
  xOf,
  zoom,
} from '../../../src/state/night/lanes';
import { at, nightUntil } from './night';

const whole = { from: at('01T00:00:00'), to: at('13T00:00:00') };
const hour = { from: at('11T00:00:00'), to: at('11T01:00:00') };
const mark = (minutes: number, level: 'info' | 'error' = 'info') => ({
  at: hour.from + minutes * minuteUs,
  event: minutes,
  level,
  label: `${minutes}`,
});

test('marks nearer than they are wide become one, with the gravest level', () => {
  const found = clusters([mark(0), mark(1), mark(30, 'error'), mark(90)], hour, 60 * 6);
  expect(found.map(({ event, count, level }) => [event, count, level])).toEqual([
    [0, 2, 'info'],
    [30, 1, 'error'],
  ]);
});

test('a place on the screen and a moment are the same both ways', () => {
  expect(xOf(at('11T00:30:00'), hour, 600)).toBe(300);
  expect(timeAt(300, hour, 600)).toBe(at('11T00:30:00'));
});

test('what leaves the screen takes the screen along, within the night', () => {
  expect(following(hour, at('11T00:30:00'), whole)).toBe(hour);
  const moved = following(hour, at('11T02:00:00'), whole);
  expect(moved.to - moved.from).toBe(hourUs);
  expect(moved.from < at('11T02:00:00') && at('11T02:00:00') < moved.to).toBe(true);
  expect(following(hour, whole.to, whole).to).toBe(whole.to);
});

test('zooming keeps the moment in its place, and stops at the whole and at some minutes', () => {
  const closer = zoom(hour, at('11T00:15:00'), 0.5, whole);
  expect(xOf(at('11T00:15:00'), closer, 100)).toBeCloseTo(25);
  expect(zoom(hour, hour.from, 1e9, whole)).toEqual(whole);
  const nearest = zoom(hour, hour.from, 1e-9, whole);
  expect(nearest.to - nearest.from).toBe(10 * minuteUs);
  expect(firstSpan(at('11T02:00:00'), whole)).toEqual({
    from: at('09T20:00:00'),
    to: at('11T08:00:00'),
  });
});

test('the axis is labelled at round moments that neither touch nor leave it', () => {
  const ticks = ticksOf({ from: at('10T01:30:00'), to: at('12T01:30:00') }, 700);
  expect(ticks.map(({ label }) => label)).toEqual([
    '06:00',
    '12:00',
    '18:00',
    '11 Mar',
    '06:00',
    '12:00',
    '18:00',
    '',
  ]);
  expect(ticksOf(whole, 700).every(({ at: time }) => time % dayUs === 0)).toBe(true);
});

test('lanes hold runs and what was on the tile as bars, the rest as marks', () => {
  const lanes = lanesOf(
    nightUntil('11T03:00:00', ['11T02:30:00', 'order place --amount 1']),
    'cfo_revenue_yesterday',
  );
  const of = (name: string) => lanes.find((lane) => lane.name === name);
  expect(of('runs')?.bars.at(-1)).toMatchObject({ look: 'success' });
  expect(of('tile')?.bars.at(-1)).toMatchObject({ look: 'value', text: '$0.00', until: Infinity });
  expect(of('releases')?.marks).toHaveLength(3);
  expect(of('moves')?.marks.map(({ label }) => label)).toEqual([
    '11 Mar 02:30 learner: order place --amount 1',
  ]);
});
