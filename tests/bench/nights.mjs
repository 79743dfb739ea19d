// Measures nights: how many are played and judged in a second, and what a whole grade of a lesson takes; in the
// module and with the native command, side by side, in processor time. See README.md.
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

import { commandPath, modulePath, root } from '../support/build.mjs';
import { Core } from '../support/core.mjs';

const pack = join(root, 'lessons/foundations');
const folder = process.env.BENCH_LESSON ?? '03-the-2-am-rename';
const worlds = Number(process.env.BENCH_WORLDS ?? 20);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

function filesUnder(place) {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path: relative(place, path), bytes: readFileSync(path) }));
}

async function startedCore() {
  const core = await Core.load(modulePath);
  const put = (area, { path, bytes }) => {
    const { reply } = core.call('files.put', { area, path }, bytes);
    if (!reply.ok) throw new Error(JSON.stringify(reply.errors));
  };
  for (const file of filesUnder(pack)) put('pack', file);
  const { reply } = core.call('pack.open');
  if (!reply.ok) throw new Error(JSON.stringify(reply.errors));
  for (const file of filesUnder(join(pack, folder, 'solution'))) put('attempt', file);
  return core;
}

// Processor time: the machine may be shared.
function timed(work) {
  const begin = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1000;
}

const medianOf = (measured) => median(Array.from({ length: rounds }, measured));

function inModule(core, kind, request) {
  const work = () => {
    const { reply } = core.call(kind, { lesson: folder, ...request });
    if (!reply.ok) throw new Error(JSON.stringify(reply.errors));
  };
  return () => timed(work);
}

// The shell's `times` tells what its children took: minutes and seconds, of the user and of the system.
function natively(...words) {
  const place = join(pack, folder);
  const named = { LESSON: place, ANSWER: join(place, 'solution') };
  const script = '"$@" > /dev/null; code=$?; times; exit $code';
  const all = ['-c', script, 'sh', commandPath, ...words.map((word) => named[word] ?? word)];
  return () => {
    const { status, stdout, stderr } = spawnSync('sh', all, { encoding: 'utf8' });
    if (status === 2) throw new Error(stderr);
    const times = stdout.trim().split('\n').at(-1).split(' ');
    const seconds = times.map((time) => {
      const [minutes, rest] = time.split('m');
      return Number(minutes) * 60 + Number.parseFloat(rest);
    });
    return 1000 * seconds.reduce((sum, each) => sum + each, 0);
  };
}

function print(figure, module, native, unit) {
  const cell = (value) => `${value.toFixed(1)} ${unit}`.padStart(16);
  console.log(figure.padEnd(34) + cell(module) + cell(native));
}

const core = await startedCore();
// The command makes digests for a file that remembers them only.
const explore = (seeds) =>
  inModule(core, 'night.explore', { seed: 1, worlds: seeds, digests: false });
explore(worlds)(); // by then the module's code is compiled
const start = medianOf(natively('list', pack));
console.log(''.padEnd(34) + 'module (Node)'.padStart(16) + 'native'.padStart(16));

// One request also plays the learner's own night; the difference of two counts is worlds alone.
const ofWorlds = (more, one) => ((worlds - 1) * 1000) / (more - one);
const nativeWorlds = (count) =>
  medianOf(natively('nights', 'LESSON', 'ANSWER', '--worlds', String(count)));
const module = { one: medianOf(explore(1)), more: medianOf(explore(worlds)) };
const native = { one: nativeWorlds(1), more: nativeWorlds(worlds) };
print(
  'one graded night',
  1000 / ofWorlds(module.more, module.one),
  1000 / ofWorlds(native.more, native.one),
  'ms',
);
print(
  'graded nights in a second',
  ofWorlds(module.more, module.one),
  ofWorlds(native.more, native.one),
  '/s',
);
print(
  'a whole grade of the lesson',
  medianOf(inModule(core, 'attempt.grade', {})),
  medianOf(natively('grade', 'LESSON', 'ANSWER')) - start,
  'ms',
);
