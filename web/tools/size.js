// Fails when a part of the built app weighs more than its budget. Sizes are brotli's, in kB of 1024
// bytes, each chunk on its own.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const dist = new URL('../dist', import.meta.url).pathname;

/** The first pattern that fits names the part. */
const budgets = [
  { part: 'core and packs', files: /\.(wasm|nightshift)$/, kB: Infinity },
  { part: 'service worker', files: /^(sw|assets\/workbox.*)\.js$/, kB: 8 },
  { part: 'worker', files: /^assets\/worker-.*\.js$/, kB: 2 },
  { part: 'editor', files: /^assets\/(editor|highlight|dist)-.*\.js$/, kB: 125 },
  { part: 'markdown', files: /^assets\/(markdown|Markdown)-.*\.(js|css)$/, kB: 17 },
  {
    part: 'lesson screens',
    files: /^assets\/(LessonScreen|QueryStep|QuizStep|Feedback).*\.(js|css)$/,
    kB: 34,
  },
  { part: 'shell', files: /./, kB: 40 },
];
const totalBudget = 215;

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
