import assert from 'node:assert/strict';
import { test } from 'node:test';

import { outcomeText, readCases } from '../support/conformance.mjs';

test('blocks are separated by empty lines, remarks are left out', () => {
  const text =
    '# One\nSELECT 1\n  , 2\n----\n1 | 2\n\n\nSELECT 3 WHERE 0\n----\n\nSELECT x\n----\nerror: sql.a\n';
  assert.deepEqual(readCases(text), [
    { line: 2, sql: 'SELECT 1\n  , 2\n', expected: '1 | 2\n' },
    { line: 8, sql: 'SELECT 3 WHERE 0\n', expected: '' },
    { line: 11, sql: 'SELECT x\n', expected: 'error: sql.a\n' },
  ]);
});

test('an outcome is written row by row', () => {
  const columns = [{ cells: ['1', null] }, { cells: ['a', 'b'] }];
  const reply = { ok: true, result: { outcome: { columns, rows: 2 } } };
  assert.equal(outcomeText(reply), '1 | a\nNULL | b\n');
});

test('an error is written by its code', () => {
  assert.equal(outcomeText({ ok: false, errors: [{ code: 'sql.syntax' }] }), 'error: sql.syntax\n');
});
