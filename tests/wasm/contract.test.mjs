// Every example of tests/contract/ through the module; the C++ tests send the same examples through the
// native door, so both give what is written there.
//
//   {"about": "why this example is here",
//    "calls": [{"request": {"kind": "files.put", ...}, "attachment": "text" or {"file": "lessons/..."},
//               "reply": {"kind": "files.put", "ok": true, "result": {...}}}]}
//
// The calls of an example go to one core, in order. `reply` names what must be there: objects may hold
// more members than it names, lists and plain values are equal.

import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { judgePath, modulePath, root } from '../support/build.mjs';
import { Core } from '../support/core.mjs';
import { mismatch } from '../support/mismatch.mjs';

const folder = join(root, 'tests/contract');
const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
const parts = [await readFile(modulePath), await readFile(judgePath)];

async function attachmentOf(call) {
  if (call.attachment === undefined) return new Uint8Array();
  if (typeof call.attachment === 'string') return new TextEncoder().encode(call.attachment);
  return readFile(join(root, call.attachment.file));
}

test('there are examples', () => assert.ok(names.length > 0));

for (const name of names) {
  test(name, async () => {
    const example = JSON.parse(await readFile(join(folder, name), 'utf8'));
    assert.ok(example.calls.length > 0, 'an example without calls proves nothing');
    const core = await Core.start(...parts);
    for (const call of example.calls) {
      const { kind, ...request } = call.request;
      const { reply } = core.call(kind, request, await attachmentOf(call));
      assert.equal(mismatch(call.reply, reply), null, JSON.stringify(reply, null, 2));
    }
  });
}
