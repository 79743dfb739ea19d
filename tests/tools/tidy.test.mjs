// Every rule trips on a sample, and leaves a control alone.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { cppLayers } from '../../tools/tidy/layers.mjs';
import { inspect, layerOf, repeatedTypes, rules } from '../../tools/tidy/rules.mjs';
import { codeOnly } from '../../tools/tidy/text.mjs';

const lines = (count) => '// A line.\n'.repeat(count);
const header = (body) => `// What it promises.\n#pragma once\n${body}`;
const word = 'TO' + 'DO';

// rule, path, a text that trips it, the line where it trips, a text that does not
const cases = [
  [
    'include-table',
    'engine/base/a.cc',
    'int a;\n#include "engine/json/json.h"\n',
    2,
    '#include "engine/base/b.h"\n',
  ],
  [
    'include-table',
    'engine/sql/a.cc',
    '#include "engine/sqlite/a.h"\n',
    1,
    '#include "engine/base/b.h"\n',
  ],
  [
    'include-table',
    'engine/session/a.cc',
    '#include "grader/check.h"\n',
    1,
    '#include "engine/lesson/b.h"\n',
  ],
  [
    'include-table',
    'grader/checks/a.cc',
    '#include "grader/abi/a.h"\n',
    1,
    '#include "grader/check.h"\n',
  ],
  [
    'include-table',
    'grader/cli/a.cc',
    '#include "engine/session/session.h"\n',
    1,
    '#include "grader/abi/nightshift.h"\n',
  ],
  [
    'include-table',
    'grader/cli/b.cc',
    '#include "grader/check.h"\n',
    1,
    '#include "grader/cli/b.h"\n',
  ],
  [
    'include-table',
    'engine/runtime/a.cc',
    '#include "engine/world/ledger.h"\n',
    1,
    '#include "engine/kernel/source.h"\n',
  ],
  [
    'hidden-header',
    'engine/warehouse/a.cc',
    '#include <sqlite3.h>\n',
    1,
    '// <sqlite3.h> is not ours.\n',
  ],
  [
    'hidden-header',
    'tests/unit/table/a.cc',
    '#include <nlohmann/json.hpp>\n',
    1,
    '#include <tl/expected.hpp>\n',
  ],
  ['header-opening', 'engine/base/a.h', '#pragma once\n', 1, header('')],
  ['header-opening', 'engine/base/b.h', '// Words.\nint a;\n', 1, header('')],
  ['file-length', 'engine/base/a.cc', lines(501), 501, lines(500)],
  ['file-length', 'web/src/view/a.ts', lines(501), 501, lines(500)],
  ['header-length', 'engine/base/a.h', header(lines(199)), 201, header(lines(198))],
  ['unfinished', 'engine/base/a.cc', `// ${word}: later\n`, 1, '// A to do list is a list.\n'],
  [
    'outside-world',
    'engine/base/a.cc',
    'auto n = std::chrono::system_clock::now();\n',
    1,
    'std::chrono::sys_days d;\n',
  ],
  [
    'outside-world',
    'engine/base/a.cc',
    'std::uniform_int_distribution<int> d;\n',
    1,
    'stream.below(6);\n',
  ],
  ['outside-world', 'grader/check.cc', 'std::printf("x");\n', 1, 'fmt::format("printf(");\n'],
  [
    'outside-world',
    'engine/base/a.cc',
    'auto t = time(nullptr);\n',
    1,
    'auto t = row.time(0); set_time(1);\n',
  ],
  ['outside-world', 'engine/base/a.cc', '#include <fstream>\n', 1, '#include <string>\n'],
  [
    'outside-world',
    'engine/base/a.cc',
    'const char* h = getenv("HOME");\n',
    1,
    '// getenv("HOME")\n',
  ],
  ['exceptions', 'engine/base/a.cc', '  throw Bad();\n', 1, '// Nothing here can throw it.\n'],
  ['exceptions', 'engine/base/a.cc', 'try {\n} catch (...) {\n}\n', 1, 'NIGHTSHIFT_TRY(a, b());\n'],
  [
    'import-layers',
    'web/src/core/a.ts',
    "import { a } from '../view/a';\n",
    1,
    "import { a } from './b';\n",
  ],
  [
    'import-layers',
    'web/src/state/a.ts',
    "import { a } from '../view/a';\n",
    1,
    "import { a } from '../core/b';\n",
  ],
  [
    'import-layers',
    'web/src/view/a.svelte',
    "import { a } from '../core/a';\n",
    1,
    "import type { A } from '../core/a';\n",
  ],
  ['import-layers', 'web/src/view/x/a.ts', "import '../../core/a';\n", 1, "import 'idb';\n"],
  ['default-export', 'web/src/view/a.ts', 'export default 1;\n', 1, 'export const a = 1;\n'],
  ['any', 'web/src/view/a.ts', 'let a: any;\n', 1, 'let a: unknown; // any at all\n'],
  ['any', 'web/src/view/a.ts', 'f(a as any);\n', 1, 'const any = (a: A) => a;\n'],
  ['any', 'web/src/view/a.ts', 'let a: Map<string, any>;\n', 1, "const a = ': any';\n"],
  ['raw-html', 'web/src/view/a.svelte', '<p>\n{@html text}\n', 2, '<p>{text}</p>\n'],
  [
    'lock-address',
    'web/package-lock.json',
    '{\n"resolved": "https://example.org/a.tgz"}',
    2,
    '{"version": "1.0.0"}',
  ],
];

for (const [rule, path, sample, line, control] of cases) {
  test(`${rule} in ${path}: ${sample.slice(0, 40).trim()}`, () => {
    const found = inspect(path, sample).filter((trouble) => trouble.rule === rule);
    assert.ok(found.length > 0, 'the sample passed');
    assert.equal(found[0].line, line);
    assert.ok(found[0].remedy.length > 0);
    assert.deepEqual(
      inspect(path, control).filter((trouble) => trouble.rule === rule),
      [],
    );
  });
}

test('every rule has a case', () => {
  const tried = new Set(cases.map(([rule]) => rule));
  assert.deepEqual(
    rules.map((rule) => rule.name).filter((name) => !tried.has(name)),
    [],
  );
});

test('a module that nobody put in the table is a finding', () => {
  const found = inspect('engine/novelty/a.cc', 'int a;\n');
  assert.match(found[0].message, /engine\/novelty is not in the table/);
});

test('a web folder that nobody put in the table is a finding', () => {
  assert.match(inspect('web/src/novelty/a.ts', '')[0].message, /not in the table/);
  assert.deepEqual(inspect('web/src/main.ts', "import { a } from './view/a';\n"), []);
});

test('the table has no cycle', () => {
  const visiting = new Set();
  const visit = (folder) => {
    assert.ok(!visiting.has(folder), `${folder} includes itself in the end`);
    visiting.add(folder);
    for (const below of cppLayers[folder]) visit(below);
    visiting.delete(folder);
  };
  for (const folder of Object.keys(cppLayers)) visit(folder);
});

test('the deepest folder counts', () => {
  assert.equal(layerOf('grader/cli/main.cc'), 'grader/cli');
  assert.equal(layerOf('grader/checks/rows.cc'), 'grader');
  assert.equal(layerOf('elsewhere/a.h'), undefined);
});

test('comments and texts are no code, and lines stay where they are', () => {
  assert.equal(codeOnly('a // b\nc'), 'a     \nc');
  assert.equal(codeOnly('"a\\"b" c'), '       c');
  assert.equal(codeOnly("int a = 1'000'000; rand();"), "int a = 1'000'000; rand();");
  assert.equal(codeOnly('/* a\nb */ c').split('\n').length, 2);
  assert.equal(codeOnly('R"x(rand())x" c').trim(), 'c');
});

test('no way of includes leads from the side of the learner to the truth', () => {
  const reached = (folder, seen = new Set()) => {
    for (const known of cppLayers[folder]) if (!seen.has(known)) reached(known, seen.add(known));
    return seen;
  };
  for (const folder of [
    'engine/observe',
    'engine/pipeline',
    'engine/runtime',
    'engine/warehouse',
  ]) {
    assert.ok(reached(folder).has('engine/base'), `${folder} reaches nothing: is it a folder?`);
    assert.ok(!reached(folder).has('engine/world'), `${folder} can see the truth`);
  }
});

test('a type has a name of its own', () => {
  const one = { path: 'engine/table/one.h', text: 'struct Violation {\n};\n' };
  const other = { path: 'grader/nights/other.h', text: '\nclass Violation final : Base {\n};\n' };
  assert.deepEqual(
    repeatedTypes([one, other]).map(({ path, line, rule }) => [path, line, rule]),
    [['grader/nights/other.h', 2, 'type-name']],
  );
  const fine = [
    { path: 'engine/table/two.h', text: 'struct Violation;\nstruct Warehouse::State {\n};\n' },
    { path: 'engine/table/two.cc', text: 'struct Violation {\n};\n' },
    {
      path: 'engine/table/three.h',
      text: 'struct Warehouse::Other {\n};\nclass Warehouse {\n};\n',
    },
  ];
  assert.deepEqual(repeatedTypes([one, ...fine]), []);
});
