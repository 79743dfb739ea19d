// What an option changes, as lines that read like a small diff.

import type { FilesChange, PatchOperation } from '../core/run-protocol';

export interface ChangeLine {
  readonly sign: '+' | '−' | '±';
  /** Says what the sign shows. */
  readonly word: string;
  readonly path: string;
  /** JSON; empty where something is taken away. */
  readonly value: string;
}

const signs: Readonly<Record<PatchOperation['op'], Pick<ChangeLine, 'sign' | 'word'>>> = {
  add: { sign: '+', word: 'adds' },
  remove: { sign: '−', word: 'removes' },
  replace: { sign: '±', word: 'replaces' },
};

const lineLength = 60;

export function changeLines({ patch }: FilesChange): readonly ChangeLine[] {
  return patch.map(({ op, path, value }) => ({
    ...signs[op],
    path,
    value: value === undefined ? '' : valueText(value),
  }));
}

/** On one line where it fits, else with one member a line. */
function valueText(value: unknown, indent = ''): string {
  const short = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  if (short.length <= lineLength || typeof value !== 'object' || value === null) return short;
  const deeper = `${indent}  `;
  const inside = Array.isArray(value)
    ? value.map((each) => valueText(each, deeper))
    : Object.entries(value).map(
        ([key, each]) => `${JSON.stringify(key)}: ${valueText(each, deeper)}`,
      );
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${inside.map((line) => deeper + line).join(',\n')}\n${indent}${close}`;
}
