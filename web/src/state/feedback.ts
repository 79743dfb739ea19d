// How a report is told: the sentence of the verdict, and the order in which the checks are shown.

import type { CheckReport, StepReport } from '../core/protocol';
import { plural } from './plural';
import { inputSentence, smallInputOf } from './small-input';

export type Tone = 'pass' | 'fail' | 'neutral' | 'fault';

/** Said of every verdict of a pack that holds no answers. */
export const provisionalWords = 'Provisional: the full pack decides.';

export interface Feedback {
  readonly tone: Tone;
  readonly headline: string;
  readonly detail: string;
  readonly first: CheckReport | null;
  /** Every check but the first failure, in the report's order. */
  readonly others: readonly CheckReport[];
  readonly passed: number;
  readonly total: number;
}

export function feedbackOf(step: StepReport): Feedback {
  const first = firstFailure(step);
  const passed = step.checks.filter(({ verdict }) => verdict === 'pass').length;
  const total = step.checks.length;
  return {
    ...verdictSentence(step, passed, total),
    first,
    others: step.checks.filter((check) => check !== first),
    passed,
    total,
  };
}

/** The first failure is the one to read; where a check of ours broke, that is; then what is not known. */
function firstFailure(step: StepReport): CheckReport | null {
  const failure = step.checks.find(({ verdict }) => verdict === 'fail' || verdict === 'fault');
  return failure ?? step.checks.find(({ verdict }) => verdict === 'unknown') ?? null;
}

function verdictSentence(
  step: StepReport,
  passed: number,
  total: number,
): Pick<Feedback, 'tone' | 'headline' | 'detail'> {
  switch (step.status) {
    case 'passed':
      return { tone: 'pass', headline: 'Passed.', detail: passedDetail(step, total) };
    case 'failed':
      if (isExam(step)) return examSentence;
      return { tone: 'fail', headline: 'Not yet.', detail: failedDetail(step, passed, total) };
    case 'not_gradable':
      return {
        tone: 'neutral',
        headline: 'Your answer could not run, so nothing was graded.',
        detail: 'This does not count as an attempt.',
      };
    case 'not_answered':
      return {
        tone: 'neutral',
        headline: 'There is no answer yet.',
        detail: 'This does not count as an attempt.',
      };
    case 'fault':
      return {
        tone: 'fault',
        headline: 'One of our checks broke.',
        detail: 'That is our mistake and does not count against you. Your answer is kept.',
      };
  }
}

/** A pack for an exam knows that the query runs, and nothing of what is right. */
function isExam({ checks }: StepReport): boolean {
  return (
    checks.some(({ reason }) => reason === 'check.exam') &&
    checks.every(({ verdict }) => verdict !== 'fail')
  );
}

const examSentence = {
  tone: 'neutral',
  headline: 'It runs.',
  detail: 'Nothing here says whether it is right: that is for whoever holds the answers.',
} as const;

function passedDetail(step: StepReport, total: number): string {
  const datasets = step.datasets ?? [];
  if (step.kind === 'quiz' || step.kind === 'point') return 'That is the answer.';
  if (step.kind === 'switches') return 'Every smallest set is there, and no other.';
  const hidden = datasets.filter(({ visible }) => !visible).length;
  const sets = plural(datasets.length, 'data set', 'data sets');
  const checks = total === 1 ? 'The check passes' : `All ${total} checks pass`;
  if (step.kind === 'night') return `${checks}.`;
  return hidden === 0 ? `${checks} on ${sets}.` : `${checks} on ${sets}, ${hidden} of them hidden.`;
}

function failedDetail(step: StepReport, passed: number, total: number): string {
  return ['quiz', 'point', 'switches'].includes(step.kind)
    ? ''
    : `${passed} of ${plural(total, 'check passes', 'checks pass')}.`;
}

/** What a screen reader is told after grading: the verdict, then the first thing to read. */
export function announcementOf(step: StepReport): string {
  const { headline, detail, first } = feedbackOf(step);
  const { title } = step.recognised ?? {};
  const failure = first === null ? '' : `${first.title}: ${first.message}`;
  const input = smallInputOf(step);
  const smallest = input === null ? '' : inputSentence(input);
  return [headline, detail, title === undefined ? '' : `${title}.`, failure, smallest]
    .filter((part) => part !== '')
    .join(' ');
}

/** Checks that were not tried, with the titles of what they wait for. */
export function waitsFor(check: CheckReport, checks: readonly CheckReport[]): string {
  const needs = checks.filter(
    ({ name, verdict }) => check.needs?.includes(name) && verdict !== 'pass',
  );
  return needs.map(({ title }) => title).join(', ');
}
