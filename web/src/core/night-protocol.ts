// Nights as they stand on the wire (docs/protocol.md, docs/nights.md). Types only.

import type {
  CheckDescription,
  QueryOutcome,
  StepSummary,
  TypedColumn,
  WireError,
} from './protocol';

/** Paths and texts of a pipeline's files. */
export type Files = Readonly<Record<string, string>>;

export interface CommandHelp {
  readonly usage: string;
  readonly about: string;
  readonly tool: string;
}

/** The night of a lesson. Times are texts like 2026-03-11T02:00:00Z. */
export interface LessonNight {
  readonly title: string;
  readonly start: string;
  readonly end: string;
  /** When the learner takes over. */
  readonly acts_from: string;
  readonly answer: string;
  /** The exposure that the consumers look at. */
  readonly tile: string;
  readonly files: Files;
  readonly sources: readonly string[];
  readonly commands: readonly CommandHelp[];
}

interface GradedStep extends StepSummary {
  readonly text: string;
  readonly checks: readonly CheckDescription[];
  readonly hints: readonly string[];
  readonly score_max: number;
}

/** An act of the night: the script so far is what is graded. */
export interface NightStep extends GradedStep {
  readonly kind: 'night';
  readonly answer?: string;
}

/** Asks for the event that caused it all. */
export interface PointStep extends GradedStep {
  readonly kind: 'point';
  readonly answer: string;
  /** What looking takes; null: the trace lies open. */
  readonly looks?: LookPrices | null;
}

/** Into the log of one thing, or into a database. */
export type Look =
  { readonly log: string } | { readonly database: DatabaseName; readonly query: string };

export interface LookSubject {
  readonly subject: string;
  /** What it is, in a few words. */
  readonly about: string;
  readonly events: number;
}

export interface LookPrices {
  readonly budget_us: number;
  readonly costs_us: { readonly log: number; readonly query: number };
  readonly subjects: readonly LookSubject[];
}

/** What a learner did at a moment: a line of the console, or files that were changed. */
export type Move =
  | { readonly at: string; readonly command: string }
  | { readonly at: string; readonly install: Files };

/** A world of the learner's own choice instead of the lesson's. */
export type Scenario = Readonly<Record<string, unknown>>;

interface NightRequest {
  readonly lesson: string;
  readonly script: readonly Move[];
  readonly scenario?: Scenario;
  /** Laid over the files that the learner starts from. */
  readonly files?: Files;
}

export interface MoveAnswer {
  readonly at: string;
  readonly answer: string;
  readonly errors: readonly WireError[];
}

export interface GraphTask {
  readonly task_id: string;
  readonly type: string;
  readonly upstream: readonly string[];
  readonly reads: readonly string[];
  /** The names under which a sync asks for each of its columns; null where it takes what there is. */
  readonly columns: readonly (readonly string[])[] | null;
  readonly writes: string | null;
}

export interface PipelineGraph {
  readonly tasks: readonly GraphTask[];
  readonly exposures: readonly {
    readonly name: string;
    readonly owner?: string;
    readonly reads: readonly string[];
  }[];
  readonly monitors: readonly {
    readonly name: string;
    readonly on: string;
    readonly pillar: string;
  }[];
  readonly contracts: readonly {
    readonly file: string;
    readonly on: string;
    readonly enforce: readonly { readonly at: string; readonly on_violation: string }[];
  }[];
}

export interface NightTable {
  readonly name: string;
  readonly columns: readonly TypedColumn[];
  readonly rows: number;
}

export type DatabaseName = 'shop' | 'warehouse';

export interface NightDatabase {
  readonly name: DatabaseName;
  readonly tables: readonly NightTable[];
}

/** What a key of pipeline.jsonc means, and in which kind of object it stands: "a sync task". */
export interface KeyHelp {
  readonly in: string;
  readonly name: string;
  /** The tool that it is from. */
  readonly from: string;
  readonly default: string;
  readonly about: string;
}

/** How many of the nights that an answer is judged by were played; every hidden world is one. */
export interface Preparation {
  readonly done: number;
  readonly total: number;
}

export interface NightDoor {
  /** Plays the next of them. The attempt.grade of equal files that follows does not play it again. */
  'night.prepare': {
    request: { readonly lesson: string; readonly step?: string; readonly files: Files };
    result: Preparation;
  };
  'night.play': {
    request: NightRequest & { readonly until: string; readonly from_event?: number };
    result: {
      readonly now: string;
      readonly end: string;
      readonly events: number;
      /** The attachment's lines replace everything from this event on. */
      readonly from_event: number;
      readonly moves: readonly MoveAnswer[];
      readonly over_limit: boolean;
      /** In force at the end: a command may have changed them too. */
      readonly files?: Files;
    };
  };
  'night.query': {
    request: NightRequest & {
      readonly at: string;
      readonly database: DatabaseName;
      readonly sql: string;
      readonly rows_max?: number;
    };
    result: { readonly outcome: QueryOutcome };
  };
  'night.tables': {
    request: NightRequest & { readonly at: string };
    result: { readonly databases: readonly NightDatabase[] };
  };
  'night.check': {
    request: { readonly lesson: string; readonly files: Files };
    result: {
      readonly errors: readonly WireError[];
      readonly lints: readonly WireError[];
      readonly graph: PipelineGraph | null;
    };
  };
  'night.export': {
    request: NightRequest & { readonly at: string };
    /** `left_out`: what the other tools have no word for, a sentence each. */
    result: { readonly files: Files; readonly left_out: readonly string[] };
  };
  'night.keys': { request: object; result: { readonly keys: readonly KeyHelp[] } };
}

export type TileStateName =
  'blank' | 'honest' | 'flagged_honest' | 'silent_wrong' | 'flagged_wrong' | 'no_data' | 'error';

/** A stretch of time in which one thing was on the tile, beside what should have been. */
export interface ShownSpan {
  readonly from: string;
  readonly until: string;
  readonly state: TileStateName;
  readonly shown: number | null;
  readonly truth: number | null;
}

/** A world small enough to look at in which the same thing goes wrong. */
export interface SmallestNight {
  readonly faults: number;
  readonly days: number;
  readonly orders: number;
  readonly scenario: Scenario;
}

export interface NightWitness {
  readonly kind: 'night';
  readonly world: string;
  readonly title: string;
  readonly seed: number;
  readonly visible: boolean;
  readonly events: readonly number[];
  /** Trace lines of these events. */
  readonly lines: readonly string[];
  readonly say: string;
  readonly shown: readonly ShownSpan[];
  readonly smallest: SmallestNight | null;
}

/** How the played night went; null where something was not measured. */
export interface NightReport {
  readonly tile: readonly ShownSpan[] | null;
  readonly detect_us: number | null;
  readonly notify_us: number | null;
  readonly repair_us: number | null;
  readonly silent_wrong_us: number | null;
  readonly pages: number | null;
}
