// The command `lint`: exit codes, and what it says as text and as SARIF.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { commandPath } from '../support/build.mjs';

const schema = 'CREATE TABLE shop_order (id INTEGER PRIMARY KEY, status TEXT, paid_on TEXT);';

let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightshift-'));
});
after(() => rmSync(folder, { recursive: true }));

// Looks at one query over that schema.
function lint(sql, { ddl = schema, words = [] } = {}) {
  writeFileSync(join(folder, 'schema.sql'), ddl);
  writeFileSync(join(folder, 'my query.sql'), sql);
  const { status, stdout, stderr } = spawnSync(
    commandPath,
    ['lint', '--schema', 'schema.sql', 'my query.sql', ...words],
    { cwd: folder, encoding: 'utf8' },
  );
  return { status, stdout, stderr };
}

test('a query with nothing to say about', () => {
  assert.deepEqual(lint("SELECT id FROM shop_order WHERE status = 'paid'"), {
    status: 0,
    stdout: '',
    stderr: '',
  });
});

test('a finding has its place, its rule and what to do', () => {
  assert.deepEqual(lint('SELECT id\nFROM shop_order\nWHERE paid_on = NULL'), {
    status: 1,
    stdout:
      'my query.sql:3:7: warning: paid_on = NULL is never true: nothing equals NULL. ' +
      '[lint.equals_null]\n    A comparison with NULL is never true: use IS NULL or IS NOT NULL.\n',
    stderr: '',
  });
});

test('the same as SARIF', () => {
  const words = ['--format', 'sarif'];
  const { status, stdout } = lint('SELECT id FROM shop_order WHERE paid_on = NULL', { words });
  const log = JSON.parse(stdout);
  assert.equal(status, 1);
  assert.equal(log.version, '2.1.0');
  const [{ results, tool }] = log.runs;
  assert.equal(results.length, 1);
  assert.equal(tool.driver.rules[results[0].ruleIndex].id, 'lint.equals_null');
  const { artifactLocation, region } = results[0].locations[0].physicalLocation;
  assert.equal(artifactLocation.uri, 'my%20query.sql');
  assert.deepEqual(region, { startLine: 1, startColumn: 33, endLine: 1, endColumn: 47 });
  const nothing = lint('SELECT id FROM shop_order', { words });
  assert.equal(nothing.status, 0);
  assert.deepEqual(JSON.parse(nothing.stdout).runs[0].results, []);
});

test('a query that cannot be read, a schema that cannot be used, and a file that is not there', () => {
  const unread = lint('SELEC id FROM shop_order');
  assert.equal(unread.status, 1);
  assert.match(unread.stderr, /SELEC/);
  assert.equal(lint('SELECT 1', { ddl: 'CREATE TABLE x (' }).status, 2);
  const missing = spawnSync(commandPath, ['lint', '--schema', 'none.sql', 'none.sql'], {
    cwd: folder,
  });
  assert.equal(missing.status, 2);
});
