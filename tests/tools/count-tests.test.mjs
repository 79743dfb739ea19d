import assert from 'node:assert/strict';
import { test } from 'node:test';

import { countTests } from '../../tools/lib/count-tests.mjs';

const logs = {
  'Catch2, all well': ['1: All tests passed (12 assertions in 3 test cases)\n', [3, 0, 0]],
  'Catch2, one case': ['All tests passed (1 assertion in 1 test case)\n', [1, 0, 0]],
  'Catch2, a failure': [
    'test cases:  5 |  4 passed | 1 failed\nassertions: 20 | 19 passed | 1 failed\n',
    [4, 1, 0],
  ],
  'Catch2, all failed': ['2: test cases: 2 | 2 failed\n2: assertions: 2 | 2 failed\n', [0, 2, 0]],
  'Catch2, a crash': [
    '1: All tests passed (1 assertion in 1 test case)\n50% tests passed, 1 tests failed out of 2\n',
    [1, 1, 0],
  ],
  'Catch2, a failure that ctest tells again': [
    '1: test cases: 5 | 4 passed | 1 failed\n0% tests passed, 1 tests failed out of 1\n',
    [4, 1, 0],
  ],
  'Catch2, no tests': ['No tests ran\n', [0, 0, 0]],
  'node, spec': [
    'ℹ tests 4\nℹ pass 2\nℹ fail 1\nℹ cancelled 0\nℹ skipped 1\nℹ todo 0\n',
    [2, 1, 1],
  ],
  'node, TAP': ['# tests 3\n# pass 2\n# fail 0\n# cancelled 1\n# skipped 0\n', [2, 1, 0]],
  'node, twice': ['ℹ pass 2\nℹ fail 0\nℹ pass 3\nℹ fail 1\n', [5, 1, 0]],
  vitest: [
    ' Test Files  1 failed | 2 passed (3)\n      Tests  1 failed | 12 passed | 2 skipped (15)\n',
    [12, 1, 2],
  ],
  'vitest in colour': [
    '\u001b[2m      Tests \u001b[22m \u001b[32m3 passed\u001b[39m (3)\n',
    [3, 0, 0],
  ],
  Playwright: [
    '  1 failed\n    [chromium] › a.spec.ts\n  1 flaky\n  2 skipped\n  7 passed (12.3s)\n',
    [8, 1, 2],
  ],
  'nothing at all': ['Building...\nDone, 3 passed by.\n', [0, 0, 0]],
};

for (const [name, [log, expected]] of Object.entries(logs)) {
  test(name, () => assert.deepEqual(countTests(log), expected));
}
