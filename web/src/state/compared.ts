// What is shown beside a smallest input: its two results row by row, and hints one press at a time.

import type { Cell, ComparedRow, Counterexample, MistakeHint } from '../core/protocol';

/** A row of a result and how it stands to the other one; `sign` and `words` say it without colour. */
export interface ResultLine {
  readonly mark: ComparedRow['mark'];
  readonly sign: string;
  readonly words: string;
  readonly cells: readonly ResultCell[];
}

export interface ResultCell {
  readonly expected: Cell;
  readonly actual: Cell;
  readonly differs: boolean;
}

const marks: Readonly<Record<ComparedRow['mark'], { sign: string; words: string }>> = {
  same: { sign: '', words: 'the same' },
  missing: { sign: '−', words: 'expected only' },
  extra: { sign: '+', words: 'yours only' },
  changed: { sign: '≠', words: 'changed' },
};

/** Rows that stand row by row are told by their number. */
export function resultLines({
  result,
  in_order,
}: Pick<Counterexample, 'result' | 'in_order'>): readonly ResultLine[] {
  return result.map(({ mark, expected, actual, differs }, row) => ({
    mark,
    sign: marks[mark].sign,
    words: in_order ? `row ${row + 1}` : marks[mark].words,
    cells: (expected ?? actual ?? []).map((cell, i) => ({
      expected: expected === null ? cell : (expected[i] ?? null),
      actual: actual === null ? cell : (actual[i] ?? null),
      differs: mark === 'changed' && differs.includes(i),
    })),
  }));
}

/** Whether the core sent only the first rows of a long result. */
export function isCut({ result, expected_rows, actual_rows }: Counterexample): boolean {
  const shown = (side: 'expected' | 'actual') => result.filter((row) => row[side] !== null).length;
  return shown('expected') < expected_rows || shown('actual') < actual_rows;
}

/** One press shows one of them: what it is about, where to look, what to ask oneself. */
export interface Clue {
  readonly label: string;
  readonly text: string;
  readonly code: boolean;
}

export function cluesOf(hints: readonly MistakeHint[]): readonly Clue[] {
  const seen = new Set<string>();
  return hints.flatMap(({ title, clause, hint }) =>
    [
      { label: 'What it may be about', text: title, code: false },
      { label: 'Where to look', text: clause, code: true },
      { label: 'Ask yourself', text: hint, code: false },
    ].filter(({ label, text }) => {
      const isNew = text !== '' && !seen.has(label + text);
      seen.add(label + text);
      return isNew;
    }),
  );
}
