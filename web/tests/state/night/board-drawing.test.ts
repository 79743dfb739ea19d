import { expect, test } from 'vitest';

import type { GraphTask } from '../../../src/core/night-protocol';
import { layBoard } from '../../../src/state/night/board';
import {
  drawBoard,
  leftOf,
  nodeHeight,
  nodeWidth,
  topOf,
} from '../../../src/state/night/board-drawing';
import { fakeGraph } from '../../fake-night-lesson';

const model = (task_id: string, ...reads: string[]): GraphTask => ({
  task_id,
  type: 'model',
  upstream: [],
  reads,
  columns: null,
  writes: task_id,
});

// Arrows that cross each other, and one that passes behind a column.
const tangled = layBoard({
  graph: {
    ...fakeGraph,
    tasks: [
      ...fakeGraph.tasks,
      model('a', 'raw.orders'),
      model('b', 'a', 'raw.orders'),
      model('c', 'a', 'b', 'raw.orders', 'fct_revenue_daily'),
    ],
  },
  sources: ['shop.orders'],
});

const plain = layBoard({ graph: fakeGraph, sources: ['shop.orders'] });

test.each([
  ['the fake night', plain, 26],
  ['a tangle', tangled, 4],
])('every arrow of %s has a handle that nothing covers', (_name, board, room) => {
  const { arrows } = drawBoard(board);
  expect(arrows).toHaveLength(board.edges.length);
  for (const [i, { handle }] of arrows.entries()) {
    for (const node of board.nodes) {
      const beside = handle.x <= leftOf(node) || handle.x >= leftOf(node) + nodeWidth;
      const above = handle.y <= topOf(node) || handle.y >= topOf(node) + nodeHeight;
      expect(beside || above).toBe(true);
    }
    for (const other of arrows.slice(i + 1)) {
      const apart = Math.hypot(handle.x - other.handle.x, handle.y - other.handle.y);
      expect(apart).toBeGreaterThanOrEqual(room);
    }
  }
});

test('everything fits into the drawing', () => {
  const { width, height, arrows, groups } = drawBoard(tangled);
  for (const node of tangled.nodes) {
    expect(leftOf(node) + nodeWidth).toBeLessThan(width);
    expect(topOf(node) + nodeHeight).toBeLessThan(height);
  }
  expect(groups.map(({ label }) => label)).toEqual([
    'The shop',
    'Your pipeline: the bridge',
    'The consumers',
  ]);
  expect(new Set(arrows.map(({ id }) => id)).size).toBe(arrows.length);
});
