// What a graded query alone gives away: which findings are told, in which order and in which words.

import type { LintFinding, StepReport } from '../core/protocol';
import { plural } from './plural';

/** More would bury the verdict; the editor marks them all. */
export const findingsShownMax = 5;

/** Whether the answer ran, so that more can be said of it than where it ends. */
export function didRun({ status }: StepReport): boolean {
  return status !== 'not_gradable' && status !== 'not_answered';
}

/** Warnings first. After a pass nothing else: right queries raise what notes ask, too. */
export function findingsBeside(
  { status }: StepReport,
  findings: readonly LintFinding[],
): readonly LintFinding[] {
  const of = (level: LintFinding['level']) => findings.filter((finding) => finding.level === level);
  return status === 'passed' ? of('warning') : [...of('warning'), ...of('note')];
}

/** For the ear, behind the verdict; empty where there is nothing. */
export function findingsSentence({ length }: readonly LintFinding[]): string {
  return length === 0 ? '' : ` ${plural(length, 'thing', 'things')} worth a look in your query.`;
}
