import { expect, test } from 'vitest';

import {
  filterLog,
  linesUntil,
  neighbour,
  notableLines,
  readFilter,
  usualFilter,
} from '../../../src/state/night/log';
import { sentenceOf } from '../../../src/state/night/words';
import { at, eventsOf, nightUntil } from './night';

const trace = eventsOf(
  '00:00 task.state load_orders r state=running',
  '00:01 sync.read load_orders r rows=54 source=shop.orders',
  '00:02 task.end load_orders r state=failed read=54 written=0 message=No',
  '00:03 retry.wait load_orders r wait_us=60000000',
  '00:04 commit fct_revenue r rows=1 table=fct_revenue',
  '00:05 src.write shop.orders - id=7 op=c status=paid',
);

const found = (filter: string) => [...filterLog(trace, readFilter(filter))];

test.each([
  ['', [0, 1, 2, 3, 4, 5]],
  [usualFilter, [0, 1, 2, 3, 4]],
  ['task:load', [0, 1, 2, 3]],
  ['task:load task:fct', [0, 1, 2, 3, 4]],
  ['task:load level:warn', [2, 3]],
  ['level:error', [2]],
  ['kind:task', [0, 2]],
  ['54 rows', [1]],
  ['level:notable', [2]],
  ['zebra', []],
] as const)('filter "%s"', (filter, lines) => {
  expect(found(filter)).toEqual(lines);
});

test('a key that the filter does not know is named', () => {
  expect(readFilter('who:me task:x').unknown).toEqual(['who']);
  expect(readFilter('task:x').unknown).toEqual([]);
});

test('lines are counted up to a moment', () => {
  const lines = filterLog(trace, readFilter('task:load'));
  expect(linesUntil(trace, lines, at('11T00:01:30'))).toBe(2);
  expect(linesUntil(trace, lines, at('10T00:00:00'))).toBe(0);
});

test('the neighbours of a moment are strictly before and after it', () => {
  const times = [10, 20, 20, 30];
  expect([neighbour(times, 20, 1), neighbour(times, 20, -1)]).toEqual([30, 10]);
  expect([neighbour(times, 25, 1), neighbour(times, 25, -1)]).toEqual([30, 20]);
  expect([neighbour(times, 30, 1), neighbour(times, 10, -1)]).toEqual([null, null]);
});

test('notable is what people would tell of the night', () => {
  const night = nightUntil('11T02:00:00');
  const kinds = [...notableLines(night.trace)].slice(-5).map((i) => night.trace[i]?.k);
  expect(kinds).toEqual(['tile.show', 'app.release', 'src.schema', 'tile.show', 'page.open']);
});

test('every kind of event has a sentence', () => {
  const night = nightUntil('11T03:00:00', ['11T02:10:00', 'tile flag x --stale "no"']);
  const silent = night.trace.filter((event) => sentenceOf(event).trim() === '');
  expect(silent).toEqual([]);
  const [odd] = eventsOf('00:00 odd.kind x - key=value');
  expect(odd && sentenceOf(odd)).toBe('key value');
});
