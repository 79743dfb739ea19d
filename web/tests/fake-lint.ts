// Lint that looks for words: "= NULL" and "NOT IN" get a warning each, "count(" a note.

import type { LintFinding } from '../src/core/protocol';

interface FakeRule {
  readonly words: string;
  readonly finding: Omit<LintFinding, 'where' | 'message'>;
  readonly says: string;
}

const rules: readonly FakeRule[] = [
  {
    words: 'count(',
    finding: {
      rule: 'lint.count_nullable',
      level: 'note',
      title: 'count() of a column that may be NULL',
      help: 'count(x) counts values, count(*) counts rows: is that what is asked for?',
    },
    says: 'count() leaves out the rows in which its column is NULL.',
  },
  {
    words: '= NULL',
    finding: {
      rule: 'lint.equals_null',
      level: 'warning',
      title: 'Comparison with NULL',
      help: 'A comparison with NULL is never true: use IS NULL or IS NOT NULL.',
      taxon: 21,
    },
    says: '= NULL is never true: nothing equals NULL.',
  },
  {
    words: 'NOT IN',
    finding: {
      rule: 'lint.not_in_null',
      level: 'warning',
      title: 'NOT IN with values that may be NULL',
      help: 'One NULL among them, and no row is left: use NOT EXISTS, or leave NULL out with IS NOT NULL.',
      taxon: 46,
    },
    says: 'orders.amount_cents may be NULL: then no row passes this NOT IN.',
  },
];

export function fakeFindings(sql: string): readonly LintFinding[] {
  const found = rules.flatMap(({ words, finding, says }) =>
    offsetsOf(sql, words).map((offset) => ({
      ...finding,
      message: says,
      where: placeOf(sql, offset, words.length),
    })),
  );
  return found.sort((a, b) => a.where.offset_utf16 - b.where.offset_utf16);
}

function offsetsOf(sql: string, words: string): readonly number[] {
  const offsets: number[] = [];
  for (let at = sql.indexOf(words); at !== -1; at = sql.indexOf(words, at + 1)) offsets.push(at);
  return offsets;
}

function placeOf(sql: string, offset: number, length: number): LintFinding['where'] {
  const line = sql.slice(0, offset).split('\n').length;
  const column = offset - sql.lastIndexOf('\n', offset - 1);
  return { line, column, offset_utf16: offset, end_line: line, end_column: column + length };
}
