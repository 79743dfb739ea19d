// The linker's launcher of the wasm module: takes the command that links it and makes two modules of it. The first holds what
// opens and plays lessons; the second, beside it, holds what judges answers, and shares the memory and the table of the first.
//
//   node link-in-parts.mjs --second-name judge --late LIB --late-source FILE ... -- em++ ... -o nightshift.wasm
//
// gives nightshift.wasm and nightshift.judge.wasm. What goes where is the linker's own word: the command is run a
// second time without the late libraries and sources. What the linker still takes then, the first part needs; all the rest is
// the second's. A function of the second part that the first may call, by name or through the table, is a
// placeholder there, an import, until the second part is instantiated and fills the table.
//
// docs/decisions/0012-the-module-in-two-parts.md tells why.

import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';

const { values: options, positionals: command } = parseArgs({
  allowPositionals: true,
  options: {
    'second-name': { type: 'string' },
    late: { type: 'string', multiple: true, default: [] },
    'late-source': { type: 'string', multiple: true, default: [] },
    ar: { type: 'string' },
    'wasm-opt': { type: 'string' },
    'wasm-split': { type: 'string' },
  },
});

const output = command[command.indexOf('-o') + 1];
const folder = `${output}.parts`;

function run(program, ...words) {
  const { status, error } = spawnSync(program, words, { stdio: 'inherit' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${program} failed with ${status}`);
}

/** Links as the command says, without wasm-opt and with the functions' names. */
function link(words, to) {
  const linked = words.map((word) => (word === output ? to : word));
  // The size of the C library goes by -Oz; a last -O1 leaves the module as the linker made it.
  run(...linked, '-O1', '--profiling-funcs', '-Wl,--no-demangle');
}

const isArchive = (word) => word.endsWith('.a');
const nameOfArchive = (path) => basename(path, '.a').replace(/^lib/, '');

/** The archive that a source went into: the one that lies nearest above it. */
function archiveOf(source) {
  const homes = command.filter((word) => isArchive(word) && source.startsWith(`${dirname(word)}/`));
  const nearest = homes.sort((a, b) => dirname(b).length - dirname(a).length)[0];
  if (nearest === undefined) throw new Error(`${source} is in no library of this module`);
  return nearest;
}

/** The command without what is late. What the rest asks of it stays open, and becomes an import. */
function leanCommand() {
  const members = new Map();
  for (const source of options['late-source']) {
    const archive = archiveOf(source);
    members.set(archive, [...(members.get(archive) ?? []), `${basename(source)}.o`]);
  }
  const words = command.filter(
    (word) => !(isArchive(word) && options.late.includes(nameOfArchive(word))),
  );
  const lean = words.map((word) => {
    if (!members.has(word)) return word;
    const copy = join(folder, basename(word));
    copyFileSync(word, copy);
    run(options.ar, 'd', copy, ...members.get(word));
    return copy;
  });
  return [...lean, '-sERROR_ON_UNDEFINED_SYMBOLS=0', '-sWARN_ON_UNDEFINED_SYMBOLS=0'];
}

/** The names in a module's name section, in the order of its functions. */
function functionNames(path) {
  const [section] = WebAssembly.Module.customSections(
    new WebAssembly.Module(readFileSync(path)),
    'name',
  );
  const bytes = Buffer.from(section);
  let at = 0;
  const number = () => {
    for (let value = 0, weight = 1; ; weight *= 128) {
      const byte = bytes[at++];
      value += (byte % 128) * weight;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const size = number();
    at += size;
    return bytes.toString('utf8', at - size, at);
  };
  while (at < bytes.length) {
    const isFunctions = bytes[at++] === 1;
    const size = number();
    if (!isFunctions) at += size;
    else return Array.from({ length: number() }, () => (number(), text()));
  }
  throw new Error(`${path} holds no names of functions`);
}

/** What runs when the first part starts, also in the sources that are late. */
const startsUp = (name) =>
  name.startsWith('_GLOBAL__sub_I_') || name.startsWith('__cxx_global_var_init');

function split(whole, functions, first, second) {
  const list = join(folder, 'second.txt');
  writeFileSync(list, functions.map((name) => `${name}\n`).join(''));
  const namespaces = [
    `--placeholder-namespace=${options['second-name']}`,
    '--import-namespace=core',
    '--export-prefix=%',
  ];
  const outputs = ['-o1', first, '-o2', second];
  run(
    options['wasm-split'],
    '--enable-mutable-globals',
    `--split-funcs=@${list}`,
    ...namespaces,
    whole,
    ...outputs,
  );
}

/** What emcc lets wasm-opt do with a module that is linked for this level; names are left out. */
function optimise(level, from, to, ...more) {
  const passes = ['--post-emscripten', level, '--low-memory-unused', ...more];
  const features = ['--mvp-features', '--enable-mutable-globals'];
  run(
    options['wasm-opt'],
    ...passes,
    '--strip-debug',
    '--strip-producers',
    ...features,
    from,
    '-o',
    to,
  );
}

mkdirSync(folder, { recursive: true });
const file = (name) => join(folder, name);
link(command, file('whole.wasm'));
link(leanCommand(), file('lean.wasm'));
const needed = new Set(functionNames(file('lean.wasm')));
const late = functionNames(file('whole.wasm')).filter(
  (name) => !needed.has(name) && !startsUp(name),
);
split(file('whole.wasm'), late, file('first.wasm'), file('second.wasm'));
const secondOutput = output.replace(/\.wasm$/, `.${options['second-name']}.wasm`);
optimise('-Oz', file('second.wasm'), secondOutput);
optimise('-Oz', file('first.wasm'), output, '--zero-filled-memory');
rmSync(folder, { recursive: true });
