// What the first part of the module answers by itself: every lesson is opened, shown, asked and played with it alone, and the
// second part is never missed. The page lets all other requests wait (web/src/core/parts.ts).

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { answeredByFirstPart } from '../../web/src/core/parts.ts';
import { judgePath, modulePath, root } from '../support/build.mjs';
import { Core } from '../support/core.mjs';
import { attemptsOf, filesOf, lessonsOf, packsOf } from '../support/lessons.mjs';

const either = Symbol('either');
const first = await readFile(modulePath);
const second = await readFile(judgePath);

function putPack(core, { folder }) {
  for (const path of readdirSync(folder, { recursive: true })) {
    if (!statSync(join(folder, path)).isFile()) continue;
    core.call('files.put', { area: 'pack', path }, readFileSync(join(folder, path)));
  }
}

/** The pack as learners get it; only a whole core can make it. */
async function learnersPack(pack) {
  const core = await Core.start(first, second);
  putPack(core, pack);
  assert.equal(core.call('pack.open').reply.ok, true);
  return core.call('pack.export', { audience: 'learner' }).attachment;
}

/** Asks, and notes the kind; `ok` is what the reply must be, or `either`. */
function asking(core) {
  const kinds = new Set();
  const ask = (kind, request = {}, ok = true, attachment = undefined) => {
    const { reply } = core.call(kind, request, attachment);
    if (ok !== either) assert.equal(reply.ok, ok, JSON.stringify(reply).slice(0, 500));
    kinds.add(kind);
    return reply.result;
  };
  return { ask, kinds };
}

const queries = [
  ['SELECT 1', true],
  ['SELEC 1', false],
  ['SELECT nothing FROM nowhere', false],
  ["SELECT date_trunc('month', DATE '2026-03-14')", either],
  ['WITH t AS (SELECT 1 AS a UNION SELECT 2) SELECT sum(a) OVER (ORDER BY a) FROM t', true],
];

function runQueries(ask, { slug }, { datasets }, attempts) {
  const answers = attempts.flatMap((attempt) => Object.entries(filesOf(attempt)));
  const theirs = answers.filter(([path]) => path.endsWith('.sql')).map(([, sql]) => [sql, either]);
  for (const { name } of datasets.filter(({ visible }) => visible)) {
    for (const [sql, ok] of [...queries, ...theirs]) {
      ask('query.run', { lesson: slug, dataset: name, sql, plan: true }, ok);
      ask('query.run', { lesson: slug, input: '', sql }, either);
    }
  }
}

/** The moves of an attempt's night; the files that it installs lie beside it, in a folder. */
function scriptOf(attempt) {
  const files = filesOf(attempt);
  const under = (folder) =>
    Object.fromEntries(
      Object.entries(files)
        .filter(([path]) => path.startsWith(`${folder}/`))
        .map(([path, text]) => [path.slice(folder.length + 1), text]),
    );
  return JSON.parse(files['night.json'])
    .script.filter(({ at }) => at !== undefined)
    .map((move) =>
      typeof move.install === 'string' ? { ...move, install: under(move.install) } : move,
    );
}

function playNight(ask, { slug }, night, attempts) {
  ask('night.check', { lesson: slug, files: night.files });
  ask('night.check', { lesson: slug, files: { 'pipeline.jsonc': '{"dag_id": 1}' } });
  for (const attempt of attempts.filter((each) => 'night.json' in filesOf(each))) {
    const at = { lesson: slug, script: scriptOf(attempt) };
    ask('night.play', { ...at, until: night.end });
    ask('night.tables', { ...at, at: night.end });
    for (const database of ['warehouse', 'shop']) {
      ask('night.query', { ...at, at: night.end, database, sql: 'SELECT 1' });
    }
  }
}

const asked = new Set();

for (const pack of packsOf(root)) {
  test(`${pack.name} is opened, shown, asked and played without the second part`, async () => {
    const { ask, kinds } = asking(await Core.start(first));
    const opened = ask('pack.open', {}, true, await learnersPack(pack));
    assert.equal(opened.lessons.length, lessonsOf(pack).length);
    for (const lesson of lessonsOf(pack)) {
      const described = ask('lesson.describe', { lesson: lesson.slug }).lesson;
      const attempts = attemptsOf(lesson);
      runQueries(ask, lesson, described, attempts);
      if (described.night) playNight(ask, lesson, described.night, attempts);
    }
    for (const kind of kinds) asked.add(kind);
  });
}

test('requests about no lesson do without it, too', async () => {
  const { ask, kinds } = asking(await Core.start(first));
  ask('engine.describe');
  ask('files.put', { area: 'attempt', path: 'a.sql' }, true, 'SELECT 1');
  ask('files.clear', { area: 'attempt' });
  ask('night.keys');
  for (const kind of kinds) asked.add(kind);
});

test('every request that does not wait was asked here', () => {
  assert.deepEqual(
    [...answeredByFirstPart].filter((kind) => !asked.has(kind)),
    [],
  );
});

test('what needs the second part says so without it, and is answered with it', async () => {
  const request = { schema: 'CREATE TABLE t (a INTEGER)', sql: 'SELECT a FROM t' };
  const core = await Core.start(first);
  assert.throws(() => core.call('lint.query', request), /only its second part can do/);
  const whole = await Core.start(first, second);
  assert.equal(whole.call('lint.query', request).reply.ok, true);
});
