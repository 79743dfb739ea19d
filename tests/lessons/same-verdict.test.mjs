// The same verdict twice: for every lesson, the start, the solution and every mistake are graded by the
// native command on the author's folder and by the wasm module on the learner's pack, which holds no
// solution. The two reports are equal byte for byte.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { commandPath, modulePath, root } from '../support/build.mjs';
import { Core } from '../support/core.mjs';
import { attemptsOf, filesOf, firstDifference, lessonsOf, packsOf } from '../support/lessons.mjs';

const folder = mkdtempSync(join(tmpdir(), 'nightshift-'));
after(() => rmSync(folder, { recursive: true }));

const exitCodes = { passed: 0, failed: 1, not_gradable: 1, not_answered: 1 };

function command(...args) {
  const run = spawnSync(commandPath, args, { maxBuffer: 1 << 28 });
  assert.equal(run.error, undefined, `${commandPath} did not start; was the release preset built?`);
  return run;
}

async function coreWithPack(pack) {
  const file = join(folder, `${pack.name}.nightshift`);
  const packed = command('pack', pack.folder, '-o', file, '--audience', 'learner');
  assert.equal(packed.status, 0, packed.stderr.toString());
  const core = await Core.load(modulePath);
  const { reply } = core.call('pack.open', {}, readFileSync(file));
  assert.equal(reply.ok, true, JSON.stringify(reply));
  return core;
}

const packs = packsOf(root);

test('there are packs', () => assert.ok(packs.length > 0));

for (const pack of packs) {
  test(pack.name, async (t) => {
    const core = await coreWithPack(pack);
    const lessons = lessonsOf(pack);
    assert.ok(lessons.length > 0, 'a pack without lessons proves nothing');
    for (const lesson of lessons) {
      for (const attempt of attemptsOf(lesson)) {
        await t.test(`${lesson.name}/${attempt.name}`, () => {
          const step = attempt.step === undefined ? [] : ['--step', attempt.step];
          const native = command(
            'grade',
            lesson.folder,
            attempt.folder,
            ...step,
            '--format',
            'json',
          );
          const { reply, attachment } = core.call('attempt.grade', {
            lesson: lesson.slug,
            step: attempt.step,
            files: filesOf(attempt),
            format: 'json',
          });
          assert.equal(reply.ok, true, JSON.stringify(reply));
          const difference = firstDifference(
            native.stdout.toString(),
            Buffer.from(attachment).toString(),
          );
          assert.equal(difference, null, 'the command and the module differ');
          assert.equal(native.status, exitCodes[reply.result.status], native.stderr.toString());
        });
      }
    }
    core.close();
  });
}
