// The rules. Each is {name, remedy, applies(path), find(path, text) -> [{line, message}]}; a path is relative
// to the root and uses "/".

import { posix } from 'node:path';

import { cppLayers, cppOwners, webLayers } from './layers.mjs';
import { codeOnly, countLines, matches } from './text.mjs';

const isCpp = (path) => /\.(cc|c|h)$/.test(path);
const isHeader = (path) => path.endsWith('.h');
const isEngineCode = (path) => isCpp(path) && /^(engine|grader)\//.test(path);
const isInsideCore = (path) => isEngineCode(path) && !path.startsWith('grader/cli/');
const isWebSource = (path) => /^web\/src\/.*\.(ts|svelte)$/.test(path);
const isCode = (path) => isCpp(path) || /\.(ts|svelte|mjs|js|css|cmake|sh)$/.test(path);

/** The deepest folder of the table that holds `path`; undefined when none does. */
export function layerOf(path) {
  const folders = Object.keys(cppLayers).filter((folder) => path.startsWith(`${folder}/`));
  return folders.sort((a, b) => b.length - a.length)[0];
}

function findWrongIncludes(path, text) {
  const layer = layerOf(path);
  if (layer === undefined)
    return [{ line: 1, message: `${posix.dirname(path)} is not in the table` }];
  const allowed = [layer, ...cppLayers[layer]];
  return matches(text, /^[ \t]*#[ \t]*include[ \t]*"([^"]+)"/m)
    .filter(({ found }) => !allowed.includes(layerOf(found[1])))
    .map(({ line, found }) => ({ line, message: `${layer} includes ${found[1]}` }));
}

function findHiddenHeaders(path, text) {
  const mine = (owner) =>
    path.startsWith(`${owner}/`) || path.startsWith(`${owner.replace('engine/', 'tests/unit/')}/`);
  return matches(text, /^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"]/m).flatMap(({ line, found }) =>
    cppOwners
      .filter(({ header, owner }) => header.test(found[1]) && !mine(owner))
      .map(({ owner, name }) => ({ line, message: `${name} belongs to ${owner}` })),
  );
}

function findHeaderOpening(_path, text) {
  const found = [];
  if (!text.startsWith('//'))
    found.push({ line: 1, message: 'the header does not open with a comment' });
  if (!/^#pragma once$/m.test(text)) found.push({ line: 1, message: '#pragma once is missing' });
  return found;
}

const longerThan = (limit) => (_path, text) =>
  countLines(text) > limit
    ? [{ line: limit + 1, message: `${countLines(text)} lines, ${limit} at most` }]
    : [];

/** A rule that trips on every match of a pattern in the code (comments and texts left out). */
const bans = (patterns) => (_path, text) => {
  const code = codeOnly(text);
  return patterns.flatMap((pattern) =>
    matches(code, pattern).map(({ line, found }) => ({ line, message: `"${found[0].trim()}"` })),
  );
};

const unfinished = new RegExp(
  `\\b(${['TO' + 'DO', 'FIX' + 'ME', 'X' + 'XX', 'HA' + 'CK'].join('|')})\\b`,
);

const outsideWorld = [
  /\bstd::(?:chrono::(?:system|steady|high_resolution)_clock|thread|jthread|async|random_device)\b/,
  /\bstd::(?:uniform_int_distribution|uniform_real_distribution|normal_distribution|shuffle|hash)\b/,
  /\bstd::(?:locale|setlocale|filesystem|cout|cerr|clog|cin)\b/,
  /\b(?:getenv|secure_getenv|rand|srand|fopen|freopen|setlocale|localtime|gmtime|clock_gettime|gettimeofday)\s*\(/,
  /\b(?:printf|fprintf|vprintf|puts|fputs|putchar|fwrite)\s*\(/,
  /(?<![\w.>:])(?:std::)?(?:time|clock)\s*\(/,
  /#\s*include\s*<(?:iostream|fstream|filesystem|thread|mutex|random|ctime|locale|clocale|regex)>/,
];

function findWrongImports(path, text) {
  const layer = path.split('/')[2];
  if (path.split('/').length === 3) return []; // main.ts and its like put the layers together
  if (!(layer in webLayers)) return [{ line: 1, message: `web/src/${layer} is not in the table` }];
  const { uses, typesFrom } = webLayers[layer];
  return importsOf(text).flatMap(({ line, target, typeOnly }) => {
    const other = targetLayer(path, target);
    if (other === undefined || other === layer || uses.includes(other)) return [];
    if (typeOnly && typesFrom.includes(other)) return [];
    return [
      { line, message: `${layer} imports ${typeOnly ? 'types of ' : ''}${other} ("${target}")` },
    ];
  });
}

function importsOf(text) {
  const statement =
    /\b(import|export)\s+(type\s)?[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/;
  return matches(text, statement).map(({ line, found }) => ({
    line,
    target: found[3] ?? found[4],
    typeOnly: found[2] !== undefined,
  }));
}

/** The folder under web/src that an import reaches; undefined for packages and for main.ts's neighbours. */
function targetLayer(path, target) {
  if (target === '#core') return 'core';
  if (!target.startsWith('.')) return undefined;
  const reached = posix.normalize(posix.join(posix.dirname(path), target)).split('/');
  return reached[0] === 'web' && reached[1] === 'src' && reached.length > 3
    ? reached[2]
    : undefined;
}

const anyType = /(?::|\bas|<|,|\||&|=>)\s*any\b(?!\s*:)|\bany\[\]/;

export const rules = [
  {
    name: 'include-table',
    remedy: 'Include downwards only; the table is tools/tidy/layers.mjs.',
    applies: isEngineCode,
    find: findWrongIncludes,
  },
  {
    name: 'hidden-header',
    remedy: 'Use the folder that hides this library.',
    applies: (path) => isCpp(path) && !path.startsWith('tests/bench/'),
    find: findHiddenHeaders,
  },
  {
    name: 'header-opening',
    remedy: 'Say in a comment what the header promises, then #pragma once.',
    applies: (path) => isHeader(path) && isEngineCode(path) && path !== 'grader/abi/nightshift.h',
    find: findHeaderOpening,
  },
  {
    name: 'file-length',
    remedy: 'Find what belongs together and give it a file of its own.',
    applies: isCode,
    find: longerThan(500),
  },
  {
    name: 'header-length',
    remedy: 'A public header is read whole: split it.',
    applies: (path) => isHeader(path) && isEngineCode(path),
    find: longerThan(200),
  },
  {
    name: 'unfinished',
    remedy: 'Finish it, or leave it out and write it down where work is planned.',
    applies: isCode,
    find: (_path, text) =>
      matches(text, unfinished).map(({ line, found }) => ({ line, message: found[0] })),
  },
  {
    name: 'outside-world',
    remedy:
      'No clock, chance, locale, file, thread or stream here; use engine/base, or let the caller hand it in.',
    applies: isInsideCore,
    find: bans(outsideWorld),
  },
  {
    name: 'exceptions',
    remedy: 'Errors are values: give back a Result.',
    applies: isInsideCore,
    find: bans([/\b(?:throw|try|catch)\b(?=\s*[({;\w"])/, /\bdynamic_cast\b/, /\btypeid\b/]),
  },
  {
    name: 'import-layers',
    remedy: 'view uses state, state uses core, never back (tools/tidy/layers.mjs).',
    applies: isWebSource,
    find: findWrongImports,
  },
  {
    name: 'default-export',
    remedy: 'Export it by name.',
    applies: (path) => isWebSource(path),
    find: bans([/\bexport\s+default\b/]),
  },
  {
    name: 'any',
    remedy: 'Name the type, or take unknown and look before use.',
    applies: isWebSource,
    find: bans([anyType]),
  },
  {
    name: 'raw-html',
    remedy: 'Texts reach the page as text or through the one sanitising Markdown view.',
    applies: isWebSource,
    find: bans([/\{@html\b/, /\.(?:innerHTML|outerHTML)\s*=/, /\binsertAdjacentHTML\b/]),
  },
  {
    name: 'lock-address',
    remedy:
      'npm install with omit-lockfile-registry-resolved=true (.npmrc) leaves registry addresses out.',
    applies: (path) => path.endsWith('package-lock.json'),
    find: (_path, text) =>
      matches(text, /"resolved": "[^"]*"/).map(({ line, found }) => ({ line, message: found[0] })),
  },
];

/** Everything wrong with one file, as {path, line, rule, message, remedy}, in order of lines. */
export function inspect(path, text) {
  return rules
    .filter((rule) => rule.applies(path))
    .flatMap((rule) =>
      rule
        .find(path, text)
        .map((trouble) => ({ path, rule: rule.name, remedy: rule.remedy, ...trouble })),
    )
    .sort((a, b) => a.line - b.line);
}

const typeHead = /^(?:class|struct|enum class)\s+(\w+)\s*(?:final\s*)?(?::(?!:)[^;{]*)?\{/gm;

/**
 * Types of one name in two headers: all of them are in one namespace, and a linker that sees two takes either for both.
 * `files` are {path, text}.
 */
export function repeatedTypes(files) {
  const first = new Map();
  const troubles = [];
  for (const { path, text } of files) {
    if (!/^(engine|grader)\/.*\.h$/.test(path)) continue;
    for (const match of text.matchAll(typeHead)) {
      const known = first.get(match[1]);
      if (known === undefined) first.set(match[1], path);
      if (known === undefined || known === path) continue;
      troubles.push({
        path,
        line: text.slice(0, match.index).split('\n').length,
        rule: 'type-name',
        message: `${match[1]} is also a type of ${known}`,
        remedy: 'Give it a name of its own: both are in one namespace',
      });
    }
  }
  return troubles;
}
