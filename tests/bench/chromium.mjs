// Starts in Chromium: a fresh profile and an empty cache for each, from navigation to the first row.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { join } from 'node:path';

import { modulePath, root } from '../support/build.mjs';
import { sqljsFile } from './sqljs.mjs';

const nightshiftPage = `<!doctype html><script type="importmap">
{"imports": {"node:fs/promises": "./no-files.mjs"}}</script><script type="module">
import { Core } from './support/core.mjs';
import { benchPack, openPack, runQuery } from './bench/orders.mjs';
const core = await Core.startModule(await WebAssembly.compileStreaming(fetch('nightshift.wasm')));
openPack(core, benchPack());
if (runQuery(core, 'one', 'select 1').columns[0].cells[0] === '1') window.firstRow = performance.now();
</script>`;

const sqljsPage = `<!doctype html><script src="sql-wasm.js"></script><script type="module">
const SQL = await initSqlJs({ locateFile: (name) => name });
const database = new SQL.Database();
if (database.exec('select 1')[0].values[0][0] === 1) window.firstRow = performance.now();
</script>`;

const html = 'text/html';
const script = 'text/javascript';
const wasm = 'application/wasm';
const files = {
  '/nightshift.html': [html, () => nightshiftPage],
  '/sqljs.html': [html, () => sqljsPage],
  '/no-files.mjs': [script, () => 'export const readFile = undefined;'],
  '/support/core.mjs': [script, () => readFileSync(join(root, 'tests/support/core.mjs'))],
  '/bench/orders.mjs': [script, () => readFileSync(join(root, 'tests/bench/orders.mjs'))],
  '/nightshift.wasm': [wasm, () => readFileSync(modulePath)],
  '/sql-wasm.js': [script, () => readFileSync(sqljsFile('sql-wasm-browser.js'))],
  '/sql-wasm-browser.wasm': [wasm, () => readFileSync(sqljsFile('sql-wasm-browser.wasm'))],
};

function serve() {
  const server = createServer((request, response) => {
    const file = files[request.url];
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': file[0], 'cache-control': 'no-store' });
    response.end(file[1]());
  });
  return new Promise((ready) => server.listen(0, '127.0.0.1', () => ready(server)));
}

/** Milliseconds to the first row: {nightshift: [...], sqljs: [...]}, one each per round. */
export async function chromiumStarts(rounds) {
  const { chromium } = createRequire(join(root, 'web/package.json'))('@playwright/test');
  const server = await serve();
  const address = `http://127.0.0.1:${server.address().port}`;
  const times = { nightshift: [], sqljs: [] };
  for (let round = 0; round < rounds; round++) {
    for (const name of Object.keys(times)) {
      const browser = await chromium.launch({
        executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
      });
      const page = await browser.newPage();
      await page.goto(`${address}/${name}.html`);
      await page.waitForFunction(() => window.firstRow !== undefined);
      times[name].push(await page.evaluate(() => window.firstRow));
      await browser.close();
    }
  }
  server.close();
  return times;
}
