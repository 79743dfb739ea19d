// The module is closed: what is not among its imports it cannot do. Its two parts ask for each other and for nothing else, so it
// knows no clock, no chance and no file. module.json lists what goes in and out; versions of Emscripten differ in
// the exports that their linker adds, and those are listed apart.

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';

import { Core, CoreStopped } from '../support/core.mjs';
import { judgePath, modulePath } from '../support/build.mjs';

const bytes = await readFile(modulePath);
const module = await WebAssembly.compile(bytes);
const judgeBytes = await readFile(judgePath);
const judge = await WebAssembly.compile(judgeBytes);
const listed = JSON.parse(await readFile(new URL('module.json', import.meta.url), 'utf8'));

/** Where the two lists differ: names that are new, and names that are gone. */
function difference(actual, expected, tolerated = []) {
  return {
    unlisted: actual.filter((name) => !expected.includes(name) && !tolerated.includes(name)).sort(),
    missing: expected.filter((name) => !actual.includes(name)).sort(),
  };
}

const nothing = { unlisted: [], missing: [] };

/** What a module imports from elsewhere than its other part. */
const strange = (module, otherPart) =>
  WebAssembly.Module.imports(module)
    .filter(({ module: space }) => !otherPart.includes(space))
    .map(({ module: space, name }) => `${space}.${name}`);

test('the first part imports functions of the second, and nothing else', () => {
  assert.deepEqual(strange(module, listed.imports_of_the_first_part_from), []);
  const imports = WebAssembly.Module.imports(module);
  assert.ok(imports.length > 0, 'a module that needs no second part is not the first one');
  assert.ok(imports.every(({ kind }) => kind === 'function'));
});

test('the second part imports what the first exports, and nothing else', () => {
  assert.deepEqual(strange(judge, listed.imports_of_the_second_part_from), []);
  const exported = WebAssembly.Module.exports(module).map(({ name, kind }) => `${kind} ${name}`);
  const imported = WebAssembly.Module.imports(judge).map(({ name, kind }) => `${kind} ${name}`);
  assert.deepEqual(difference(imported, [], exported).unlisted, []);
  assert.ok(imported.includes('memory memory'));
});

test('the module exports what is listed, and to its second part', () => {
  const names = WebAssembly.Module.exports(module).map(({ name }) => name);
  const forHosts = names.filter((name) => !name.startsWith('%'));
  assert.deepEqual(difference(forHosts, listed.exports, listed.exports_of_the_linker), nothing);
  assert.deepEqual(WebAssembly.Module.exports(judge), []);
});

test('no part holds the names of its functions', () => {
  for (const part of [module, judge]) {
    assert.deepEqual(WebAssembly.Module.customSections(part, 'name'), []);
  }
});

for (const [name, part] of Object.entries({
  'nightshift.wasm': bytes,
  'nightshift.judge.wasm': judgeBytes,
})) {
  test(`${name} is no larger to load than is listed`, () => {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 24 };
    const size = brotliCompressSync(part, { params }).length;
    assert.ok(size <= listed.brotli_bytes_max[name], `${size} bytes`);
  });
}

test('an import that nobody listed would be seen', async () => {
  // A module of eight bytes and one import section: the function "time" of "env".
  const wanting = new Uint8Array([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 2, 12, 1, 3, 101, 110, 118, 4, 116, 105, 109,
    101, 0, 0,
  ]);
  const names = strange(await WebAssembly.compile(wanting), listed.imports_of_the_first_part_from);
  assert.deepEqual(names, ['env.time']);
});

test('no path of the building machine is in the module', () => {
  const text = Buffer.concat([bytes, judgeBytes]).toString('latin1');
  for (const folder of [process.cwd(), process.env.HOME ?? '/root']) {
    assert.ok(folder === '/' || !text.includes(`${folder}/`), `${folder} is in the module`);
  }
});

test('a core answers, and two cores know nothing of each other', async () => {
  const core = await Core.start(bytes);
  const { reply } = core.call('engine.describe');
  assert.equal(reply.ok, true, JSON.stringify(reply));
  const other = await Core.start(bytes);
  core.call('files.put', { area: 'attempt', path: 'a.sql' }, 'SELECT 1');
  const { reply: theirs } = other.call('files.put', { area: 'attempt', path: 'b.sql' }, 'SELECT 2');
  assert.equal(theirs.result.files, 1);
  core.close();
  other.close();
});

test('nonsense gets a reply', async () => {
  const core = await Core.start(bytes);
  const nonsense = [
    new Uint8Array(),
    new Uint8Array([0]),
    new Uint8Array([0xff, 0xfe, 0x80]),
    new TextEncoder().encode('{"kind"'),
    new TextEncoder().encode('[]'),
    new TextEncoder().encode('"text"'),
    new TextEncoder().encode('{"kind":"no.such.kind"}'),
    new TextEncoder().encode('['.repeat(1_000_000)),
    new TextEncoder().encode('{"kind":'.repeat(200_000)),
  ];
  for (const request of nonsense) {
    const { replyBytes } = core.callBytes(request);
    const reply = JSON.parse(new TextDecoder().decode(replyBytes));
    assert.equal(reply.ok, false);
    assert.ok(reply.errors.length > 0);
  }
  assert.equal(core.call('engine.describe').reply.ok, true);
});

test('a large attachment makes the memory grow, and the reply is still read right', async () => {
  const core = await Core.start(bytes);
  const large = new Uint8Array(64 * 1024 * 1024).fill(32);
  const { reply } = core.call('files.put', { area: 'attempt', path: 'large.sql' }, large);
  assert.equal(typeof reply.ok, 'boolean');
  assert.equal(core.call('engine.describe').reply.ok, true);
});

test('a core that stops says so with its last words', () => {
  const memory = new WebAssembly.Memory({ initial: 1 });
  new Uint8Array(memory.buffer).set(new TextEncoder().encode('broken invariant: a < b\0'), 16);
  const broken = {
    memory,
    nightshift_create: () => 1,
    nightshift_alloc: () => 64,
    nightshift_call: () => {
      throw new WebAssembly.RuntimeError('unreachable');
    },
    nightshift_last_words: () => 16,
  };
  const core = new Core(broken);
  assert.throws(
    () => core.call('engine.describe'),
    (error) => {
      assert.ok(error instanceof CoreStopped);
      assert.equal(error.lastWords, 'broken invariant: a < b');
      return true;
    },
  );
});
