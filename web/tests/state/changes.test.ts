import { expect, test } from 'vitest';

import { changeLines } from '../../src/state/changes';

const lines = (...patch: Parameters<typeof changeLines>[0]['patch']) =>
  changeLines({ patch, files: {} }).map(({ sign, path, value }) =>
    `${sign} ${path} ${value}`.trim(),
  );

test('each operation is a line with its sign, its path and its value', () => {
  expect(
    lines(
      { op: 'add', path: '/tasks/0/retries', value: 5 },
      { op: 'remove', path: '/tasks/0/row_filter' },
      { op: 'replace', path: '/schedule/cron', value: '@hourly' },
      { op: 'add', path: '/tasks/-', value: { task_id: 'tell', reads: ['a', 'b'] } },
    ),
  ).toEqual([
    '+ /tasks/0/retries 5',
    '− /tasks/0/row_filter',
    '± /schedule/cron "@hourly"',
    '+ /tasks/- { "task_id": "tell", "reads": [ "a", "b" ] }',
  ]);
});

test('false and null are values', () => {
  expect(lines({ op: 'replace', path: '/a', value: false })).toEqual(['± /a false']);
  expect(lines({ op: 'replace', path: '/a', value: null })).toEqual(['± /a null']);
});

test('a long value goes over several lines, and stays the same JSON', () => {
  const value = {
    file: 'contracts/shop.orders.odcs.jsonc',
    on: 'shop.orders',
    enforce: [{ at: 'producer_ci', on_violation: 'fail' }, { at: 'ingest' }],
  };
  const [line] = changeLines({ patch: [{ op: 'add', path: '/contracts/-', value }], files: {} });
  expect(line?.value).toBe(`{
  "file": "contracts/shop.orders.odcs.jsonc",
  "on": "shop.orders",
  "enforce": [
    { "at": "producer_ci", "on_violation": "fail" },
    { "at": "ingest" }
  ]
}`);
  expect(JSON.parse(line?.value ?? '')).toEqual(value);
});
