// Marks at places of the text: what the last run or grade said about them. A mark moves with the
// text around it, and goes when the text at it is changed: nothing is known of the new one.

import {
  type Diagnostic,
  forEachDiagnostic,
  setDiagnostics,
  setDiagnosticsEffect,
} from '@codemirror/lint';
import { EditorState, type Text, type TransactionSpec } from '@codemirror/state';

import type { Problem, Problems } from '../../state/desk-state';

interface Mark extends Diagnostic {
  /** Where it stood when it was made. */
  readonly first: number;
}

/** What draws the problems, and nothing else; nothing at all where they are about another text. */
export function drawn(state: EditorState, { text, list }: Problems): TransactionSpec {
  const isMeant = state.doc.toString() === text;
  const marks = isMeant ? list.map((problem) => markOf(state.doc, problem)) : [];
  return setDiagnostics(state, marks);
}

/** Where the mark stands by now that was made at an offset, or null when it is gone. */
export function placeNow(state: EditorState, offset: number): number | null {
  return marksIn(state).find(({ first }) => first === offset)?.from ?? null;
}

export const dropTouched = EditorState.transactionExtender.of(({ startState, changes }) => {
  const marks = marksIn(startState);
  if (changes.empty || marks.length === 0) return null;
  const untouched = marks
    .filter(({ from, to }) => changes.touchesRange(from, to) === false)
    .map((mark) => ({
      ...mark,
      from: changes.mapPos(mark.from, 1),
      to: changes.mapPos(mark.to, -1),
    }));
  return { effects: setDiagnosticsEffect.of(untouched) };
});

function marksIn(state: EditorState): readonly Mark[] {
  const marks: Mark[] = [];
  forEachDiagnostic(state, (mark, from, to) => marks.push({ ...(mark as Mark), from, to }));
  return marks;
}

function markOf(doc: Text, { offset_utf16, end, severity, message }: Problem): Mark {
  const to = end === undefined ? offset_utf16 : doc.line(end.line).from + end.column - 1;
  const word = rangeAt(doc.toString(), offset_utf16);
  return { ...word, to: Math.max(to, word.to), severity, message, first: offset_utf16 };
}

/** The word at an offset; past the end it is the last character, so that something is underlined. */
export function rangeAt(text: string, offset: number): { from: number; to: number } {
  const end = text.trimEnd().length;
  if (offset >= end) return { from: Math.max(end - 1, 0), to: end };
  const word = /^(?:[\p{L}\p{N}_]+|\S)/u.exec(text.slice(offset));
  return { from: offset, to: offset + (word?.[0].length ?? 1) };
}
