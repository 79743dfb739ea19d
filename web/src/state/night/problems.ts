// Where in a file each error stands, for marks in the editor and for the list under it.

import type { Files } from '../../core/night-protocol';
import type { WireError } from '../../core/protocol';
import { placeOf, type TextPlace } from './jsonc';

export interface FileProblem extends TextPlace {
  readonly file: string;
  readonly line: number;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly remedy: string;
  readonly code: string;
}

const mainFile = 'pipeline.jsonc';

/** Errors and then what is only worth a thought, each with its place. */
export function problemsOf(
  files: Files,
  errors: readonly WireError[],
  lints: readonly WireError[],
): readonly FileProblem[] {
  return [
    ...errors.map((error) => problemOf(files, error, 'error')),
    ...lints.map((lint) => problemOf(files, lint, 'warning')),
  ];
}

function problemOf(
  files: Files,
  { where, message, remedy, code }: WireError,
  severity: FileProblem['severity'],
): FileProblem {
  const file = where?.file ?? mainFile;
  const text = files[file] ?? '';
  const place = placeIn(text, where);
  const line = text.slice(0, place.from).split('\n').length;
  return { ...place, file, line, severity, message, remedy, code };
}

function placeIn(text: string, where: WireError['where']): TextPlace {
  if (where?.offset_utf16 !== undefined) return wordAt(text, where.offset_utf16);
  const pointed = where?.pointer === undefined ? null : placeOf(text, where.pointer);
  if (pointed !== null) return pointed;
  if (where?.line !== undefined) return lineAt(text, where.line);
  return { from: 0, to: Math.min(1, text.length) };
}

function wordAt(text: string, offset: number): TextPlace {
  const from = Math.min(offset, Math.max(text.length - 1, 0));
  const word = /^(?:[\p{L}\p{N}_]+|\S)/u.exec(text.slice(from));
  return { from, to: Math.min(from + (word?.[0].length ?? 1), text.length) };
}

function lineAt(text: string, line: number): TextPlace {
  const lines = text.split('\n');
  const before = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  const from = Math.min(before, text.length);
  return { from, to: Math.min(from + Math.max(lines[line - 1]?.length ?? 1, 1), text.length) };
}
