// The same for sql.js.
import { readFileSync } from 'node:fs';

import initSqlJs from 'sql.js';

import { sqljsFile } from './sqljs.mjs';

const wasmBinary = readFileSync(sqljsFile('sql-wasm.wasm'));
const start = performance.now();
const SQL = await initSqlJs({ wasmBinary });
const database = new SQL.Database();
if (database.exec('select 1')[0].values[0][0] !== 1) throw new Error('no 1');
console.log(performance.now() - start);
