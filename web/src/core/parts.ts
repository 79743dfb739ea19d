// The module comes in two parts (docs/decisions/0012-the-module-in-two-parts.md): the first opens lessons, runs queries and
// plays nights; the second judges, explores and exports. What is asked of the second waits until it is there.

/** Requests that the first part answers by itself; tests/wasm/parts.test.mjs proves it. */
export const answeredByFirstPart: ReadonlySet<string> = new Set([
  'engine.describe',
  'files.put',
  'files.clear',
  'pack.open',
  'lesson.describe',
  'query.run',
  'night.play',
  'night.query',
  'night.tables',
  'night.check',
  'night.keys',
]);

/** The names between the parts: of the second in the first's imports, and of the first in the second's. */
export const secondPart = 'judge';
export const firstPart = 'core';
