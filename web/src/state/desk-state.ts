// One step's desk: what was run, what was graded, what is going on. The value and its events are
// pure; class Desk (desk.ts) does the asking.

import type { Outcome } from '../core/client';
import type { Preparation } from '../core/night-protocol';
import type {
  Grade,
  LintFinding,
  QueryOutcome,
  Report,
  StepReport,
  WireError,
} from '../core/protocol';
import { plural } from './plural';
import type { LoadedInput } from './small-input';

export type Activity =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly since_ms: number }
  | { readonly kind: 'grading'; readonly since_ms: number; readonly progress: Preparation | null };

/** What a query was run on. */
export type RunData =
  | { readonly kind: 'dataset'; readonly name: string }
  | { readonly kind: 'input'; readonly rows: number };

/** `selection`: only the selected part of the text was run. */
export type RunResult =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'rows';
      readonly outcome: QueryOutcome;
      readonly selection: boolean;
      readonly data: RunData;
    }
  | { readonly kind: 'refused'; readonly errors: readonly WireError[]; readonly selection: boolean }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'broken'; readonly last_words: string };

/** `same_as`: number of an earlier attempt with the same text. */
export type GradeResult =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'graded'; readonly step: StepReport; readonly same_as: number | null }
  | { readonly kind: 'refused'; readonly errors: readonly WireError[] }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'broken'; readonly last_words: string };

export type DeskTab = 'results' | 'feedback' | 'plan' | 'tables';

/** A place in the editor's text, of one word at least, and what is wrong there. */
export interface Problem {
  readonly offset_utf16: number;
  readonly end?: { readonly line: number; readonly column: number };
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
}

/** What the last run or grade found, and in which text. */
export interface Problems {
  readonly text: string;
  readonly list: readonly Problem[];
}

export interface DeskState {
  readonly activity: Activity;
  readonly run: RunResult;
  readonly grade: GradeResult;
  /** Beside the verdict: what the graded query alone gives away. */
  readonly findings: readonly LintFinding[];
  readonly problems: Problems;
  readonly tab: DeskTab;
  readonly dataset: string;
  /** Asked in place of the data set while it is there. */
  readonly input: LoadedInput | null;
}

export type DeskEvent =
  | { readonly kind: 'tab_chosen'; readonly tab: DeskTab }
  | { readonly kind: 'dataset_chosen'; readonly dataset: string }
  | { readonly kind: 'input_loaded'; readonly input: LoadedInput }
  | { readonly kind: 'input_left' }
  | { readonly kind: 'run_started'; readonly since_ms: number; readonly text: string }
  | { readonly kind: 'grade_started'; readonly since_ms: number; readonly text: string }
  | { readonly kind: 'grade_progressed'; readonly progress: Preparation }
  | {
      readonly kind: 'run_ended';
      readonly outcome: Outcome<{ readonly outcome: QueryOutcome }>;
      /** Where the text that was run starts in the editor; null: the whole text. */
      readonly selection_at: number | null;
    }
  | {
      readonly kind: 'grade_ended';
      readonly outcome: Outcome<Grade>;
      readonly step: StepReport | null;
      readonly same_as: number | null;
    }
  | { readonly kind: 'linted'; readonly findings: readonly LintFinding[] };

export function progressWords({ done, total }: Preparation): string {
  return `Checked ${done} of ${plural(total, 'night', 'nights')}`;
}

export function emptyDesk(dataset: string, report: StepReport | null): DeskState {
  return {
    activity: { kind: 'idle' },
    run: { kind: 'nothing' },
    grade: report === null ? { kind: 'nothing' } : { kind: 'graded', step: report, same_as: null },
    findings: [],
    problems: { text: '', list: [] },
    tab: 'results',
    dataset,
    input: null,
  };
}

export function applyDeskEvent(state: DeskState, event: DeskEvent): DeskState {
  switch (event.kind) {
    case 'tab_chosen':
      return { ...state, tab: event.tab };
    case 'dataset_chosen':
      return { ...state, dataset: event.dataset, input: null };
    case 'input_loaded':
      return { ...state, input: event.input };
    case 'input_left':
      return { ...state, input: null };
    case 'run_started':
      return {
        ...state,
        activity: { kind: 'running', since_ms: event.since_ms },
        problems: { text: event.text, list: [] },
        tab: state.tab === 'plan' ? 'plan' : 'results',
      };
    case 'grade_started':
      return {
        ...state,
        activity: { kind: 'grading', since_ms: event.since_ms, progress: null },
        problems: { text: event.text, list: [] },
        tab: 'feedback',
      };
    case 'grade_progressed':
      if (state.activity.kind !== 'grading') return state;
      return { ...state, activity: { ...state.activity, progress: event.progress } };
    case 'run_ended':
      return runEnded(state, event.outcome, event.selection_at);
    case 'grade_ended':
      return gradeEnded(state, event);
    case 'linted':
      return {
        ...state,
        findings: event.findings,
        problems: withProblems(state, event.findings.map(problemIn)),
      };
  }
}

function runEnded(
  state: DeskState,
  outcome: Outcome<{ readonly outcome: QueryOutcome }>,
  selectionAt: number | null,
): DeskState {
  const idle = { ...state, activity: { kind: 'idle' } } as const;
  const selection = selectionAt !== null;
  switch (outcome.kind) {
    case 'done':
      return {
        ...idle,
        run: {
          kind: 'rows',
          outcome: outcome.result.outcome,
          selection,
          data: dataOf(state),
        },
      };
    case 'refused':
      return {
        ...idle,
        tab: 'results',
        run: { kind: 'refused', errors: outcome.errors, selection },
        problems: withProblems(state, problemsOf(outcome.errors[0], selectionAt ?? 0)),
      };
    case 'stopped':
      return { ...idle, run: { kind: 'stopped' } };
    case 'broken':
      return { ...idle, run: { kind: 'broken', last_words: outcome.lastWords } };
  }
}

function dataOf({ input, dataset }: DeskState): RunData {
  return input === null ? { kind: 'dataset', name: dataset } : { kind: 'input', rows: input.rows };
}

function gradeEnded(
  state: DeskState,
  event: DeskEvent & { readonly kind: 'grade_ended' },
): DeskState {
  const idle = {
    ...state,
    activity: { kind: 'idle' },
    tab: 'feedback',
    findings: [],
  } as const;
  switch (event.outcome.kind) {
    case 'done':
      if (event.step === null) return { ...idle, grade: { kind: 'nothing' } };
      return {
        ...idle,
        grade: { kind: 'graded', step: event.step, same_as: event.same_as },
        problems: withProblems(state, problemsOf(errorIn(event.step), 0)),
      };
    case 'refused':
      return { ...idle, grade: { kind: 'refused', errors: event.outcome.errors } };
    case 'stopped':
      return { ...idle, grade: { kind: 'stopped' } };
    case 'broken':
      return { ...idle, grade: { kind: 'broken', last_words: event.outcome.lastWords } };
  }
}

function withProblems({ problems }: DeskState, more: readonly Problem[]): Problems {
  return { ...problems, list: [...problems.list, ...more] };
}

function problemsOf(error: WireError | undefined, base: number): readonly Problem[] {
  const offset = error?.where?.offset_utf16;
  if (error === undefined || offset === undefined) return [];
  return [{ offset_utf16: base + offset, severity: 'error', message: error.message }];
}

function problemIn({ level, message, help, where }: LintFinding): Problem {
  return {
    offset_utf16: where.offset_utf16,
    end: { line: where.end_line, column: where.end_column },
    severity: level === 'warning' ? 'warning' : 'info',
    message: `${message} ${help}`,
  };
}

function errorIn(step: StepReport): WireError | undefined {
  const failed = step.checks.find(({ verdict }) => verdict === 'fail');
  return failed?.witness?.kind === 'error' ? failed.witness.error : undefined;
}

export function stepOf(report: Report | null, step: string): StepReport | null {
  return report?.steps.find(({ id }) => id === step) ?? null;
}
