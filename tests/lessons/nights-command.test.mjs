// `nightshift nights`: exit codes, the table, going on after an interruption, several processes.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { commandPath, root } from '../support/build.mjs';

const lesson = 'lessons/foundations/03-the-2-am-rename';
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightshift-'));
});
after(() => rmSync(folder, { recursive: true }));

function nights(...words) {
  const { status, stdout, stderr } = spawnSync(commandPath, ['nights', ...words], {
    cwd: root,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

// The start files with nothing done: the rename in the night hits them in every world that has one.
function nothingDone() {
  const place = mkdtempSync(join(folder, 'submission-'));
  writeFileSync(join(place, 'night.json'), '{"script": []}');
  return place;
}

test('an answer that fails names the first seed, and the seed replays', () => {
  const submission = nothingDone();
  const { status, stdout } = nights(lesson, submission, '--worlds', '4');
  assert.equal(status, 1);
  assert.match(stdout, /^check +pass +fail +unknown +not asked$/m);
  const [, seed] = stdout.match(/--worlds 1 --seed (\d+)$/m);
  const again = nights(lesson, submission, '--worlds', '1', '--seed', seed);
  assert.equal(again.status, 1);
  assert.equal(again.stdout.split('The first world')[1], stdout.split('The first world')[1]);
});

test('any number of processes, and any interruption, give the same table', () => {
  const submission = nothingDone();
  const once = nights(lesson, submission, '--worlds', '6');
  const file = join(folder, 'done.ndjson');
  nights(lesson, submission, '--worlds', '3', '--resume', file);
  const lines = readFileSync(file, 'utf8');
  writeFileSync(file, lines.slice(0, -20)); // as if it had been stopped while writing
  const resumed = nights(lesson, submission, '--worlds', '6', '--jobs', '2', '--resume', file);
  assert.equal(resumed.stdout, once.stdout);
  assert.equal(readFileSync(file, 'utf8').split('\n').length, 8); // whose it is, six worlds, the end
});

test('what cannot be explored is no verdict', () => {
  const submission = nothingDone();
  const none = nights('lessons/foundations/02-paid-revenue-by-month', submission);
  assert.equal(none.status, 2);
  assert.match(none.stderr, /\[request\.no_night\]/);
  const file = join(folder, 'diary.txt');
  writeFileSync(file, 'Dear diary,\n');
  const refused = nights(lesson, submission, '--resume', file);
  assert.equal(refused.status, 2);
  assert.match(refused.stderr, /\[cli\.resume\]/);
  writeFileSync(join(submission, 'night.json'), '{');
  const unreadable = nights(lesson, submission, '--worlds', '1');
  assert.equal(unreadable.status, 1);
  assert.match(unreadable.stderr, /\[json\.syntax\]/);
});
