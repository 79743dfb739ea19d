// Whole reports as people read them, compared with files kept here. A report changes only on purpose:
// UPDATE_REPORTS=1 node --test tests/reports/reports.test.mjs rewrites the files, and the difference is reviewed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { commandPath, root } from '../support/build.mjs';

const lesson = 'lessons/foundations/02-paid-revenue-by-month';
const quiz = 'lessons/foundations/01-two-kinds-of-database';
const night = 'lessons/foundations/03-the-2-am-rename';
const looks = 'lessons/foundations/04-fifteen-minutes';
const switches = 'lessons/foundations/07-found-nothing-said-nothing';

// What each kind of feedback looks like, and one that passes.
const submissions = [
  [lesson, 'solution', 0],
  [lesson, 'start', 1],
  [lesson, 'mistakes/revenue-all-statuses', 1],
  [lesson, 'mistakes/revenue-by-revenue', 1],
  [lesson, 'mistakes/revenue-constant-answer', 1],
  [lesson, 'mistakes/revenue-float-dollars', 1],
  [lesson, 'mistakes/revenue-syntax-error', 1],
  [lesson, 'mistakes/every-month-filter-in-where', 1],
  [lesson, 'mistakes/every-month-null-not-zero', 1],
  [quiz, 'mistakes/columns-read-no-month', 1],
  [night, 'solution', 0],
  [night, 'mistakes/diagnose-release', 1],
  [night, 'mistakes/repair-twice', 1],
  [night, 'mistakes/prevent-hard-coded', 1],
  [looks, 'solution', 0],
  [switches, 'mistakes/everything', 1],
];

for (const [folder, submission, exit] of submissions) {
  const name = `${folder.split('/').pop()}--${submission.replace('/', '--')}`;
  test(name, () => {
    const graded = spawnSync(commandPath, ['grade', folder, join(folder, submission)], {
      cwd: root,
      encoding: 'utf8',
    });
    assert.equal(graded.status, exit, graded.stderr);
    const golden = join(root, 'tests/reports', `${name}.golden`);
    if (process.env.UPDATE_REPORTS) writeFileSync(golden, graded.stdout);
    assert.ok(existsSync(golden), `${golden} is missing: run with UPDATE_REPORTS=1`);
    assert.equal(graded.stdout, readFileSync(golden, 'utf8'));
  });
}
