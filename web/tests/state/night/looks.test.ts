import { expect, test } from 'vitest';

import type { LookPrices, PointStep } from '../../../src/core/night-protocol';
import { openDesk } from '../../../src/state/desk';
import { minuteUs, readTime } from '../../../src/state/night/clock';
import {
  Digging,
  draftOf,
  isOpen,
  leftText,
  type Looking,
  lookingAt,
  looksText,
  openedTrace,
  readLooks,
  spentLooks,
} from '../../../src/state/night/looks';
import { memoryStorage } from '../../../src/state/storage';
import { fakeSession } from '../../fake-client';
import { fakePack } from '../../fake-lesson';
import { nightLesson } from '../../fake-night-lesson';
import { nightUntil } from './night';

const prices: LookPrices = {
  budget_us: 15 * minuteUs,
  costs_us: { log: 2 * minuteUs, query: 3 * minuteUs },
  subjects: [
    { subject: 'load_orders', about: 'task', events: 9 },
    { subject: 'shop.orders', about: 'table of the shop', events: 900 },
  ],
};

const open = nightLesson.steps.find((step): step is PointStep => step.kind === 'point');
if (open === undefined) throw new Error('The lesson has a point step.');
const step: PointStep = { ...open, looks: prices };

const query = { database: 'shop', query: 'select 1' } as const;

function looked(...looks: Parameters<typeof looksText>[0]): Looking {
  const looking = lookingAt(nightLesson, step, looksText(looks, null));
  if (looking === null) throw new Error('The step has a price list.');
  return looking;
}

async function digging(storage = memoryStorage()) {
  const session = await fakeSession(storage);
  await session.notebook.load();
  const desk = openDesk(session, nightLesson, step, fakePack);
  const dig = new Digging(session, desk, { lesson: nightLesson, step });
  const now = () => {
    const draft = draftOf(session.notebook.records.value, nightLesson, step);
    const looking = lookingAt(nightLesson, step, draft);
    if (looking === null) throw new Error('The step has a price list.');
    return looking;
  };
  return { session, desk, dig, now };
}

test('where the trace lies open there is nothing to pay', () => {
  expect(lookingAt(nightLesson, open, null)).toBeNull();
  expect(lookingAt(nightLesson, { kind: 'point', looks: null }, null)).toBeNull();
  expect(lookingAt(nightLesson, { kind: 'read' }, null)).toBeNull();
  expect(lookingAt(nightLesson, step, null)?.left_us).toBe(15 * minuteUs);
});

test('a log that is looked at twice costs once, every query costs', () => {
  const { looks, spent_us } = looked({ log: 'load_orders' }, query, { log: 'load_orders' }, query);
  expect(spent_us).toBe(8 * minuteUs);
  expect(spentLooks(looks, prices).map(({ what }) => what)).toEqual([
    'the log of load_orders',
    'a query on the shop',
    'a query on the shop',
  ]);
});

test('minutes that are left, none, and the time that is over', () => {
  expect(leftText(looked({ log: 'load_orders' }, { log: 'shop.orders' }))).toBe(
    '11 of 15 minutes left',
  );
  const five = [query, query, query, query, query];
  expect(leftText(looked(...five))).toBe('0 of 15 minutes left');
  expect(leftText(looked(...five, { log: 'load_orders' }))).toBe(
    'The story’s 15 minutes are over: your looks have taken 17 minutes',
  );
});

test('the log holds the lines of what was looked at, until the learner was called', () => {
  const { trace } = nightUntil('11T06:00:00');
  expect(openedTrace(trace, looked())).toEqual([]);
  expect(openedTrace(trace, looked(query))).toEqual([]);
  const lines = openedTrace(trace, looked({ log: 'load_orders' }));
  expect(lines.length).toBeGreaterThan(5);
  expect(new Set(lines.map(({ s }) => s))).toEqual(new Set(['load_orders']));
  const orders = openedTrace(trace, looked({ log: 'shop.orders' }));
  const called = readTime('2026-03-11T02:00:00Z');
  expect(trace.some(({ s, t }) => s === 'shop.orders' && t > called)).toBe(true);
  expect(orders.every(({ t }) => t <= called)).toBe(true);
});

test('a draft that is no answer says that nothing was looked at', () => {
  for (const draft of [null, '', '{', '7', 'null', '{"looks": 7}', '{"event": 3}']) {
    expect(readLooks(draft)).toEqual([]);
  }
  expect(readLooks('{"looks": [{"log": "a"}, 7, null, {"log": 1}, {"query": "x"}]}')).toEqual([
    { log: 'a' },
  ]);
});

test('the answer names the event and the looks, in their order', () => {
  const looks = [query, { log: 'shop.orders' }];
  expect(JSON.parse(looksText(looks, 1187))).toEqual({ event: 1187, looks });
  expect(readLooks(looksText(looks, 1187))).toEqual(looks);
});

test('a look is written down, said, and there when the page is opened again', async () => {
  const storage = memoryStorage();
  const { session, dig, now } = await digging(storage);
  dig.openLog('load_orders');
  expect(isOpen(now(), 'load_orders')).toBe(true);
  expect(isOpen(now(), 'shop.orders')).toBe(false);
  expect(session.announcement.value.text).toBe(
    'The log of load_orders is open. 13 of 15 minutes left.',
  );
  dig.openLog('load_orders');
  expect(now().looks).toHaveLength(1);
  dig.tookQuery('warehouse', 'select 2', 1);
  expect(session.announcement.value.text).toBe('1 row. 10 of 15 minutes left.');
  await session.notebook.flush();
  const again = await digging(storage);
  expect(again.now().looks).toEqual([
    { log: 'load_orders' },
    { database: 'warehouse', query: 'select 2' },
  ]);
});

test('one may go on when the time is over, and begin the clock again', async () => {
  const { session, dig, now } = await digging();
  for (let i = 0; i < 6; i++) dig.tookQuery('shop', `select ${i}`, 1);
  expect(now().left_us).toBe(-3 * minuteUs);
  expect(session.announcement.value.text).toContain('are over');
  dig.openLog('shop.orders');
  expect(isOpen(now(), 'shop.orders')).toBe(true);
  dig.beginAgain();
  expect(now().looks).toEqual([]);
  expect(now().left_us).toBe(15 * minuteUs);
});
