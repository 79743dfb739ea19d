import { expect, test } from 'vitest';

import { TraceIndex } from '../../../src/state/night/trace-index';
import {
  commitsAt,
  countAt,
  monitorsAt,
  pagerAt,
  releasesAt,
  runsAt,
  sourceAt,
  taskAt,
  tileAt,
  triesAt,
} from '../../../src/state/night/views-at';
import { at, eventsOf, nightUntil } from './night';

const night = nightUntil('11T02:00:00');
const tile = 'cfo_revenue_yesterday';

test('a task is what its last event before the moment says', () => {
  const stateAt = (time: string) => taskAt(night, 'load_orders', at(time)).state;
  expect(stateAt('11T00:00:00')).toBe('queued');
  expect(stateAt('11T00:00:05')).toBe('running');
  expect(stateAt('11T00:03:59')).toBe('running');
  expect(stateAt('11T00:04:00')).toBe('success');
  expect(taskAt(night, 'load_orders', at('01T00:00:00') - 30 * 86_400e6).state).toBe('none');
});

test('while a try runs its rows are those so far, and its end is not known', () => {
  const latest = (time: string) => taskAt(night, 'load_orders', at(time)).latest;
  expect(latest('11T00:01:00')).toMatchObject({ state: 'running', read: 0 });
  expect(latest('11T00:02:30')).toMatchObject({ state: 'running', read: 54, written: 0 });
  expect(latest('11T00:10:00')).toMatchObject({ state: 'success', read: 54, written: 0 });
});

test('a run that has not ended at the moment has no state there', () => {
  const [run] = runsAt(night, at('11T00:03:00'));
  expect(run).toMatchObject({ name: 'orders_daily@2026-03-10', state: '', ended: Infinity });
  expect(runsAt(night, at('11T01:00:00'))[0]).toMatchObject({ state: 'success' });
  expect(night.runs[0]?.state).toBe('success');
});

test('several tries: each has its own end, and the wait before the next', () => {
  const index = new TraceIndex(
    eventsOf(
      '00:00 task.state load dag@2026-03-10#1 state=queued',
      '00:01 task.state load dag@2026-03-10#1 state=running',
      '00:02 task.end load dag@2026-03-10#1 state=up_for_retry read=5 written=0 error=task.crashed',
      '00:02 task.state load dag@2026-03-10#1 state=up_for_retry',
      '00:02 retry.wait load dag@2026-03-10#1 wait_us=60000000',
      '00:03 task.state load dag@2026-03-10#2 state=running',
      '00:05 task.end load dag@2026-03-10#2 state=success read=5 written=5',
      '00:05 task.state load dag@2026-03-10#2 state=success',
    ),
  );
  const states = triesAt(index, 'load', at('11T00:04:00')).map(({ record, state }) => [
    record.number,
    state,
    record.wait_us,
  ]);
  expect(states).toEqual([
    [1, 'up_for_retry', 60_000_000],
    [2, 'running', 0],
  ]);
});

test('the tile shows what was last put on it, since then', () => {
  expect(tileAt(night, tile, at('11T00:09:00'))).toMatchObject({ kind: 'value', stale: false });
  expect(tileAt(night, tile, at('11T00:10:00'))).toEqual({
    kind: 'value',
    value: 0,
    as_of: at('11T00:10:00'),
    stale: false,
    text: '',
  });
  expect(tileAt(night, tile, at('01T00:00:00') - 30 * 86_400e6).kind).toBe('blank');
});

test('a flag warns until it is taken away', () => {
  const flagged = nightUntil(
    '11T05:00:00',
    ['11T02:10:00', `tile flag ${tile} --stale "We are on it."`],
    ['11T04:00:00', `tile flag ${tile} --clear`],
  );
  expect(tileAt(flagged, tile, at('11T02:09:00')).stale).toBe(false);
  expect(tileAt(flagged, tile, at('11T02:10:00'))).toMatchObject({
    stale: true,
    text: 'We are on it.',
  });
  expect(tileAt(flagged, tile, at('11T04:00:00')).stale).toBe(false);
});

test('a page is triggered, acknowledged, resolved; a key that was resolved opens anew', () => {
  const index = new TraceIndex(
    eventsOf(
      '01:00 page.open k - summary=one wakes=true',
      '01:10 page.escalate k - who=second',
      '01:20 page.ack k - who=you',
      '01:30 page.resolve k - who=you',
      '02:00 page.open k - summary=two wakes=false',
      '02:00 page.open other - summary=three wakes=false',
    ),
  );
  const states = (time: string) =>
    pagerAt(index, at(`11T${time}:00`)).map(({ summary, state }) => `${summary} ${state}`);
  expect(states('00:59')).toEqual([]);
  expect(states('01:15')).toEqual(['one triggered']);
  expect(states('01:20')).toEqual(['one acknowledged']);
  expect(states('01:30')).toEqual(['one resolved']);
  expect(states('02:00')).toEqual(['two triggered', 'three triggered', 'one resolved']);
  expect(pagerAt(index, at('11T01:30:00'))[0]).toMatchObject({ escalated: 1, wakes: true });
});

test('monitors, tables, sources, releases and the count of events', () => {
  expect(monitorsAt(night, at('11T02:00:00'))).toMatchObject([{ state: 'pass' }]);
  expect(commitsAt(night, at('11T02:00:00')).map(({ table, rows }) => [table, rows])).toEqual([
    ['raw.orders', 0],
    ['fct_revenue_daily', 0],
  ]);
  expect(sourceAt(night, 'shop.orders', at('10T21:59:00'))).toMatchObject({ version: 1 });
  expect(sourceAt(night, 'shop.orders', at('10T22:00:00'))).toMatchObject({ version: 2 });
  expect(releasesAt(night, at('10T21:59:00'))).toHaveLength(0);
  expect(releasesAt(night, at('10T22:00:00'))).toHaveLength(1);
  expect(countAt(night, at('11T02:00:00'))).toBe(night.trace.length);
});

test('looking twice at a moment gives the same, and going back takes nothing away', () => {
  const look = (time: string) =>
    JSON.stringify([
      taskAt(night, 'load_orders', at(time)),
      tileAt(night, tile, at(time)),
      pagerAt(night, at(time)),
      runsAt(night, at(time)),
    ]);
  const first = look('10T12:00:00');
  look('11T02:00:00');
  expect(look('10T12:00:00')).toBe(first);
});
