// Finds the packs, their lessons and the attempts that lie beside each lesson.

import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

const foldersIn = (path) =>
  existsSync(path)
    ? readdirSync(path)
        .filter((name) => statSync(join(path, name)).isDirectory())
        .sort()
    : [];

export function packsOf(root) {
  return foldersIn(join(root, 'lessons'))
    .map((name) => ({ name, folder: join(root, 'lessons', name) }))
    .filter(({ folder }) => existsSync(join(folder, 'pack.json')));
}

export function lessonsOf(pack) {
  return foldersIn(pack.folder)
    .filter((name) => /^[0-9][0-9]-/.test(name))
    .map((name) => ({ name, slug: name.slice(3), folder: join(pack.folder, name) }));
}

/** The step that a mistake is about; undefined for other attempts: they are about all of them. */
function stepOf(folder) {
  const path = join(folder, 'mistake.json');
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).step : undefined;
}

/** The start, the solution and every mistake, each as {name, folder, step}. */
export function attemptsOf(lesson) {
  const mistakes = foldersIn(join(lesson.folder, 'mistakes')).map((name) => `mistakes/${name}`);
  return ['start', 'solution', ...mistakes]
    .map((name) => ({ name, folder: join(lesson.folder, name) }))
    .filter(({ folder }) => existsSync(folder))
    .map((attempt) => ({ ...attempt, step: stepOf(attempt.folder) }));
}

/** The files of an attempt, as {path: text}, whatever they are: what the command reads, the module gets. */
export function filesOf(attempt) {
  const paths = readdirSync(attempt.folder, { recursive: true })
    .filter((path) => statSync(join(attempt.folder, path)).isFile())
    .sort();
  return Object.fromEntries(
    paths.map((path) => [path, readFileSync(join(attempt.folder, path), 'utf8')]),
  );
}

/** Where two texts part, as "line 3: this / that"; null where they are equal. */
export function firstDifference(one, other) {
  if (one === other) return null;
  const [left, right] = [one.split('\n'), other.split('\n')];
  const index = left.findIndex((line, at) => line !== right[at]);
  const at = index === -1 ? left.length : index;
  return `line ${at + 1}: ${left[at] ?? '(end)'} / ${right[at] ?? '(end)'}`;
}
