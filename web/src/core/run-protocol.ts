// Options that can be run, and what came of running them, as they stand on the wire
// (docs/protocol.md). Types only.

import type { Files, ShownSpan } from './night-protocol';
import type { CheckDescription, StepSummary } from './protocol';

/** One operation of a JSON Patch (RFC 6902) on pipeline.jsonc. */
export interface PatchOperation {
  readonly op: 'add' | 'remove' | 'replace';
  /** A JSON pointer; "-" stands behind the last of a list. */
  readonly path: string;
  readonly value?: unknown;
}

/** What an option does to the files that the learner finds. */
export interface FilesChange {
  readonly patch: readonly PatchOperation[];
  /** Laid over the others. */
  readonly files: Files;
}

/** What a change does to the incident, told by a run with it beside one without it. */
export type Effect =
  'prevents' | 'contains' | 'detects' | 'detects_late' | 'helps_repair' | 'blind' | 'none';

export type RunMarkKind = 'shipped' | 'blocked' | 'task_failed' | 'alarm' | 'call' | 'wrong';

export interface RunMark {
  readonly at: string;
  readonly kind: RunMarkKind;
  /** One sentence. */
  readonly say: string;
}

/** The lesson's night with other files, and nobody acting in it. Times are texts like 2026-03-11T02:00:00Z. */
export interface NightRun {
  /** A task failed, or the pipeline paged somebody. */
  readonly loud: boolean;
  readonly tile: readonly ShownSpan[] | null;
  /** In the order of time. */
  readonly marks: readonly RunMark[];
  readonly detect_us: number | null;
  readonly notify_us: number | null;
  readonly repair_us: number | null;
  readonly silent_wrong_us: number | null;
  readonly pages: number | null;
  readonly start: string;
  readonly end: string;
}

/** With some switches on. */
export interface SwitchRun extends NightRun {
  readonly on: readonly string[];
}

export interface OptionRun extends NightRun {
  readonly key: string;
  readonly effect: Effect;
}

export interface Switch {
  readonly key: string;
  readonly text: string;
  readonly about: string;
  readonly change: FilesChange;
}

/** Asks for every smallest set of switches with which the night is loud. */
export interface SwitchesStep extends StepSummary {
  readonly kind: 'switches';
  readonly text: string;
  readonly answer: string;
  readonly switches: readonly Switch[];
  readonly checks: readonly CheckDescription[];
  readonly hints: readonly string[];
  readonly score_max: number;
}

/** `larger`: fewer of them suffice, and `smaller` is such a set. */
export interface JudgedSet {
  readonly keys: readonly string[];
  readonly verdict: 'minimal' | 'silent' | 'larger';
  readonly smaller: readonly string[] | null;
}

export interface SetsWitness {
  readonly kind: 'sets';
  readonly sets: readonly JudgedSet[];
  /** How many of all smallest sets were handed in. */
  readonly found: number;
  readonly total: number;
  /** Of the first set with which nothing was heard. */
  readonly run: NightRun | null;
}

export interface RunDoor {
  'night.switch': {
    request: { readonly lesson: string; readonly step: string; readonly on: readonly string[] };
    result: { readonly run: SwitchRun };
  };
}
