#!/usr/bin/env node
// Adds up what the test programs of one log say about themselves: prints "passed failed skipped".
//
//   node tools/lib/count-tests.mjs build/check/debug.log

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const sum = (text, pattern) =>
  [...text.matchAll(pattern)].reduce((total, found) => total + Number(found[1]), 0);

// Each takes the log's text and gives [passed, failed, skipped]; a log may hold several kinds.
const counters = {
  // All tests passed (12 assertions in 3 test cases)
  // test cases: 5 | 4 passed | 1 failed
  catch2(text) {
    const failed = sum(text, /^(?:\d+: )?test cases:.*\| +(\d+) failed(?!\S)/gm);
    const passed =
      sum(text, /\bin (\d+) test cases?\)$/gm) +
      sum(text, /^(?:\d+: )?test cases:.*?\| +(\d+) passed/gm);
    return [passed, Math.max(failed, programsThatFailed(text)), 0];
  },
  // ℹ pass 3    (or "# pass 3" in TAP)
  node(text) {
    const count = (name) => sum(text, new RegExp(`^(?:ℹ|#) ${name} (\\d+)$`, 'gm'));
    return [count('pass'), count('fail') + count('cancelled'), count('skipped') + count('todo')];
  },
  //       Tests  1 failed | 12 passed | 1 skipped (14)
  vitest(text) {
    const lines = [...text.matchAll(/^\s+Tests\s.*\(\d+\)$/gm)].map((found) => found[0]).join('\n');
    return [
      sum(lines, /(\d+) passed/g),
      sum(lines, /(\d+) failed/g),
      sum(lines, /(\d+) (?:skipped|todo)/g),
    ];
  },
  //   3 passed (5.0s)
  playwright(text) {
    return [
      sum(text, /^ {2}(\d+) passed \([^)]*\)$/gm) + sum(text, /^ {2}(\d+) flaky$/gm),
      sum(text, /^ {2}(\d+) (?:failed|interrupted|did not run)$/gm),
      sum(text, /^ {2}(\d+) skipped$/gm),
    ];
  },
};

/** A program that crashed says nothing at its end; ctest says it: "1/9 Test #1: base ....***Exception". */
function programsThatFailed(text) {
  return sum(text, /^\d+% tests passed, (\d+) tests failed out of \d+$/gm);
}

// Colours would hide the lines' beginnings.
const plain = (text) => text.replace(/\u001b\[[0-9;]*m/g, '');

/** What the log's programs passed, failed and skipped, together. */
export function countTests(log) {
  const counts = Object.values(counters).map((count) => count(plain(log)));
  return [0, 1, 2].map((column) => counts.reduce((total, count) => total + count[column], 0));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(countTests(readFileSync(process.argv[2], 'utf8')).join(' '));
}
