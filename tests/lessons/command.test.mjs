// The command line: exit codes, and what it says when something is wrong.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { commandPath, root } from '../support/build.mjs';

const lesson = 'lessons/foundations/02-paid-revenue-by-month';
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightshift-'));
});
after(() => rmSync(folder, { recursive: true }));

function command(...words) {
  const { status, stdout, stderr } = spawnSync(commandPath, words, { cwd: root, encoding: 'utf8' });
  return { status, stdout, stderr };
}

function submission(files) {
  const place = mkdtempSync(join(folder, 'submission-'));
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(place, name), bytes);
  return place;
}

test('help teaches, and is no error', () => {
  const { status, stdout } = command('--help');
  assert.equal(status, 0);
  assert.match(stdout, /nightshift grade lessons\/foundations/);
  assert.match(stdout, /Exit codes: 0 passed/);
  assert.equal(command('grade', '--help').status, 0);
});

test('a call that makes no sense could not grade', () => {
  assert.equal(command().status, 2);
  assert.equal(command('grde').status, 2);
  assert.equal(command('grade', lesson).status, 2);
  assert.equal(command('grade', lesson, 'x', '--format', 'xml').status, 2);
});

test('a lesson, pack or submission that is not there could not grade, and says which', () => {
  const noLesson = command('grade', 'lessons/none', '.');
  assert.equal(noLesson.status, 2);
  assert.match(noLesson.stderr, /there is no lesson\.json in lessons\/none.*\[cli\.no_lesson\]/);
  const noSubmission = command('grade', lesson, join(folder, 'none'));
  assert.equal(noSubmission.status, 2);
  assert.match(noSubmission.stderr, /cannot be read.*\[cli\.unreadable\]/);
  const noPack = command('list', 'README.md');
  assert.equal(noPack.status, 2);
  assert.match(noPack.stderr, /archive\.not_sqlite/);
  const noSlug = command('grade', 'lessons/foundations#paid-revenue-by-munth', folder);
  assert.equal(noSlug.status, 2);
  assert.match(noSlug.stderr, /Did you mean "paid-revenue-by-month"\?/);
});

test('a lesson is also named by pack and slug, and a pack may be a file', () => {
  const pack = join(folder, 'foundations.nightshift');
  assert.equal(command('pack', 'lessons/foundations', '-o', pack).status, 0);
  const { status, stdout } = command(
    'grade',
    `${pack}#paid-revenue-by-month`,
    join(lesson, 'solution'),
  );
  assert.equal(status, 0, stdout);
  assert.match(command('list', pack).stdout, /paid-revenue-by-month {2}Paid revenue by month/);
});

test('hostile submissions are not passed, and the command survives', () => {
  const answers = {
    'NUL bytes': Buffer.from('SELECT 1\0'),
    'no UTF-8': Buffer.from([0xff, 0xfe, 0x00]),
    'a hundred megabytes': Buffer.alloc(100 * 1024 * 1024, 'x'),
    'another database': "ATTACH 'x.db' AS x",
    'a recursion without end':
      'WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT count(*) FROM r',
    'a thousand parentheses': `SELECT ${'('.repeat(1000)}1${')'.repeat(1000)}`,
  };
  for (const [name, bytes] of Object.entries(answers)) {
    const { status, stdout } = command('grade', lesson, submission({ 'revenue.sql': bytes }));
    assert.equal(status, 1, name);
    assert.match(stdout, /FAIL {2}Your query runs/, name);
  }
});

test('what a submission links to is not part of it', () => {
  const place = submission({});
  symlinkSync(join(root, lesson, 'solution/revenue.sql'), join(place, 'revenue.sql'));
  const { status, stdout } = command('grade', lesson, place);
  assert.equal(status, 1);
  assert.match(stdout, /not answered/);
});

test('a lesson without data has nothing to run on', () => {
  const quiz = 'lessons/foundations/01-two-kinds-of-database';
  const { status, stderr } = command('run', quiz, '--sql', 'SELECT 1');
  assert.equal(status, 2);
  assert.match(stderr, /\[cli\.no_data\]/);
});

test('a pack file that cannot be written says so', () => {
  const place = join(submission({ 'a-file': 'x' }), 'a-file', 'pack.nightshift');
  const { status, stderr } = command('pack', 'lessons/foundations', '-o', place);
  assert.equal(status, 2);
  assert.match(stderr, /\[cli\.unwritable\]/);
});

test('run shows rows, and points at errors', () => {
  const good = command('run', lesson, '--sql', 'SELECT count(*) AS orders FROM orders');
  assert.equal(good.status, 0);
  assert.match(good.stdout, /^orders\n {4}29\n/);
  const bad = command('run', lesson, '--sql', 'SELECT\n  ordr_id FROM orders');
  assert.equal(bad.status, 1);
  assert.match(bad.stderr, /^line 2, column 3: .*\[sql\.no_such_column\]/);
  assert.equal(command('run', lesson, '--sql', 'SELECT 1', '--dataset', 'none').status, 2);
});
