// docs/errors.md lists every code that the sources can give, and no other.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from '../support/build.mjs';

const families =
  'sql|csv|data|schema|json|files|archive|pack|answer|request|cli|check|step|columns|types|row_count|rows|order|choice';

function codesIn(text, quote) {
  const pattern = new RegExp(`${quote}((?:${families})\\.[a-z_]+)${quote}`, 'g');
  return [...text.matchAll(pattern)].map((match) => match[1]);
}

function sources(folder) {
  return readdirSync(join(root, folder), { recursive: true })
    .filter((name) => name.endsWith('.cc'))
    .map((name) => readFileSync(join(root, folder, name), 'utf8'))
    .join('\n');
}

// Words of the same shape that are no codes: kinds of request, names of files, beginnings of codes.
const noCodes = new Set([
  'files.put',
  'files.clear',
  'pack.open',
  'pack.export',
  'pack.prove',
  'pack.json',
  'sql.over_budget',
  'pack.unknown_',
]);

// Codes that are put together from parts.
const composed = ['pack.unknown_table', 'pack.unknown_column'];

const inSources = new Set([
  ...codesIn(`${sources('engine')}\n${sources('grader')}`, '"').filter(
    (code) => !noCodes.has(code),
  ),
  ...composed,
]);
const inPage = new Set(codesIn(readFileSync(join(root, 'docs/errors.md'), 'utf8'), '`'));

test('every code in the sources is on the page', () => {
  assert.ok(inSources.size > 80, `only ${inSources.size} codes found: is the pattern right?`);
  assert.deepEqual([...inSources].filter((code) => !inPage.has(code)).sort(), []);
});

test('every code on the page is in the sources', () => {
  assert.deepEqual([...inPage].filter((code) => !inSources.has(code)).sort(), []);
});
