// docs/errors.md lists every code that the sources can give, and no other.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { root } from '../support/build.mjs';

const families =
  'sql|csv|data|schema|json|files|archive|pack|answer|request|cli|check|step|columns|types|row_count|rows|order|choice|sets|' +
  'spec|template|command|script|contract|quality|monitor|sync|model|write|task|scenario|night|judge|lineage';

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
  'night.play',
  'night.query',
  'night.tables',
  'night.check',
  'night.keys',
  'night.explore',
  'night.export',
  'night.prepare',
  'night.switch',
  'judge.pair',
  'judge.draft',
  'judge.suite',
  'lineage.query',
  'night.variant', // a stream of chance
  'night.json',
  'files.put',
  'files.clear',
  'pack.open',
  'pack.export',
  'pack.prove',
  'pack.json',
  'sql.over_budget',
  'pack.unknown_',
  // Kinds of events of a night, and events that a pipeline tells somebody about.
  'check.result',
  'check.warn',
  'check.error',
  'contract.result',
  'monitor.eval',
  'monitor.warn',
  'monitor.error',
  'monitor.unknown',
  'sync.read',
  'sync.drop',
  'task.end',
  'task.state',
  'task.retry',
  'task.failed',
  'write.batch',
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

// Codes that no test can reach: what they guard against needs more than a test should take.
const beyondTests = new Set([
  'archive.too_large', // an entry of a gigabyte
  'cli.too_large', // a file of 256 MB
]);

// Texts of all tests: what a code is asked for in, as a word of its own.
function testTexts() {
  return readdirSync(join(root, 'tests'), { recursive: true })
    .filter((name) => /\.(cc|json|mjs|golden|case)$/.test(name))
    .filter((name) => !name.includes('node_modules') && name !== 'tools/errors.test.mjs')
    .map((name) => readFileSync(join(root, 'tests', name), 'utf8'))
    .join('\n')
    .replaceAll('\\.', '.'); // the dot of a code in a regular expression
}

test('every code is asked for in a test', () => {
  const asked = new Set(testTexts().match(/[a-z_]+\.[a-z_]+/g));
  const untested = [...inSources].filter((code) => !asked.has(code) && !beyondTests.has(code));
  assert.deepEqual(untested.sort(), []);
  assert.deepEqual(
    [...beyondTests].filter((code) => asked.has(code) || !inSources.has(code)),
    [],
  );
});
