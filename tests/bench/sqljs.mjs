// Where sql.js lies, and its side of loading and querying.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

export const sqljsFile = (name) => join(dirname(require.resolve('sql.js')), name);

/** Splits a CSV without quotes into rows; sql.js brings no reader of its own. */
function* csvRows(csv) {
  let start = csv.indexOf('\n') + 1;
  while (start < csv.length) {
    const end = csv.indexOf('\n', start);
    yield csv.slice(start, end).split(',');
    start = end + 1;
  }
}

/** Loads the orders as well as sql.js can: one transaction, one prepared statement. */
export function loadOrders(SQL, csv) {
  const database = new SQL.Database();
  database.run(
    'CREATE TABLE orders(order_id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL, ' +
      'status TEXT NOT NULL, amount_cents INTEGER, placed_at TEXT NOT NULL) STRICT',
  );
  database.run('BEGIN');
  const insert = database.prepare('INSERT INTO orders VALUES (?, ?, ?, ?, ?)');
  for (const [id, customer, status, amount, placed] of csvRows(csv)) {
    insert.run([+id, +customer, status, amount === '' ? null : +amount, placed]);
  }
  insert.free();
  database.run('COMMIT');
  return database;
}
