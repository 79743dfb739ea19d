import { expect, test } from 'vitest';

import { edgeAt, layBoard, nodeAt } from '../../../src/state/night/board';
import { fakeGraph } from '../../fake-night-lesson';
import { at, nightUntil } from './night';

const board = layBoard({ graph: fakeGraph, sources: ['shop.orders'] });
const node = (id: string) => {
  const found = board.nodes.find((each) => each.id === id);
  if (found === undefined) throw new Error(`The board has no ${id}.`);
  return found;
};
const edge = (from: string, to: string) => {
  const found = board.edges.find((each) => each.from === from && each.to === to);
  if (found === undefined) throw new Error(`The board has no arrow from ${from} to ${to}.`);
  return found;
};

test('from the shop over the bridge to the consumers, a check below what it checks', () => {
  const places = board.nodes.map(({ id, column, row }) => `${id} ${column},${row}`);
  expect(places.sort()).toEqual([
    'audit_revenue 3,1',
    'exposure:cfo_revenue_yesterday 4,0',
    'fct_revenue_daily 3,0',
    'load_orders 1,0',
    'person:CFO 4,1',
    'source:shop.orders 0,1',
    'table:raw.orders 2,0',
    'team 0,0',
  ]);
});

test('arrows between groups of people are told apart, and so is what was promised on them', () => {
  const crossing = board.edges
    .filter(({ crosses }) => crosses)
    .map(({ from, to }) => `${from} ${to}`);
  expect(crossing).toEqual([
    'source:shop.orders load_orders',
    'fct_revenue_daily exposure:cfo_revenue_yesterday',
  ]);
  const contract = {
    file: 'x',
    on: 'shop.orders',
    enforce: [{ at: 'ingest', on_violation: 'fail' }],
  };
  const promised = layBoard({
    graph: { ...fakeGraph, contracts: [contract] },
    sources: ['shop.orders'],
  });
  expect(promised.edges.find(({ to }) => to === 'load_orders')?.promise).toBe('ingest: fail');
});

test('a ring in the graph is laid out all the same', () => {
  const ring = (task_id: string, reads: string) => ({
    task_id,
    type: 'model',
    upstream: [],
    reads: [reads],
    columns: null,
    writes: task_id,
  });
  const laid = layBoard({
    graph: { ...fakeGraph, tasks: [ring('a', 'b'), ring('b', 'a')] },
    sources: [],
  });
  expect(laid.nodes.filter(({ kind }) => kind === 'model')).toHaveLength(2);
});

test('rows move along an arrow only while its task runs', () => {
  const night = nightUntil('11T02:00:00');
  const reading = edge('source:shop.orders', 'load_orders');
  expect(edgeAt(night, reading, at('11T00:02:30'))).toEqual({ moving: true, rows: 54 });
  expect(edgeAt(night, edge('load_orders', 'table:raw.orders'), at('11T00:02:30'))).toEqual({
    moving: true,
    rows: 0,
  });
  expect(edgeAt(night, reading, at('11T00:30:00')).moving).toBe(false);
  expect(edgeAt(night, edge('team', 'source:shop.orders'), at('11T00:02:30')).moving).toBe(false);
});

test('every node says what it is up to', () => {
  const night = nightUntil('11T02:00:00');
  const line = (id: string, time: string) => nodeAt(night, node(id), at(time)).line;
  expect(line('load_orders', '11T01:00:00')).toBe('success 00:04');
  expect(line('team', '10T21:00:00')).toBe('no release yet');
  expect(line('source:shop.orders', '11T01:00:00')).toMatch(/^v2, \d+ writes? \/ h$/);
  expect(line('table:raw.orders', '11T01:00:00')).toBe('written 11 Mar 00:03');
  expect(line('exposure:cfo_revenue_yesterday', '11T01:00:00')).toBe('$0.00');
  expect(nodeAt(night, node('load_orders'), at('11T00:01:00')).look).toBe('running');
});
