// What a learner did, step by step: drafts, attempts, hints. Values and pure functions; the time is
// always an argument. Keyed by the lesson's UUID, so that renaming a lesson loses nothing.

import type { LessonSummary, Report, StepKind, StepStatus } from '../core/protocol';
import { sameHints, smallInputOf } from './small-input';

export type Confidence = 'guess' | 'think_so' | 'certain';

export interface Attempt {
  readonly at: string;
  readonly text: string;
  readonly status: StepStatus;
  readonly counted: boolean;
  readonly score: number;
  readonly score_max: number;
  /** Title of the first check that failed. */
  readonly first_failure: string | null;
  readonly hints_shown: number;
  readonly confidence: Confidence | null;
}

export interface StepRecord {
  readonly lesson: string;
  readonly step: string;
  /** What stands in the editor, or a quiz's answer file; null while untouched. */
  readonly draft: string | null;
  /** What stood there before the last Reset. */
  readonly before_reset: string | null;
  readonly touched_at: string;
  readonly attempts: readonly Attempt[];
  /** Counted attempts ever; `attempts` keeps only the newest. */
  readonly counted: number;
  /** Of the lesson's hints. */
  readonly hints_shown: number;
  /** Of the hints beside smallest inputs, in all reports so far. */
  readonly clues_shown: number;
  /** Of those of the newest report. */
  readonly clues_open: number;
  readonly confidence: Confidence | null;
  readonly passed_at: string | null;
  readonly read_at: string | null;
  readonly report: Report | null;
}

export type StepEvent =
  | { readonly kind: 'drafted'; readonly text: string }
  | { readonly kind: 'reset'; readonly text: string }
  | { readonly kind: 'reset_undone' }
  | { readonly kind: 'hint_shown' }
  | { readonly kind: 'clue_shown' }
  | { readonly kind: 'confidence_chosen'; readonly confidence: Confidence | null }
  | { readonly kind: 'read' }
  | { readonly kind: 'graded'; readonly text: string; readonly report: Report };

/** Older attempts are forgotten; the count of attempts is not. */
export const attemptsKept = 50;

export function emptyRecord(lesson: string, step: string): StepRecord {
  return {
    lesson,
    step,
    draft: null,
    before_reset: null,
    touched_at: '',
    attempts: [],
    counted: 0,
    hints_shown: 0,
    clues_shown: 0,
    clues_open: 0,
    confidence: null,
    passed_at: null,
    read_at: null,
    report: null,
  };
}

/** Hints of both kinds that were looked at. */
export function hintsSeen(record: StepRecord): number {
  return record.hints_shown + record.clues_shown;
}

export function recordKey(lesson: string, step: string): string {
  return `${lesson}/${step}`;
}

export function applyEvent(record: StepRecord, event: StepEvent, at: string): StepRecord {
  const touched = { ...record, touched_at: at };
  switch (event.kind) {
    case 'drafted':
      return { ...touched, draft: event.text };
    case 'reset':
      return { ...touched, draft: event.text, before_reset: record.draft };
    case 'reset_undone':
      return { ...touched, draft: record.before_reset ?? record.draft, before_reset: null };
    case 'hint_shown':
      return { ...touched, hints_shown: record.hints_shown + 1 };
    case 'clue_shown':
      return {
        ...touched,
        clues_shown: record.clues_shown + 1,
        clues_open: record.clues_open + 1,
      };
    case 'confidence_chosen':
      return { ...touched, confidence: event.confidence };
    case 'read':
      return { ...touched, read_at: record.read_at ?? at };
    case 'graded':
      return graded(touched, event.text, event.report, at);
  }
}

function graded(record: StepRecord, text: string, report: Report, at: string): StepRecord {
  const attempt = toAttempt(record, text, report, at);
  const passed = attempt.status === 'passed';
  return {
    ...record,
    report,
    clues_open: cluesStillOpen(record, report),
    attempts: [...record.attempts, attempt].slice(-attemptsKept),
    counted: record.counted + (report.counted ? 1 : 0),
    passed_at: record.passed_at ?? (passed ? at : null),
  };
}

/** Hints that come again are known already. */
function cluesStillOpen(record: StepRecord, report: Report): number {
  const inputOf = (graded: Report | null) => {
    const step = graded?.steps.find(({ id }) => id === record.step);
    return step === undefined ? null : smallInputOf(step);
  };
  return sameHints(inputOf(record.report), inputOf(report)) ? record.clues_open : 0;
}

function toAttempt(record: StepRecord, text: string, report: Report, at: string): Attempt {
  const step = report.steps.find(({ id }) => id === record.step);
  const failed = step?.checks.find(({ verdict }) => verdict === 'fail');
  return {
    at,
    text,
    status: step?.status ?? report.status,
    counted: report.counted,
    score: step?.score ?? report.score,
    score_max: step?.score_max ?? report.score_max,
    first_failure: failed?.title ?? null,
    hints_shown: hintsSeen(record),
    confidence: record.confidence,
  };
}

export type StepProgress = 'new' | 'started' | 'done';

export function stepProgress(kind: StepKind, record: StepRecord | undefined): StepProgress {
  if (record === undefined) return 'new';
  const done = kind === 'read' ? record.read_at !== null : record.passed_at !== null;
  if (done) return 'done';
  return record.draft !== null || record.attempts.length > 0 ? 'started' : 'new';
}

export type Records = ReadonlyMap<string, StepRecord>;

export interface LessonProgress {
  readonly status: StepProgress;
  readonly done: number;
  readonly total: number;
  /** The first step that is not done yet, or the first of all. */
  readonly next_step: string | null;
  readonly touched_at: string;
}

export function lessonProgress(lesson: LessonSummary, records: Records): LessonProgress {
  const steps = lesson.steps.map((step) => {
    const record = records.get(recordKey(lesson.id, step.id));
    return { id: step.id, record, progress: stepProgress(step.kind, record) };
  });
  const done = steps.filter(({ progress }) => progress === 'done').length;
  const touched = steps.some(({ progress }) => progress !== 'new');
  const next = steps.find(({ progress }) => progress !== 'done') ?? steps[0];
  return {
    status: done === steps.length ? 'done' : touched ? 'started' : 'new',
    done,
    total: steps.length,
    next_step: next?.id ?? null,
    touched_at: steps.reduce((latest, { record }) => later(latest, record?.touched_at), ''),
  };
}

function later(a: string, b: string | undefined): string {
  return b !== undefined && b > a ? b : a;
}

/**
 * Joins two records of the same step, as an import does: the newer draft, every attempt of both,
 * and nothing that was reached is taken away.
 */
export function mergeRecords(a: StepRecord, b: StepRecord): StepRecord {
  const [older, newer] = a.touched_at <= b.touched_at ? [a, b] : [b, a];
  const attempts = mergeAttempts(older.attempts, newer.attempts);
  return {
    ...newer,
    draft: newer.draft ?? older.draft,
    before_reset: newer.before_reset ?? older.before_reset,
    report: newer.report ?? older.report,
    attempts,
    counted: Math.max(a.counted, b.counted, attempts.filter(({ counted }) => counted).length),
    hints_shown: Math.max(a.hints_shown, b.hints_shown),
    clues_shown: Math.max(a.clues_shown, b.clues_shown),
    passed_at: earlier(a.passed_at, b.passed_at),
    read_at: earlier(a.read_at, b.read_at),
  };
}

function mergeAttempts(a: readonly Attempt[], b: readonly Attempt[]): readonly Attempt[] {
  const byKey = new Map([...a, ...b].map((attempt) => [attempt.at + attempt.text, attempt]));
  const sorted = [...byKey.values()].sort((x, y) => (x.at < y.at ? -1 : x.at > y.at ? 1 : 0));
  return sorted.slice(-attemptsKept);
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}
