import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';

import { zipOf } from '../../../src/state/night/zip';

const decoder = new TextDecoder();

/** Reads an archive as an unpacker does: from its end to the directory, and from there to the files. */
function unzip(bytes: Uint8Array<ArrayBuffer>): Record<string, string> {
  const view = new DataView(bytes.buffer);
  const end = bytes.length - 22;
  expect(view.getUint32(end, true)).toBe(0x06054b50);
  const found: Record<string, string> = {};
  let entry = view.getUint32(end + 16, true);
  for (let i = 0; i < view.getUint16(end + 10, true); i++) {
    expect(view.getUint32(entry, true)).toBe(0x02014b50);
    const size = view.getUint32(entry + 24, true);
    const nameSize = view.getUint16(entry + 28, true);
    const name = decoder.decode(bytes.slice(entry + 46, entry + 46 + nameSize));
    const file = view.getUint32(entry + 42, true);
    expect(view.getUint32(file, true)).toBe(0x04034b50);
    const from = file + 30 + nameSize;
    const content = bytes.slice(from, from + size);
    expect(view.getUint32(entry + 16, true)).toBe(crc32(content));
    found[name] = decoder.decode(content);
    entry += 46 + nameSize;
  }
  expect(entry).toBe(end);
  return found;
}

test('what was put in comes out', () => {
  const files = { 'a/b.sql': 'select 1\n', leer: '', 'mondé/🌙.txt': 'ü'.repeat(70_000) };
  expect(unzip(zipOf(files))).toEqual(files);
  expect(unzip(zipOf({}))).toEqual({});
});

test('the same files give the same bytes', () => {
  expect(zipOf({ a: 'x' })).toEqual(zipOf({ a: 'x' }));
});
