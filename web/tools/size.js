// Fails when a part of the built app weighs more than its budget. Sizes are brotli's, in kB of 1024
// bytes, each chunk on its own.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const dist = process.env['NIGHTSHIFT_DIST'] ?? new URL('../dist', import.meta.url).pathname;

/**
 * The first pattern that fits names the part; what fits none belongs to the shell, so that a new
 * chunk is noticed. Budgets stand a little above what was measured: growing one is a decision.
 */
const budgets = [
  { part: 'core and packs', files: /\.(wasm|nightshift)$/, kB: Infinity },
  { part: 'offline', files: /^(sw|assets\/workbox.*)\.js$/, kB: 7.5 },
  { part: 'worker', files: /^assets\/worker-.*\.js$/, kB: 1 },
  { part: 'editor', files: /^assets\/(editor|highlight)-.*\.js$/, kB: 117 },
  { part: 'markdown', files: /^assets\/markdown-.*\.js$/, kB: 14 },
  {
    part: 'long results',
    files: /^assets\/(Grid|grid-window\.svelte)-.*\.(js|css)$/,
    kB: 12,
  },
  // What several kinds of steps share stands in chunks of its own: "Splitter", "RunningNote", ...
  {
    part: 'lesson screens',
    files:
      /^assets\/(LessonScreen|QueryStep|Splitter|RunningNote|Markdown|HistoryDialog|feedback|lint)-.*\.(js|css)$/,
    kB: 34.5,
  },
  // Where an answer is wrong: only a failing check that judges on any data loads this.
  {
    part: 'smallest inputs',
    files: /^assets\/(SmallestInput|SmallTable)-.*\.(js|css)$/,
    kB: 5,
  },
  // Options that can be run, and switches: only lessons that have them load this.
  {
    part: 'runs',
    files: /^assets\/(SwitchesStep|OptionRuns|RunLegend)-.*\.(js|css)$/,
    kB: 11,
  },
  // "lanes" is what the timelines of the night and of runs share.
  { part: 'incident screen', files: /^assets\/(NightStep|lanes)-.*\.(js|css)$/, kB: 52 },
  { part: 'export of a night', files: /^assets\/ExportDialog-.*\.(js|css)$/, kB: 2 },
  {
    part: 'other screens',
    files: /^assets\/(ProgressScreen|(Help|Palette|Settings)?Dialog|time)-.*\.(js|css)$/,
    kB: 8.5,
  },
  { part: 'svelte', files: /^assets\/svelte-.*\.js$/, kB: 17.5 },
  { part: 'shell', files: /./, kB: 20 },
];
const totalBudget = 294;

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? files(path) : [path];
  });
}

const parts = budgets.map((budget) => ({ ...budget, brotli: 0, gzip: 0, count: 0 }));
for (const path of files(dist)) {
  const name = relative(dist, path);
  const part = parts.find((candidate) => candidate.files.test(name));
  const bytes = readFileSync(path);
  part.brotli += brotliCompressSync(bytes).length / 1024;
  part.gzip += gzipSync(bytes, { level: 9 }).length / 1024;
  part.count += 1;
}

const app = parts.filter(({ kB }) => kB !== Infinity);
const total = app.reduce((sum, { brotli }) => sum + brotli, 0);
const over = app.filter(({ brotli, kB }) => brotli > kB);
const format = (kB) => kB.toFixed(1).padStart(8);

console.log('part                files  brotli kB    gzip kB   budget');
for (const { part, count, brotli, gzip, kB } of parts) {
  const budget = kB === Infinity ? '       -' : format(kB);
  console.log(
    `${part.padEnd(18)} ${String(count).padStart(6)}  ${format(brotli)}   ${format(gzip)} ${budget}`,
  );
}
console.log(`${'app in all'.padEnd(25)}  ${format(total)}            ${format(totalBudget)}`);

for (const { part } of over) console.error(`Over budget: ${part}.`);
if (total > totalBudget) console.error('Over budget: the app in all.');
process.exitCode = over.length > 0 || total > totalBudget ? 1 : 0;
