// The same nights twice: worlds drawn from seeds are played by the native command and by the module. The
// digests of their traces are equal, line by line of what happened, and so are the verdicts.
//
//   NIGHTSHIFT_WORLDS=200 node --test tests/lessons/same-nights.test.mjs     as many as one likes
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { commandPath, modulePath, root } from '../support/build.mjs';
import { Core } from '../support/core.mjs';
import { filesOf, lessonsOf, packsOf } from '../support/lessons.mjs';

const worlds = Number(process.env.NIGHTSHIFT_WORLDS ?? 30);
const inOneRequest = 100;
const folder = mkdtempSync(join(tmpdir(), 'nightshift-'));
after(() => rmSync(folder, { recursive: true }));

function command(...words) {
  const run = spawnSync(commandPath, words, { encoding: 'utf8', maxBuffer: 1 << 28 });
  assert.equal(run.error, undefined, `${commandPath} did not start; was the release preset built?`);
  return run;
}

/** What the command wrote of each world, in the order of their seeds. */
function playedNatively(lesson, submission) {
  const file = join(folder, `${lesson.name}.ndjson`);
  command('nights', lesson.folder, submission, '--worlds', `${worlds}`, '--resume', file);
  const lines = readFileSync(file, 'utf8').trim().split('\n');
  return lines
    .map((line) => JSON.parse(line))
    .filter((line) => line.digest !== undefined)
    .sort((one, other) => one.seed - other.seed);
}

async function playedByModule(pack, lesson, submission) {
  const file = join(folder, `${pack.name}.nightshift`);
  assert.equal(command('pack', pack.folder, '-o', file, '--audience', 'learner').status, 0);
  const core = await Core.load(modulePath);
  assert.equal(core.call('pack.open', {}, readFileSync(file)).reply.ok, true);
  const files = filesOf({ folder: submission });
  const played = [];
  while (played.length < worlds) {
    const { reply } = core.call('night.explore', {
      lesson: lesson.slug,
      seed: 1 + played.length,
      worlds: Math.min(inOneRequest, worlds - played.length),
      files,
    });
    assert.equal(reply.ok, true, JSON.stringify(reply));
    played.push(...reply.result.worlds);
  }
  core.close();
  return played;
}

/** Worlds are drawn around the hidden ones of a lesson; some lessons have none. */
function hasHiddenWorlds({ folder }) {
  return readFileSync(join(folder, 'lesson.json'), 'utf8').includes('"worlds": [');
}

const withNights = packsOf(root).flatMap((pack) =>
  lessonsOf(pack)
    .filter(hasHiddenWorlds)
    .map((lesson) => ({ pack, lesson })),
);

test('there are lessons with nights', () => assert.ok(withNights.length > 0));

for (const { pack, lesson } of withNights) {
  test(`${lesson.name}: ${worlds} worlds`, async () => {
    const submission = join(lesson.folder, 'solution');
    const native = playedNatively(lesson, submission);
    const module = await playedByModule(pack, lesson, submission);
    assert.equal(native.length, worlds);
    for (const [index, world] of native.entries()) assert.deepEqual(world, module[index]);
    assert.ok(new Set(native.map(({ digest }) => digest)).size > worlds / 2, 'the nights differ');
  });
}
