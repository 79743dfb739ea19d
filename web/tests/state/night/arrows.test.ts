import { expect, test } from 'vitest';

import { arrowAt, arrowId, arrowName } from '../../../src/state/night/arrows';
import { layBoard } from '../../../src/state/night/board';
import type { TraceIndex } from '../../../src/state/night/trace-index';
import { fakeGraph } from '../../fake-night-lesson';
import { at, nightUntil } from './night';

const bridge = 'source:shop.orders -> load_orders';

interface Given {
  readonly time: string;
  /** What load_orders asks for, where that is not as in the made-up lesson. */
  readonly columns?: (typeof fakeGraph.tasks)[number]['columns'];
  readonly tellsSchema?: boolean;
  readonly tellsRows?: boolean;
  readonly contracts?: typeof fakeGraph.contracts;
  readonly index?: TraceIndex;
}

function arrow(id: string, given: Given) {
  const tasks = fakeGraph.tasks.map((task) =>
    task.task_id === 'load_orders' && given.columns !== undefined
      ? { ...task, columns: given.columns }
      : task,
  );
  const graph = { ...fakeGraph, tasks, contracts: given.contracts ?? [] };
  const board = layBoard({ graph, sources: ['shop.orders'] });
  const edge = board.edges.find((each) => arrowId(each) === id);
  if (edge === undefined) throw new Error(`The board has no arrow ${id}.`);
  return arrowAt(
    {
      board,
      graph,
      index: given.index ?? nightUntil('11T02:00:00'),
      time: at(given.time),
      tellsSchema: given.tellsSchema ?? true,
      tellsRows: given.tellsRows ?? true,
    },
    edge,
  );
}

test('an arrow is named by its ends', () => {
  const board = layBoard({ graph: fakeGraph, sources: ['shop.orders'] });
  expect(board.edges.map((edge) => arrowName(board, edge))).toContain('shop.orders → load_orders');
});

test('the arrow over the bridge is broken once a column it was built for is gone', () => {
  expect(arrow(bridge, { time: '10T21:59:00' }).look).toBe('good');
  const broken = arrow(bridge, { time: '10T22:00:00' });
  expect(broken.look).toBe('broken');
  expect(broken.health).toContain(
    'The schema it was built for is gone: load_orders asks for amount_cents, and shop.orders, as it is since 10 Mar 22:00, does not have it.',
  );
});

test('a mapping that also knows the new name mends it, one that does not does not', () => {
  const look = (...names: string[]) =>
    arrow(bridge, { time: '11T01:00:00', columns: [['order_id'], names] }).look;
  expect(look('amount_cents', 'amount_minor_units')).not.toBe('broken');
  expect(look('amount_minor_units')).not.toBe('broken');
  expect(look('amount_cents', 'amount')).toBe('broken');
});

test('a sync that takes all columns was built for none', () => {
  expect(arrow(bridge, { time: '11T01:00:00', columns: null }).look).not.toBe('broken');
});

test('where finding the change is the task, the schema is not told', () => {
  const told = arrow(bridge, { time: '11T01:00:00', tellsSchema: false });
  expect(told.look).not.toBe('broken');
  expect(told.health).not.toContain('schema');
});

test('who owns an arrow: the team its own, you what crosses the bridge, the reader the rest', () => {
  const owner = (id: string) => arrow(id, { time: '10T12:00:00' }).owner;
  expect(owner('team -> source:shop.orders')).toBe('Backend team');
  expect(owner(bridge)).toBe('data engineering: you');
  expect(owner('load_orders -> table:raw.orders')).toBe('data engineering: you');
  expect(owner('fct_revenue_daily -> exposure:cfo_revenue_yesterday')).toContain('you');
  expect(owner('exposure:cfo_revenue_yesterday -> person:CFO')).toBe('CFO');
});

test('a contract is told with where it is enforced, and a file alone is no contract', () => {
  const contract = (enforce: readonly { at: string; on_violation: string }[]) =>
    arrow(bridge, {
      time: '10T12:00:00',
      contracts: [{ file: 'c', on: 'shop.orders', enforce }],
    }).contract;
  expect(arrow(bridge, { time: '10T12:00:00' }).contract).toBe('none: nobody promised anything');
  expect(contract([])).toBe('a file that nobody enforces');
  expect(contract([{ at: 'ingest', on_violation: 'fail' }])).toBe('enforced at ingest (fail)');
});

test('green is not good: an arrow is good when rows came along it', () => {
  const reading = (time: string) => arrow(bridge, { time, tellsSchema: false });
  expect(reading('10T01:00:00')).toMatchObject({ look: 'good' });
  expect(reading('11T01:00:00')).toMatchObject({
    look: 'quiet',
    health: '54 rows in the latest try (11 Mar 00:04, success). None of them was written.',
  });
  expect(arrow('load_orders -> table:raw.orders', { time: '11T01:00:00' }).look).toBe('quiet');
  expect(arrow(bridge, { time: '23T00:00:00', index: nightUntil('01T00:00:00') }).health).not.toBe(
    '',
  );
});

test('where a look into a log has a price, no arrow tells its rows for nothing', () => {
  const told = { time: '11T01:00:00', tellsSchema: false };
  expect(arrow(bridge, told).health).toContain('54 rows in the latest try');
  expect(arrow(bridge, { ...told, tellsRows: false }).health).toBe('The log of load_orders tells.');
});
