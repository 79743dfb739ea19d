import { expect, test } from 'vitest';

import { clusters, lanesOf } from '../../../src/state/night/lanes';
import { TraceIndex } from '../../../src/state/night/trace-index';
import {
  commitsAt,
  monitorsAt,
  pagerAt,
  sourceAt,
  taskAt,
  tileAt,
} from '../../../src/state/night/views-at';
import { march, playFake } from '../../fake-night';

// Counted, not timed: a lookup that walked over the events would read each of their times.
test('a moment of a long night is found without walking over it', () => {
  const world = { ...march, orders_per_day: 1_200 };
  const { events } = playFake(world, [], world.end);
  expect(events.length).toBeGreaterThan(45_000);
  const index = new TraceIndex(events);
  let reads = 0;
  const counted = new Proxy(events, {
    get(target, key, receiver) {
      reads += 1;
      return Reflect.get(target, key, receiver) as unknown;
    },
  });
  Object.assign(index, { trace: counted });
  for (let i = 0; i < 100; i++) {
    const time = world.start + ((world.end - world.start) * i) / 100;
    taskAt(index, 'load_orders', time);
    tileAt(index, 'cfo_revenue_yesterday', time);
    pagerAt(index, time);
    monitorsAt(index, time);
    commitsAt(index, time);
    sourceAt(index, 'shop.orders', time);
  }
  expect(reads).toBe(0);
});

test('marks on the screen are no more than its pixels can hold', () => {
  const { events } = playFake({ ...march, orders_per_day: 10 }, [], march.end);
  const lanes = lanesOf(new TraceIndex(events), 'cfo_revenue_yesterday');
  const span = { from: march.start, to: march.end };
  const drawn = lanes.flatMap(({ marks }) => clusters(marks, span, 700));
  expect(drawn.length).toBeLessThan((lanes.length * 700) / 7);
  const marks = lanes.reduce((sum, lane) => sum + lane.marks.length, 0);
  expect(drawn.reduce((sum, { count }) => sum + count, 0)).toBe(marks);
});
