// Measures Nightshift beside sql.js and prints ratios. See README.md.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import initSqlJs from 'sql.js';

import { judgePath, modulePath } from '../support/build.mjs';
import { Core } from '../support/core.mjs';
import { chromiumStarts } from './chromium.mjs';
import { benchPack, openPack, ordersCsv, paidRevenueByMonth, runQuery } from './orders.mjs';
import { loadOrders, sqljsFile } from './sqljs.mjs';

const rows = Number(process.env.BENCH_ROWS ?? 1_000_000);
const rounds = Number(process.env.BENCH_ROUNDS ?? 7);

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function timed(work) {
  const start = performance.now();
  const result = work();
  return { ms: performance.now() - start, result };
}

function print(figure, ours, theirs, unit) {
  const digits = unit === 'kB' ? 0 : 1;
  const cell = (value) => `${value.toFixed(digits)} ${unit}`.padStart(14);
  const ratio = (ours / theirs).toFixed(2).padStart(8);
  console.log(`${figure.padEnd(28)}${cell(ours)}${cell(theirs)}${ratio}`);
}

function sizes() {
  const ours = readFileSync(modulePath);
  const theirs = Buffer.concat([
    readFileSync(sqljsFile('sql-wasm-browser.wasm')),
    readFileSync(sqljsFile('sql-wasm-browser.js')),
  ]);
  const second = readFileSync(judgePath);
  const brotli = (bytes) =>
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
  const kB = (bytes) => bytes / 1024;
  print('size, raw', kB(ours.length), kB(theirs.length), 'kB');
  print(
    'size, gzip',
    kB(gzipSync(ours, { level: 9 }).length),
    kB(gzipSync(theirs, { level: 9 }).length),
    'kB',
  );
  print('size, brotli', kB(brotli(ours)), kB(brotli(theirs)), 'kB');
  print('size, brotli, with judge', kB(brotli(ours) + brotli(second)), kB(brotli(theirs)), 'kB');
}

function startsInNode() {
  const once = (name) =>
    Number(execFileSync(process.execPath, [fileURLToPath(new URL(name, import.meta.url))]));
  const ours = [];
  const theirs = [];
  for (let round = 0; round < rounds * 2; round++) {
    ours.push(once('start-nightshift.mjs'));
    theirs.push(once('start-sqljs.mjs'));
  }
  print('start in Node', median(ours), median(theirs), 'ms');
}

async function loadAndQuery() {
  const csv = ordersCsv(rows);
  const files = benchPack(csv);
  const bytes = readFileSync(modulePath);
  const SQL = await initSqlJs({ wasmBinary: readFileSync(sqljsFile('sql-wasm.wasm')) });
  const load = { ours: [], theirs: [] };
  const query = { ours: [], theirs: [] };
  const queries = 5;
  for (let round = 0; round < Math.ceil(rounds / 2); round++) {
    const core = await Core.start(bytes);
    openPack(core, files);
    load.ours.push(timed(() => runQuery(core, 'million', 'select 1')).ms);
    const loaded = timed(() => loadOrders(SQL, csv));
    load.theirs.push(loaded.ms);
    for (let i = 0; i < queries; i++) {
      const mine = timed(() => runQuery(core, 'million', paidRevenueByMonth));
      const yours = timed(() => loaded.result.exec(paidRevenueByMonth));
      query.ours.push(mine.ms);
      query.theirs.push(yours.ms);
      checkEqual(mine.result, yours.result[0].values);
    }
    loaded.result.close();
  }
  print(`load ${rows.toLocaleString('en')} orders`, median(load.ours), median(load.theirs), 'ms');
  print('paid revenue by month', median(query.ours), median(query.theirs), 'ms');
}

// A benchmark of two different answers would measure nothing.
function checkEqual(outcome, values) {
  const ours = outcome.columns.map((column) => column.cells);
  const same = values.every((row, i) => row.every((cell, j) => String(cell) === ours[j][i]));
  if (!same || values.length !== outcome.rows) throw new Error('the two results differ');
}

console.log(
  `${''.padEnd(28)}${'Nightshift'.padStart(14)}${'sql.js'.padStart(14)}${'ratio'.padStart(8)}`,
);
sizes();
startsInNode();
const starts = await chromiumStarts(rounds);
print('start in Chromium', median(starts.nightshift), median(starts.sqljs), 'ms');
await loadAndQuery();
