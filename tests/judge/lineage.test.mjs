// The command `lineage`: exit codes, and what it says as text and as JSON.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { commandPath } from '../support/build.mjs';

const schema = `CREATE TABLE customers (id INTEGER PRIMARY KEY, city TEXT);
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INT, status TEXT, total REAL, tags TEXT);
CREATE VIEW paid (customer, cents) AS SELECT customer_id, total FROM orders WHERE status = 'paid';
INSERT INTO customers VALUES (1, 'Oslo');`;

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightshift-'));
});
after(() => rmSync(folder, { recursive: true }));

// Follows one query over that schema.
function lineage(sql, { ddl = schema, words = [] } = {}) {
  writeFileSync(join(folder, 'schema.sql'), ddl);
  writeFileSync(join(folder, 'mine.sql'), sql);
  const { status, stdout, stderr } = spawnSync(
    commandPath,
    ['lineage', '--schema', 'schema.sql', 'mine.sql', ...words],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

test('what each column reads, and what decides about the rows', () => {
  const sql =
    'SELECT city, sum(cents) AS paid, count(*) FROM customers JOIN paid ON customer = id GROUP BY city';
  assert.deepEqual(lineage(sql), {
    status: 0,
    stdout: `city      <- customers.city IDENTITY
paid      <- orders.total AGGREGATION
count(*)  <- no column

Which rows there are, and their order: customers.id JOIN, customers.city GROUP_BY, orders.customer_id JOIN, orders.status FILTER
Tables: customers, orders
`,
    stderr: '',
  });
});

test('the same as JSON', () => {
  const { status, stdout } = lineage(
    'SELECT value FROM orders, json_each(tags) ORDER BY orders.rowid',
    {
      words: ['--format', 'json'],
    },
  );
  assert.equal(status, 0);
  const { columns, rows, tables } = JSON.parse(stdout);
  assert.deepEqual(columns, [
    {
      complete: true,
      inputs: [
        {
          column: 'tags',
          table: 'orders',
          transformations: [{ subtype: 'TRANSFORMATION', type: 'DIRECT' }],
        },
      ],
      name: 'value',
    },
  ]);
  assert.deepEqual(
    rows.inputs.map(({ column, transformations }) => [column, transformations[0].subtype]),
    [
      ['id', 'SORT'],
      ['tags', 'JOIN'],
    ],
  );
  assert.deepEqual(tables, ['orders']);
});

test('a column of a table function that nobody knows is no guess', () => {
  const { status, stdout } = lineage(
    'SELECT id,\n  (SELECT count(*) FROM generate_series(1, 3) WHERE city = 1) AS n FROM customers',
  );
  assert.equal(status, 0);
  assert.match(stdout, /^n {3}<- and perhaps more$/m);
  assert.match(
    stdout,
    /^mine\.sql:2:53: not followed: "city" may be a column of a table function/m,
  );
});

test('names that lead nowhere are told with the nearest, all at once', () => {
  const { status, stdout, stderr } = lineage(
    'SELECT citty\nFROM customers c, orders o\nWHERE id = 1',
  );
  assert.equal(status, 1);
  assert.equal(stdout, '');
  assert.match(
    stderr,
    /line 1, column 8: .*"citty".* Did you mean "city"\? \[sql\.no_such_column\]/,
  );
  assert.match(stderr, /line 3, column 7: several columns are called "id".* \[sql\.invalid\]/);
  assert.match(lineage('SELECT 1 FROM custmers').stderr, /"customers"\? \[sql\.no_such_table\]/);
});

test('a query that cannot be read, a schema that cannot be used, and a file that is not there', () => {
  const unread = lineage('SELEC id FROM orders');
  assert.equal(unread.status, 1);
  assert.match(unread.stderr, /SELEC/);
  const empty = lineage('SELECT 1', { ddl: '-- nothing yet\n' });
  assert.equal(empty.status, 2);
  assert.match(empty.stderr, /the schema has no table.*\[lineage\.no_tables\]/);
  assert.equal(lineage('SELECT 1', { ddl: 'CREATE TABLE x (' }).status, 2);
  const missing = spawnSync(commandPath, ['lineage', '--schema', 'none.sql', 'none.sql'], {
    cwd: folder,
  });
  assert.equal(missing.status, 2);
});
