// The rules of the house that a search can check.

import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';

const source = new URL('../src', import.meta.url).pathname;

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.(ts|svelte)$/.test(name))
  .map((name) => ({ name, text: readFileSync(join(source, name), 'utf8') }));

const withText = (pattern: RegExp) =>
  files.filter(({ text }) => pattern.test(text)).map(({ name }) => name);

/** Folders may look downwards only. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: ['core'],
  state: ['core', 'state'],
  view: ['core', 'state', 'view'],
};

function imports(text: string): string[] {
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) => match[1] ?? '');
}

test('there are files to look at', () => {
  expect(files.length).toBeGreaterThan(40);
});

test('view looks at state, state at core, never back', () => {
  const wrong = files.flatMap(({ name, text }) => {
    const [folder = ''] = name.split('/');
    const allowed = mayImport[folder];
    if (allowed === undefined || !name.includes('/')) return [];
    const targets = imports(text).map((path) => relative(source, join(source, name, '..', path)));
    return targets
      .filter((target) => !allowed.includes(target.split('/')[0] ?? ''))
      .map((target) => `${name} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

test('a view takes only types from the core', () => {
  const values = files.filter(({ name, text }) => {
    const statements = text.match(/import[^;]*from '[./]+core\/[^']+'/g) ?? [];
    return name.startsWith('view/') && statements.some((line) => !line.startsWith('import type'));
  });
  expect(values.map(({ name }) => name)).toEqual([]);
});

test('no HTML from texts, no any, no default exports, runes only', () => {
  expect(withText(/\{@html/)).toEqual([]);
  expect(withText(/\bas any\b|: any\b|<any>/)).toEqual([]);
  expect(withText(/export default/)).toEqual([]);
  expect(withText(/export let |\$: |svelte\/store/)).toEqual([]);
});

test('files are kebab-case, components PascalCase', () => {
  const odd = files
    .map(({ name }) => name.split('/').at(-1) ?? '')
    .filter((name) =>
      name.endsWith('.svelte')
        ? !/^[A-Z][A-Za-z]*\.svelte$/.test(name)
        : !/^[a-z0-9]+(-[a-z0-9]+)*(\.svelte)?\.ts$/.test(name),
    );
  expect(odd).toEqual([]);
});

test('only core.ts knows the module’s functions', () => {
  expect(withText(/nightshift_(alloc|call|reply)/)).toEqual(['core/core.ts']);
});
