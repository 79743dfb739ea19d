#!/usr/bin/env node
// Looks for what compilers do not see: who includes whom, how long files are, what must not be used where.
//
//   node tools/tidy.mjs            all our files
//   node tools/tidy.mjs FILE...    these files

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

import { inspect, repeatedTypes } from './tidy/rules.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const ours = ['cmake', 'engine', 'grader', 'tests', 'third_party', 'tools', 'web'];
const skipped = new Set(['node_modules', 'dist', 'build', 'test-results', 'playwright-report']);

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !skipped.has(entry.name) && !entry.name.startsWith('.'))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? filesUnder(path) : entry.isFile() ? [path] : [];
    });
}

const named = process.argv.slice(2);
const paths = named.length > 0 ? named : ours.flatMap((folder) => filesUnder(join(root, folder)));
const files = paths.sort().map((path) => ({
  path: relative(root, path).split(sep).join('/'),
  text: readFileSync(path, 'utf8'),
}));
const troubles = [
  ...files.flatMap(({ path, text }) => inspect(path, text)),
  ...repeatedTypes(files),
];

for (const { path, line, rule, message, remedy } of troubles) {
  console.log(`${path}:${line}: ${rule}: ${message}. ${remedy}`);
}
console.log(`${paths.length} files, ${troubles.length} findings`);
process.exitCode = troubles.length > 0 ? 1 : 0;
