// Smallest inputs that no engine found, one of each sort; a word in the answer's text chooses.

import type { CheckReport, Counterexample, SealedInput } from '../src/core/protocol';

const tables = [
  {
    name: 'orders',
    columns: ['order_id', 'status', 'amount_cents', 'placed_at'],
    rows: [
      ['1', 'paid', '500', '2025-01-31T23:30:00-02:00'],
      ['7', 'cancelled', '0', '2025-02-01T00:15:00+00:00'],
    ],
  },
  { name: 'calendar', columns: ['month'], rows: [['2025-01-01']] },
];

export const differentRows: Counterexample = {
  kind: 'counterexample',
  rows: 3,
  ordered: true,
  tables,
  insert: "INSERT INTO orders VALUES (1, 'paid', 500, '2025-01-31T23:30:00-02:00');\n",
  columns: ['month', 'revenue_cents'],
  result: [
    { mark: 'same', expected: ['2024-12-01', '40'], actual: ['2024-12-01', '40'], differs: [] },
    {
      mark: 'changed',
      expected: ['2025-01-01', '500'],
      actual: ['2025-01-01', null],
      differs: [1],
    },
    { mark: 'missing', expected: ['2025-02-01', '0'], actual: null, differs: [] },
    { mark: 'extra', expected: null, actual: ['', '1299'], differs: [] },
  ],
  in_order: false,
  expected_rows: 3,
  actual_rows: 3,
  why: [
    'The row for 2025-02-01 is there because of order 7, whose status is cancelled.',
    'Order 1 was placed in January where it was placed, and in February in UTC.',
  ],
  hints: [
    {
      class: 'where',
      title: 'A condition on rows',
      clause: 'WHERE',
      hint: 'Which rows should be kept, and which does the condition let through?',
    },
    {
      class: 'grouping',
      title: 'The groups',
      clause: 'GROUP BY',
      hint: 'What is one row of the result about? Group by just that.',
    },
  ],
};

const wide: Counterexample = {
  ...differentRows,
  rows: 2,
  tables: [
    {
      name: 'order_lines_of_the_winter_campaign',
      columns: Array.from({ length: 12 }, (_, i) => `a_rather_long_column_${i}`),
      rows: [0, 1].map((row) => Array.from({ length: 12 }, (_, i) => `value ${row} ${i}`)),
    },
  ],
  why: [],
  hints: [],
};

const failing: Counterexample = {
  ...differentRows,
  rows: 1,
  result: [{ mark: 'missing', expected: ['2025-01-01', '500'], actual: null, differs: [] }],
  expected_rows: 1,
  actual_rows: 0,
  error: { code: 'sql.integer_overflow', message: 'integer overflow' },
};

const lucky: Counterexample = {
  ...differentRows,
  result: [
    { mark: 'changed', expected: ['2025-01-01', '500'], actual: ['2025-01-01', '0'], differs: [1] },
  ],
  expected_rows: 1,
  actual_rows: 1,
  elsewhere: [['2025-01-01', '500']],
};

const empty: Counterexample = {
  ...differentRows,
  rows: 0,
  tables: tables.map((table) => ({ ...table, rows: [] })),
  insert: '',
  result: [{ mark: 'extra', expected: null, actual: [null, '0'], differs: [] }],
  expected_rows: 0,
  actual_rows: 1,
};

export const sealed: SealedInput = {
  kind: 'sealed_input',
  rows: 3,
  ordered: true,
  tables,
  insert: differentRows.insert,
  columns: differentRows.columns,
  actual: [['2025-01-01', '500']],
  actual_rows: 1,
  hints: differentRows.hints ?? [],
};

const sorts: Readonly<Record<string, Counterexample | SealedInput>> = {
  wide,
  failing,
  lucky,
  empty,
  sealed,
};

/** How the check `judged` fails for an answer with this text. */
export function judgedFailure(sql: string): Partial<CheckReport> {
  const sort = Object.keys(sorts).find((word) => sql.includes(word));
  const witness = (sort === undefined ? undefined : sorts[sort]) ?? differentRows;
  return {
    verdict: 'fail',
    reason: 'judge.rows_differ',
    points: 0,
    message: 'There are data on which your answer has other rows.',
    witness,
  };
}
