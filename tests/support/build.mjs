// Where the tests find what was built. Other trees can be named by environment variables; the module's second part lies beside
// the first.

import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const modulePath = process.env.NIGHTSHIFT_WASM ?? join(root, 'build/wasm/nightshift.wasm');
export const judgePath = modulePath.replace(/\.wasm$/, '.judge.wasm');
export const commandPath =
  process.env.NIGHTSHIFT_COMMAND ?? join(root, 'build/release/grader/cli/nightshift');
