// The smallest data on which an answer is wrong: found in a report, told in words, and what a desk
// needs to ask them.

import type { Counterexample, InputTable, SealedInput, StepReport } from '../core/protocol';
import { plural } from './plural';

export type SmallInput = Counterexample | SealedInput;

/** Data that a desk asks in place of a data set. */
export interface LoadedInput {
  readonly rows: number;
  readonly tables: readonly InputTable[];
  readonly insert: string;
}

export function smallInputOf(step: StepReport): SmallInput | null {
  for (const { witness } of step.checks) {
    if (witness?.kind === 'counterexample' || witness?.kind === 'sealed_input') return witness;
  }
  return null;
}

export function loadedInput({ rows, tables, insert }: SmallInput): LoadedInput {
  return { rows, tables, insert };
}

export function inputTitle({ rows }: { readonly rows: number }): string {
  return rows === 0
    ? 'Smallest input that shows it: no rows at all'
    : `Smallest input that shows it (${plural(rows, 'row', 'rows')})`;
}

/** The same for the ear: how many rows stand in which table. */
export function inputSentence(input: SmallInput): string {
  const filled = input.tables.filter(({ rows }) => rows.length > 0);
  const tables = filled.map(({ name, rows }) => `${rows.length} in ${name}`).join(', ');
  return tables === '' ? `${inputTitle(input)}.` : `${inputTitle(input)}: ${tables}.`;
}

/** Whether two reports give the same hints, so that those that were seen stay seen. */
export function sameHints(a: SmallInput | null, b: SmallInput | null): boolean {
  return JSON.stringify(a?.hints ?? []) === JSON.stringify(b?.hints ?? []);
}
