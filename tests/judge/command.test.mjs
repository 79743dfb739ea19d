// The command `judge`: exit codes, what it says when something is wrong, and batches.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { commandPath } from '../support/build.mjs';

const schema = 'CREATE TABLE shop_order (id INTEGER PRIMARY KEY, status TEXT, total INTEGER);';
const reference = "SELECT id FROM shop_order WHERE status = 'paid'";
const right = "SELECT id FROM shop_order WHERE status IN ('paid')";
const wrong = "SELECT id FROM shop_order WHERE status <> 'paid'";
const endless = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n';

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightshift-'));
});
after(() => rmSync(folder, { recursive: true }));

const command = (...words) => nightshift('judge', ...words);

function nightshift(...words) {
  const { status, signal, stdout, stderr } = spawnSync(commandPath, words, {
    cwd: folder,
    encoding: 'utf8',
    timeout: 120_000,
  });
  assert.equal(signal, null, `ended by ${signal}: ${words.join(' ')}`);
  return { status, stdout, stderr };
}

function place(name, text) {
  const path = join(mkdtempSync(join(folder, 'files-')), name);
  writeFileSync(path, text);
  return path;
}

// Judges one pair. What is not named is as above.
function pair(files, ...words) {
  const { constraints, ...queries } = {
    schema,
    reference,
    answer: right,
    ...files,
  };
  const named = Object.entries(queries).flatMap(([role, sql]) => [
    `--${role}`,
    place(`${role}.sql`, sql),
  ]);
  if (constraints !== undefined) {
    const text = typeof constraints === 'string' ? constraints : JSON.stringify(constraints);
    named.push('--constraints', place('constraints.json', text));
  }
  return command(...named, ...words);
}

// Judges a batch of lines: objects, or texts as they are.
function batch(lines, ...words) {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line)));
  return command('--batch', place('pairs.jsonl', `${text.join('\n')}\n`), ...words);
}

const ofColumn = (table, column, rules) => ({
  tables: { [table]: { columns: { [column]: rules } } },
});
const parsed = (text) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

// Four pairs of two questions, of which ids 1 and 3 are right.
const pairs = [
  { id: 1, schema, reference, answer: right },
  { id: 2, schema, reference, answer: wrong },
  { id: 3, schema, reference: 'SELECT 1', answer: 'SELECT 2 - 1' },
  { id: 4, schema, reference: 'SELECT 1', answer: 'SELECT 2' },
];

test('a right answer is accepted', () => {
  assert.deepEqual(pair({}), { status: 0, stdout: 'accept\n', stderr: '' });
});

test('a wrong answer is rejected, with the smallest data, both results and a hint', () => {
  const answer = "SELECT id FROM shop_order WHERE status = 'paid' AND total > 0";
  const { status, stdout } = pair({
    reference: `${reference} AND total >= 0`,
    answer,
  });
  assert.equal(status, 1);
  assert.match(stdout, /^reject: .*\[judge\.rows_differ\]/);
  assert.match(stdout, /INSERT INTO "shop_order" .* VALUES\n {2}\(\d+, 'paid', 0\);/);
  assert.match(stdout, /Expected:\n {2}id\n {2}\d+\nThe answer:\n {2}id\n {2}\(no rows\)/);
  assert.match(stdout, /, in WHERE: /);
});

test('for programs the same is JSON', () => {
  const { status, stdout } = pair({ answer: wrong }, '--format', 'json');
  assert.equal(status, 1);
  const { verdict, reason, counterexample } = JSON.parse(stdout);
  assert.deepEqual({ verdict, reason }, { verdict: 'reject', reason: 'judge.rows_differ' });
  assert.equal(counterexample.rows, 1);
  assert.deepEqual(counterexample.tables[0].columns, ['id', 'status', 'total']);
});

test('an answer that SQLite does not understand is not gradable', () => {
  for (const [answer, code] of [
    ['SELEC id FROM shop_order', 'sql.syntax'],
    ['SELECT id FROM orders', 'sql.no_such_table'],
    ['SELECT ident FROM shop_order', 'sql.no_such_column'],
    ['', 'sql.empty'],
    ['-- nothing but words', 'sql.empty'],
  ]) {
    const { status, stdout } = pair({ answer });
    assert.equal(status, 1, answer);
    assert.match(stdout, /^not_gradable: /, answer);
    assert.ok(stdout.includes(`[${code}]`), `${answer}: ${stdout}`);
  }
});

test('an answer that changes data is not gradable', () => {
  for (const answer of ['DELETE FROM shop_order', "ATTACH 'x.db' AS x", `${right}; ${right}`]) {
    const { status, stdout } = pair({ answer });
    assert.equal(status, 1, answer);
    assert.match(stdout, /^not_gradable: /, answer);
  }
});

test('an answer without end goes over its budget', () => {
  const answer = `SELECT id FROM shop_order WHERE id IN (${endless})`;
  const { status, stdout } = pair({ answer });
  assert.equal(status, 1);
  assert.match(stdout, /^over_budget: .*\[sql\.over_budget_steps\]/);
});

test('ten thousand parentheses are too deep, in the answer and in the reference', () => {
  const deep = `SELECT id FROM shop_order WHERE ${'('.repeat(10_000)}1${')'.repeat(10_000)}`;
  const answered = pair({ answer: deep });
  assert.equal(answered.status, 1);
  assert.match(answered.stdout, /^not_gradable: .*\[sql\.too_deep\]/);
  const referred = pair({ reference: deep });
  assert.equal(referred.status, 2);
  assert.match(referred.stderr, /\[sql\.too_deep\]/);
});

test('without an answer it tells what the suite of the reference is worth', () => {
  const words = ['--schema', place('s.sql', schema), '--reference', place('r.sql', reference)];
  const { status, stdout } = command(...words);
  assert.equal(status, 0);
  // Ids are different anyway.
  const told =
    /^(\d+) of (\d+) mistakes are told by \d+ databases\.\n\nNo data.*\n {2}distinct, in SELECT:/;
  const [, killed, mutants] = stdout.match(told) ?? assert.fail(stdout);
  assert.equal(Number(mutants), Number(killed) + 1);
  const { references } = JSON.parse(command(...words, '--format', 'json').stdout);
  assert.equal(references[0].suite.length, references[0].databases);
});

test('mistakes that no legal data tell are listed', () => {
  const constraints = place(
    'c.json',
    JSON.stringify(ofColumn('shop_order', 'status', { values: ['paid'] })),
  );
  const { status, stdout } = command(
    '--schema',
    place('s.sql', schema),
    '--reference',
    place('r.sql', reference),
    '--constraints',
    constraints,
  );
  assert.equal(status, 0);
  assert.match(
    stdout,
    /\n {2}comparison, in WHERE:\n {4}SELECT id FROM shop_order WHERE status <= 'paid'/,
  );
});

const dump = `${schema}
INSERT INTO shop_order VALUES (1, 'paid', 500), (2, 'open', NULL), (3, 'paid', 20);
DELETE FROM shop_order;
CREATE TABLE note (text TEXT);`;

test('constraints are drafted from data, and the judge reads them', () => {
  const file = place('dump.sql', dump);
  const { status, stdout, stderr } = nightshift('constraints', '--schema', file);
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(stdout).tables.shop_order.columns, {
    status: { not_null: true, values: ['open', 'paid'] },
    total: { min: 20, max: 500 },
  });
  assert.equal(stderr, 'Nothing is said of note: the data hold no rows of it.\n');
  assert.equal(pair({ constraints: stdout }).status, 0);
});

test('a draft of data that cannot be read', () => {
  const words = ['constraints', '--schema', place('s.sql', schema), '--data'];
  const refused = nightshift(...words, place('d.sql', "INSERT INTO orders VALUES (1, 'paid')"));
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /no such table: orders.*\[data\.refused\]/s);
  const endlessData = place('d.sql', `INSERT INTO shop_order (id) ${endless}`);
  const unending = nightshift(...words, endlessData);
  assert.equal(unending.status, 2);
  assert.match(unending.stderr, /\[data\.refused\]/);
  const missing = nightshift(...words, 'nothing.sql');
  assert.equal(missing.status, 2);
  assert.match(missing.stderr, /\[cli\.unreadable\]/);
});

test('what is not there, or makes no sense, could not grade', () => {
  const files = ['--schema', place('s.sql', schema), '--answer', place('a.sql', right)];
  const noFile = command(...files, '--reference', 'no.sql');
  assert.equal(noFile.status, 2);
  assert.match(noFile.stderr, /no\.sql cannot be read.*\[cli\.unreadable\]/);
  const noBatch = command('--batch', 'none.jsonl');
  assert.equal(noBatch.status, 2);
  assert.match(noBatch.stderr, /none\.jsonl cannot be read.*\[cli\.unreadable\]/);
  assert.equal(command().status, 2);
  assert.equal(command('--batch', 'a', '--answer', 'b').status, 2);
  assert.equal(pair({}, '--format', 'xml').status, 2);
  assert.equal(pair({}, '--jobs', '0').status, 2);
});

test('broken DDL could not grade, and says where', () => {
  const { status, stderr } = pair({
    schema: `${schema}\nCREATE TABLE half (a INTEGER,`,
  });
  assert.equal(status, 2);
  assert.match(stderr, /^line 2, column 1: CREATE TABLE half .*\[schema\.refused\]/);
});

test('a reference that does not run could not grade, and is named as the reference', () => {
  for (const [sql, code] of [
    ['SELEC id FROM shop_order', 'sql.syntax'],
    ['SELECT id FROM shop_ordr', 'sql.no_such_table'],
    ['SELECT idd FROM shop_order', 'sql.no_such_column'],
    ['', 'sql.empty'],
  ]) {
    const { status, stderr } = pair({ reference: sql });
    assert.equal(status, 2, sql);
    assert.ok(stderr.includes(`[${code}]`), `${sql}: ${stderr}`);
    assert.match(stderr, /reference/, sql);
  }
});

test('a reference without end could not grade', () => {
  const { status } = pair({
    reference: `SELECT id FROM shop_order WHERE id IN (${endless})`,
  });
  assert.equal(status, 2);
});

test('constraints with a wrong name say the nearest one, and their place', () => {
  const column = pair({
    constraints: ofColumn('shop_order', 'stats', { not_null: true }),
  });
  assert.equal(column.status, 2);
  assert.match(column.stderr, /\/tables\/shop_order\/columns\/stats: .*Did you mean status\?/);
  assert.match(column.stderr, /\[judge\.unknown_column\]/);
  const table = pair({ constraints: { tables: { shop_orders: {} } } });
  assert.equal(table.status, 2);
  assert.match(table.stderr, /Did you mean shop_order\? \[judge\.unknown_table\]/);
});

test('constraints that are no JSON, or that no row meets, could not grade', () => {
  assert.match(pair({ constraints: '{"tables": ' }).stderr, /\[json\.syntax\]/);
  const never = {
    tables: {
      shop_order: { rows_min: 1, check: ['total > total'], columns: {} },
    },
  };
  never.tables.shop_order.columns.total = { not_null: true };
  const { status, stderr } = pair({ constraints: never });
  assert.equal(status, 2);
  assert.match(stderr, /shop_order.*\[judge\.unmeetable\]/);
});

test('constraints are obeyed: what differs only on other data is accepted', () => {
  const reference = 'SELECT id FROM shop_order WHERE total > 0';
  const answer = 'SELECT id FROM shop_order WHERE total <> 0';
  assert.equal(pair({ reference, answer }).status, 1);
  const constraints = ofColumn('shop_order', 'total', { min: 0 });
  assert.equal(pair({ reference, answer, constraints }).status, 0);
});

test('the ends of 64 bits may be values', () => {
  const ends = `{"tables": {"shop_order": {"columns": {"total": {"values":
    [-9223372036854775808, 9223372036854775807, 0]}}}}}`;
  const top = 'SELECT id FROM shop_order WHERE total = 9223372036854775807';
  const above = 'SELECT id FROM shop_order WHERE total > 9223372036854775806';
  const positive = 'SELECT id FROM shop_order WHERE total >= 0';
  assert.equal(pair({ reference: top, answer: above, constraints: ends }).status, 0);
  const { status, stdout } = pair({
    reference: top,
    answer: positive,
    constraints: ends,
  });
  assert.equal(status, 1);
  assert.match(stdout, /\(\d+, [^,]+, 0\)/);
  const sum = 'SELECT SUM(total) FROM shop_order';
  assert.equal(pair({ reference: sum, answer: sum, constraints: ends }).status, 0);
});

test('blobs: a column of them, and values in constraints that are none', () => {
  const blobs = 'CREATE TABLE file (id INTEGER PRIMARY KEY, bytes BLOB);';
  const long = 'SELECT id FROM file WHERE length(bytes) > 0';
  const hex = "SELECT id FROM file WHERE hex(bytes) <> ''";
  assert.equal(pair({ schema: blobs, reference: long, answer: hex }).status, 0);
  const kept = "SELECT id FROM file WHERE bytes = x'00ff'";
  const other = "SELECT id FROM file WHERE bytes = x'00fe'";
  assert.equal(pair({ schema: blobs, reference: kept, answer: other }).status, 1);
  for (const value of [{ blob: '00ff' }, [1], null]) {
    const constraints = ofColumn('file', 'bytes', { values: [value] });
    const { status, stderr } = pair({
      schema: blobs,
      reference: long,
      answer: long,
      constraints,
    });
    assert.equal(status, 2, JSON.stringify(value));
    assert.match(stderr, /\/tables\/file\/columns\/bytes\/values\/0: .*\[json\.wrong_kind\]/);
  }
});

test('names in any script', () => {
  const names = 'CREATE TABLE "заказы" ("номер" INTEGER PRIMARY KEY, "顧客" TEXT, "🙂" INTEGER);';
  const ask = (bound) => `SELECT "номер" FROM "заказы" WHERE "🙂" ${bound} AND 顧客 = '李'`;
  assert.equal(pair({ schema: names, reference: ask('> 5'), answer: ask('>= 6') }).status, 0);
  const { status, stdout } = pair({
    schema: names,
    reference: ask('> 5'),
    answer: ask('>= 5'),
  });
  assert.equal(status, 1);
  assert.match(stdout, /INSERT INTO "заказы" \("номер", "顧客", "🙂"\) VALUES\n.*'李', 5\);/);
  const constraints = ofColumn('заказы', '顧客人', { not_null: true });
  assert.match(pair({ schema: names, reference: ask('> 5'), constraints }).stderr, /mean 顧客\?/);
});

test('an empty schema has one database', () => {
  assert.equal(pair({ schema: '', reference: 'SELECT 1', answer: 'SELECT 3 - 2' }).status, 0);
  assert.equal(pair({ schema: '', reference: 'SELECT 1', answer: 'SELECT 2' }).status, 1);
});

test('three hundred tables, each with a key to the one before', () => {
  const parent = (i) => (i === 0 ? '' : `, up INTEGER REFERENCES t${i - 1}(id)`);
  const tables = Array.from(
    { length: 300 },
    (_, i) => `CREATE TABLE t${i} (id INTEGER PRIMARY KEY, v TEXT${parent(i)});`,
  );
  const files = {
    schema: tables.join('\n'),
    reference: "SELECT id FROM t299 WHERE v = 'x'",
  };
  assert.equal(pair({ ...files, answer: "SELECT id FROM t299 WHERE 'x' = v" }).status, 0);
  const { status, stdout } = pair({
    ...files,
    answer: "SELECT id FROM t299 WHERE v <> 'x'",
  });
  assert.equal(status, 1);
  assert.equal(stdout.match(/INSERT INTO/g).length, 1);
});

// The last digit is so near a rounding edge that the reference is tried with a little added; the
// argument holds calls of its own.
test('a reference that rounds an aggregate', () => {
  const reference = 'SELECT ROUND(100.0 * COUNT(total) / COUNT(*), 1) FROM shop_order';
  const answer = 'SELECT ROUND(AVG(total IS NOT NULL) * 100, 1) FROM shop_order';
  assert.equal(pair({ reference, answer }).status, 0);
  assert.equal(pair({ reference, answer: reference.replace('100.0', '100') }).status, 1);
});

test('a BOOLEAN column holds 0 and 1 only', () => {
  const flags = 'CREATE TABLE flag (id INTEGER PRIMARY KEY, up BOOLEAN NOT NULL);';
  for (const [reference, answer] of [
    ['SELECT id FROM flag WHERE up = 0', 'SELECT id FROM flag WHERE up <> 1'],
    ['SELECT id FROM flag WHERE up = 1', 'SELECT id FROM flag WHERE up'],
  ]) {
    assert.equal(pair({ schema: flags, reference, answer }).stdout, 'accept\n', answer);
  }
});

test('a batch gives a line for each pair, in order', () => {
  const { status, stdout } = batch(pairs);
  assert.equal(status, 0);
  assert.deepEqual(
    parsed(stdout).map(({ id, verdict }) => [id, verdict]),
    [
      [1, 'accept'],
      [2, 'reject'],
      [3, 'accept'],
      [4, 'reject'],
    ],
  );
});

test('a broken line among good ones is told, and the others are judged', () => {
  const { id, ...nameless } = pairs[1];
  const lines = [pairs[0], '{"id": 9, "schema"', nameless, '[]', { id: 8, schema }, pairs[3]];
  const { status, stdout } = batch(lines);
  assert.equal(status, 2);
  const judged = parsed(stdout);
  assert.deepEqual(
    judged.map((line) => line.verdict),
    ['accept', 'grader_error', 'reject', 'grader_error', 'grader_error', 'reject'],
  );
  assert.equal(judged[1].reason, 'cli.pair');
  assert.match(judged[1].message, /^line 2: /);
  assert.equal(judged[2].id, 3, 'a pair without an id goes by its line');
  assert.match(judged[4].message, /^line 5: "reference" is missing/);
  assert.equal(id, 2);
});

test('in a batch a reference that does not run is the grader’s error', () => {
  const { status, stdout } = batch([{ ...pairs[0], reference: 'SELECT x FROM y' }, pairs[1]]);
  assert.equal(status, 2);
  assert.deepEqual(
    parsed(stdout).map(({ verdict, reason }) => [verdict, reason]),
    [
      ['grader_error', 'sql.no_such_table'],
      ['reject', 'judge.rows_differ'],
    ],
  );
});

test('an output is gone on with, and a line that was cut off is judged again', () => {
  const output = join(mkdtempSync(join(folder, 'resume-')), 'out.jsonl');
  assert.equal(batch(pairs, '--output', output).status, 0);
  const whole = readFileSync(output, 'utf8');
  assert.equal(batch(pairs, '--output', output).status, 0);
  assert.equal(readFileSync(output, 'utf8'), whole);
  const bytes = Buffer.from(whole);
  for (const cut of [bytes.length - 1, bytes.length - 40, bytes.indexOf('\n') + 1, 7, 0]) {
    writeFileSync(output, bytes.subarray(0, cut));
    assert.equal(batch(pairs, '--output', output).status, 0, `cut at ${cut}`);
    assert.equal(readFileSync(output, 'utf8'), whole, `cut at ${cut}`);
  }
});

test('an output that is no output is left alone', () => {
  const output = place('notes.txt', 'my notes\n');
  const { status, stderr } = batch(pairs, '--output', output);
  assert.equal(status, 2);
  assert.match(stderr, /\[cli\.resume\]/);
  assert.equal(readFileSync(output, 'utf8'), 'my notes\n');
});

test('two processes give the same lines as one', () => {
  const sorted = ({ stdout }) => stdout.trimEnd().split('\n').sort();
  assert.deepEqual(sorted(batch(pairs, '--jobs', '2')), sorted(batch(pairs)));
});
