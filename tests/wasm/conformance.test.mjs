// The cases of tests/conformance/ through the module's door, in a lesson without rows. The C++ tests hold
// the native engine to the same files.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { modulePath, root } from '../support/build.mjs';
import { outcomeText, readCases } from '../support/conformance.mjs';
import { Core } from '../support/core.mjs';

const folder = join(root, 'tests/conformance');
const names = (await readdir(folder)).filter((name) => name.endsWith('.case')).sort();

const pack = {
  'pack.json': {
    format: 1,
    id: '00000000-0000-4000-8000-000000000001',
    name: 'conformance',
    title: 'Conformance',
    description: 'A lesson without rows.',
    version: '0.1.0',
  },
  '01-empty/lesson.json': {
    id: '00000000-0000-4000-8000-000000000002',
    title: 'Empty',
    summary: 'Nothing in it.',
    objectives: ['Ask.'],
    duration_minutes: 1,
    level: 1,
    now: '2026-03-14T14:53:20Z',
    tables: [{ name: 'nothing', columns: [{ name: 'id', type: 'integer' }] }],
    datasets: [{ name: 'empty', title: 'Empty', visible: true, tables: {} }],
    steps: [{ kind: 'read', id: 'read', title: 'Read', text: 'text/read.md' }],
  },
};

async function coreWithLesson() {
  const core = await Core.load(modulePath);
  const put = (path, text) => core.call('files.put', { area: 'pack', path }, text);
  for (const [path, value] of Object.entries(pack)) put(path, JSON.stringify(value));
  put('01-empty/text/read.md', 'Nothing to read.');
  const { reply } = core.call('pack.open');
  assert.equal(reply.ok, true, JSON.stringify(reply));
  return core;
}

test('there are cases', () => assert.ok(names.length > 0));

const core = await coreWithLesson();
for (const name of names) {
  const cases = readCases(await readFile(join(folder, name), 'utf8'));
  test(name, async (t) => {
    assert.ok(cases.length > 0, 'a file without cases proves nothing');
    for (const { line, sql, expected } of cases) {
      await t.test(`${name}:${line}`, () => {
        const { reply } = core.call('query.run', { lesson: 'empty', dataset: 'empty', sql });
        assert.equal(outcomeText(reply), expected, sql);
      });
    }
  });
}
