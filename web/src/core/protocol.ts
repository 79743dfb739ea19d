// The requests, replies and the report as they stand on the wire (docs/protocol.md). Types only.

import type {
  LessonNight,
  NightDoor,
  NightReport,
  NightStep,
  NightWitness,
  PointStep,
} from './night-protocol';
import type { FilesChange, OptionRun, RunDoor, SetsWitness, SwitchesStep } from './run-protocol';

export type Whose = 'learner' | 'author' | 'host';

export interface Where {
  readonly file?: string;
  readonly pointer?: string;
  readonly line?: number;
  readonly column?: number;
  readonly offset_utf16?: number;
}

export interface WireError {
  readonly whose: Whose;
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  readonly where?: Where;
}

export interface PackSummary {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly version: string;
  readonly language: string;
  readonly authors: readonly string[];
  readonly digest: string;
  readonly audience: 'author' | 'learner';
}

export type StepKind = 'read' | 'query' | 'quiz' | 'night' | 'point' | 'switches';

export interface StepSummary {
  readonly id: string;
  readonly kind: StepKind;
  readonly title: string;
}

export interface LessonSummary {
  readonly id: string;
  readonly slug: string;
  readonly folder: string;
  readonly title: string;
  readonly summary: string;
  readonly level: number;
  readonly duration_minutes: number;
  readonly objectives: readonly string[];
  readonly topics: readonly string[];
  readonly prerequisites: readonly string[];
  readonly steps: readonly StepSummary[];
}

export interface OpenedPack {
  readonly pack: PackSummary;
  readonly lessons: readonly LessonSummary[];
}

export interface ColumnDescription {
  readonly name: string;
  readonly type: string;
  readonly nullable?: boolean;
  readonly description?: string;
  readonly accepted_values?: readonly string[];
}

export interface TableDescription {
  readonly name: string;
  readonly description?: string;
  readonly primary_key?: readonly string[];
  readonly columns: readonly ColumnDescription[];
}

export interface DatasetDescription {
  readonly name: string;
  readonly title: string;
  readonly visible: boolean;
  readonly row_counts: Readonly<Record<string, number>>;
}

export interface TypedColumn {
  readonly name: string;
  readonly type: string;
}

export interface CheckDescription {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly title: string;
  readonly points: number;
}

export interface ReadStep extends StepSummary {
  readonly kind: 'read';
  readonly text: string;
  /** Shown beside the lesson's night, to look at. */
  readonly stage?: boolean;
}

export interface QueryStep extends StepSummary {
  readonly kind: 'query';
  readonly text: string;
  readonly answer: string;
  readonly start: string;
  readonly datasets: readonly string[];
  readonly hidden_datasets: number;
  readonly columns: readonly TypedColumn[];
  readonly ordered: boolean;
  readonly checks: readonly CheckDescription[];
  readonly hints: readonly string[];
  readonly score_max: number;
}

export interface QuizOption {
  readonly key: string;
  readonly text: string;
  /** What it does to the night's files; null where nothing can be run. */
  readonly change?: FilesChange | null;
}

export interface QuizStep extends StepSummary {
  readonly kind: 'quiz';
  readonly text: string;
  readonly answer: string;
  readonly mode: 'single' | 'multiple';
  readonly stage?: boolean;
  readonly options: readonly QuizOption[];
  readonly checks: readonly CheckDescription[];
  readonly hints: readonly string[];
  readonly score_max: number;
}

export type Step = ReadStep | QueryStep | QuizStep | NightStep | PointStep | SwitchesStep;

export interface Lesson {
  readonly id: string;
  readonly slug: string;
  readonly folder: string;
  readonly title: string;
  readonly summary: string;
  readonly objectives: readonly string[];
  readonly duration_minutes: number;
  readonly level: number;
  readonly topics: readonly string[];
  readonly prerequisites: readonly string[];
  readonly tables: readonly TableDescription[];
  readonly datasets: readonly DatasetDescription[];
  readonly steps: readonly Step[];
  readonly night?: LessonNight | null;
}

export type Cell = string | null;

export interface ResultColumn extends TypedColumn {
  readonly cells: readonly Cell[];
}

export interface PlanLine {
  readonly id: number;
  readonly parent: number;
  readonly detail: string;
}

/** Words of another database and what they were run as; the place is in the learner's text. */
export interface DialectNote {
  readonly from: string;
  readonly to: string;
  readonly line: number;
  readonly column: number;
}

export interface QueryOutcome {
  readonly columns: readonly ResultColumn[];
  readonly rows: number;
  readonly truncated: boolean;
  readonly statistics: {
    readonly steps: number;
    readonly full_scan_steps: number;
    readonly sorts: number;
  };
  readonly plan?: readonly PlanLine[];
  readonly notes?: readonly DialectNote[];
}

export type StepStatus = 'passed' | 'failed' | 'not_gradable' | 'not_answered' | 'fault';
/** `unknown`: nothing was tried, so nothing is known. It is not a pass. */
export type Verdict = 'pass' | 'fail' | 'unknown' | 'skipped' | 'fault';

export interface RowDifference {
  readonly mark: 'missing' | 'extra' | 'changed';
  readonly expected: readonly Cell[] | null;
  readonly actual: readonly Cell[] | null;
  readonly differs: readonly number[];
}

/** A row of a small result; `same` too, so that the whole result stands there. */
export interface ComparedRow {
  readonly mark: RowDifference['mark'] | 'same';
  readonly expected: readonly Cell[] | null;
  readonly actual: readonly Cell[] | null;
  /** Columns whose values differ, where the mark is `changed`. */
  readonly differs: readonly number[];
}

/** A table of a small input; without rows only where no table of the input has any. */
export interface InputTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** What is known of a mistake that does the same as the answer, from the vaguest on. */
export interface MistakeHint {
  readonly class: string;
  readonly title: string;
  readonly clause: string;
  readonly hint: string;
}

interface SmallInput {
  /** Of all tables together. */
  readonly rows: number;
  readonly tables: readonly InputTable[];
  /** The tables as INSERT statements; `query.run` takes it as its input. */
  readonly insert: string;
  /** Whether the order of the rows counts. */
  readonly ordered: boolean;
  /** Names of the result's columns. */
  readonly columns: readonly string[];
  readonly actual_rows: number;
  /** With what the answer ends on this input, in place of rows. */
  readonly error?: WitnessError | null;
  readonly hints?: readonly MistakeHint[];
}

export interface WitnessError {
  readonly message: string;
  readonly code?: string;
}

/** The smallest data that were found on which the answer is wrong. */
export interface Counterexample extends SmallInput {
  readonly kind: 'counterexample';
  readonly result: readonly ComparedRow[];
  /** Whether the rows are the same and only their order is not. They stand row by row then. */
  readonly in_order: boolean;
  readonly expected_rows: number;
  /** The answer's rows where the same input is stored in another order. */
  readonly elsewhere?: readonly (readonly Cell[])[] | null;
  readonly why?: readonly string[];
}

/** Of a pack that holds no answers: what fails, and nothing of what is expected. */
export interface SealedInput extends SmallInput {
  readonly kind: 'sealed_input';
  readonly actual: readonly (readonly Cell[])[];
}

export interface ChosenOption {
  readonly key: string;
  readonly text: string;
  readonly correct: boolean;
  readonly feedback: string;
}

export type Witness =
  | { readonly kind: 'error'; readonly error: WireError }
  | {
      readonly kind: 'columns';
      readonly expected: readonly TypedColumn[];
      readonly actual: readonly TypedColumn[];
    }
  | {
      readonly kind: 'values';
      readonly column: string;
      readonly expected_type: string;
      readonly actual_type: string;
      readonly examples: readonly string[];
    }
  | { readonly kind: 'count'; readonly expected: number; readonly actual: number }
  | {
      readonly kind: 'rows';
      readonly columns: readonly string[];
      readonly same: number;
      readonly missing: number;
      readonly extra: number;
      readonly changed: number;
      readonly rows: readonly RowDifference[];
      readonly causes: readonly string[];
    }
  | {
      readonly kind: 'order';
      readonly position: number;
      readonly columns: readonly string[];
      readonly expected: readonly Cell[];
      readonly actual: readonly Cell[];
      readonly keys: readonly string[];
    }
  | { readonly kind: 'choices'; readonly chosen: readonly ChosenOption[] }
  | Counterexample
  | SealedInput
  | NightWitness
  | SetsWitness;

export interface CheckReport {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly reason: string | null;
  readonly points: number;
  readonly points_max: number;
  readonly message: string;
  readonly hint: string | null;
  readonly dataset?: {
    readonly name: string;
    readonly visible: boolean;
    readonly failed: number;
    readonly total: number;
  } | null;
  readonly needs?: readonly string[];
  readonly notes?: readonly string[];
  readonly witness?: Witness | null;
}

export interface StepReport {
  readonly id: string;
  readonly kind: StepKind;
  readonly title: string;
  readonly status: StepStatus;
  readonly score: number;
  readonly score_max: number;
  readonly datasets?: readonly {
    readonly name: string;
    readonly visible: boolean;
    readonly steps: number;
  }[];
  readonly recognised?: {
    readonly name: string;
    readonly title: string;
    readonly feedback: string;
  } | null;
  readonly checks: readonly CheckReport[];
  readonly night?: NightReport | null;
  /** The options that were run: those chosen, and all of them once the step passed. */
  readonly runs?: readonly OptionRun[] | null;
}

export interface Report {
  readonly format: string;
  readonly engine: EngineDescription;
  readonly pack: {
    readonly id: string;
    readonly name: string;
    readonly version: string;
    readonly digest: string;
  };
  readonly lesson: { readonly id: string; readonly slug: string; readonly title: string };
  readonly status: StepStatus;
  readonly counted: boolean;
  /** `provisional`: by a pack that holds no answers. Absent in older reports, which are final. */
  readonly confidence?: 'final' | 'provisional';
  readonly score: number;
  readonly score_max: number;
  readonly first_failure: { readonly step: string; readonly check: string } | null;
  readonly steps: readonly StepReport[];
}

export interface EngineDescription {
  readonly name: string;
  readonly version: string;
  readonly sqlite: string;
  readonly digest: string;
}

export interface Grade {
  readonly status: StepStatus;
  readonly counted: boolean;
  readonly score: number;
  readonly score_max: number;
  readonly first_failure: { readonly step: string; readonly check: string } | null;
}

/** What a query gives away whatever it was asked for (docs/lint.md). `column` counts UTF-16 units. */
export interface LintFinding {
  readonly rule: string;
  /** A warning is what nobody means; a note is a question that right queries raise, too. */
  readonly level: 'warning' | 'note';
  readonly title: string;
  readonly message: string;
  readonly help: string;
  readonly where: {
    readonly line: number;
    readonly column: number;
    readonly offset_utf16: number;
    readonly end_line: number;
    readonly end_column: number;
  };
  /** The error's number in Taipalus et al. (2018). */
  readonly taxon?: number;
}

/** A data set of the lesson, or its tables with nothing but these rows (INSERT statements). */
export type DataChoice = { readonly dataset: string } | { readonly input: string };

/** For every kind of request: what goes in beside the kind, and the result that comes out. */
export interface Door extends NightDoor, RunDoor {
  'engine.describe': {
    request: object;
    result: { engine: EngineDescription; report_format: string; pack_format: number };
  };
  'pack.open': { request: object; result: OpenedPack };
  'lesson.describe': { request: { lesson: string }; result: { lesson: Lesson } };
  'query.run': {
    request: {
      lesson: string;
      sql: string;
      rows_max?: number;
      plan?: boolean;
    } & DataChoice;
    result: { outcome: QueryOutcome };
  };
  'attempt.grade': {
    request: {
      lesson: string;
      step?: string;
      files: Readonly<Record<string, string>>;
      format?: 'json' | 'text';
    };
    result: Grade;
  };
  'lint.query': {
    request: { lesson: string; step: string; sql: string };
    result: { findings: readonly LintFinding[] };
  };
}

export type Kind = keyof Door;

export type Reply<K extends Kind> =
  | { readonly kind: K; readonly ok: true; readonly result: Door[K]['result'] }
  | { readonly kind: K; readonly ok: false; readonly errors: readonly WireError[] };
