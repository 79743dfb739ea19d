// What the incident screen knows: the runs of the learner, the trace of the one on show, and the moment
// that is looked at. The value and what follows from it; class NightDesk does the asking.

import type {
  DatabaseName,
  Files,
  LessonNight,
  Move,
  MoveAnswer,
  NightDatabase,
  PipelineGraph,
  Scenario,
} from '../../core/night-protocol';
import type { QueryOutcome, WireError } from '../../core/protocol';
import { dayUs, hourUs, readTime, type TimeUs } from './clock';
import type { CommandNames } from './console';
import { memberText, readJsonc } from './jsonc';
import { firstSpan, type Lane, type Span } from './lanes';
import {
  type Branch,
  currentBranch,
  editedFiles,
  installedFiles,
  type NightNotes,
  scriptOf,
} from './notes';
import type { TraceIndex } from './trace-index';
import { pagerAt } from './views-at';

export type NightTab = 'board' | 'gantt' | 'tables' | 'log' | 'files' | 'compare' | 'feedback';

export type NightActivity =
  { readonly kind: 'idle' } | { readonly kind: 'running'; readonly since_ms: number };

/** Why there is nothing to show, or nothing newer. */
export type NightTrouble =
  | { readonly kind: 'refused'; readonly errors: readonly WireError[] }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'broken' };

/** A move that waits for an answer: does it belong to now, or to a new run from the moment on show? */
export type Intent =
  | { readonly kind: 'command'; readonly line: string }
  | { readonly kind: 'install'; readonly files: Files };

export interface FileCheck {
  /** What was checked. */
  readonly files: Files;
  readonly errors: readonly WireError[];
  readonly lints: readonly WireError[];
}

export interface TablesAt {
  readonly at: TimeUs;
  readonly branch: string;
  readonly databases: readonly NightDatabase[];
}

export type AskResult =
  | { readonly kind: 'nothing' }
  | {
      readonly kind: 'rows';
      readonly outcome: QueryOutcome;
      readonly at: TimeUs;
      readonly database: DatabaseName;
    }
  | { readonly kind: 'refused'; readonly errors: readonly WireError[] }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'broken' };

/** Another world, opened to see what went wrong there. Nothing can be done in it. */
export interface Replay {
  readonly title: string;
  readonly scenario: Scenario;
  readonly start: TimeUs;
  readonly end: TimeUs;
  /** The learner's, in force from the start. */
  readonly files: Files;
}

/** Another run of the learner's, beside the one on show. */
export interface Compared {
  readonly name: string;
  readonly index: TraceIndex;
  readonly lanes: readonly Lane[];
  readonly live: TimeUs;
}

export interface NightState {
  readonly activity: NightActivity;
  readonly trouble: NightTrouble | null;
  readonly notes: NightNotes;
  readonly index: TraceIndex | null;
  readonly lanes: readonly Lane[];
  /** What the moves of the script came to, in their order. */
  readonly answers: readonly MoveAnswer[];
  /** In force where time has come to, where the core said so. */
  readonly files: Files | null;
  readonly over_limit: boolean;
  readonly viewed: TimeUs;
  /** Index of the event that is looked at. */
  readonly selected: number | null;
  readonly span: Span;
  readonly tab: NightTab;
  /** Node or arrow of the board that is looked at. */
  readonly node: string | null;
  readonly intent: Intent | null;
  readonly check: FileCheck | null;
  readonly checking: boolean;
  /** The graph of the files in force after so many installs. */
  readonly graphs: ReadonlyMap<string, PipelineGraph>;
  readonly tables: TablesAt | null;
  readonly asked: AskResult;
  readonly compared: Compared | null;
  readonly replay: Replay | null;
}

/** How long time is let go on. */
export type Wait =
  | { readonly kind: 'for'; readonly us: number }
  | { readonly kind: 'next_run' }
  | { readonly kind: 'end' };

export function emptyNight(night: LessonNight, notes: NightNotes): NightState {
  const whole = { from: readTime(night.start), to: readTime(night.end) };
  return {
    activity: { kind: 'idle' },
    trouble: null,
    notes,
    index: null,
    lanes: [],
    answers: [],
    files: null,
    over_limit: false,
    viewed: readTime(notes.viewed),
    selected: null,
    span: firstSpan(readTime(night.acts_from), whole),
    tab: 'board',
    node: null,
    intent: null,
    check: null,
    checking: false,
    graphs: new Map(),
    tables: null,
    asked: { kind: 'nothing' },
    compared: null,
    replay: null,
  };
}

/** How far time has come in what is on show. */
export function liveOf({ replay, notes }: NightState): TimeUs {
  return replay?.end ?? readTime(currentBranch(notes).live);
}

export function wholeOf({ replay }: NightState, night: LessonNight): Span {
  return replay === null
    ? { from: readTime(night.start), to: readTime(night.end) }
    : { from: replay.start, to: replay.end };
}

export function isLive(state: NightState): boolean {
  return state.viewed >= liveOf(state);
}

/** Names one state of the files: their graph is asked for once. */
export function graphKey(files: Files): string {
  return JSON.stringify(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The files that were in force at a moment. */
export function filesAt(
  { replay }: NightState,
  night: LessonNight,
  script: readonly Move[],
  time: TimeUs,
): Files {
  return script.reduce<Files>(
    (files, move) =>
      'install' in move && readTime(move.at) <= time ? { ...files, ...move.install } : files,
    replay?.files ?? night.files,
  );
}

/** The files in force where time has come to: commands may have changed them too. */
export function filesInForce(state: NightState, night: LessonNight): Files {
  return state.files ?? installedFiles(night.files, scriptOf(currentBranch(state.notes)));
}

export function shownScript(state: NightState): readonly Move[] {
  return state.replay === null ? scriptOf(currentBranch(state.notes)) : [];
}

export function graphAt(state: NightState, night: LessonNight): PipelineGraph | null {
  return state.graphs.get(graphKey(filesShown(state, night))) ?? null;
}

/** The files at the moment on show; behind the last move also as commands left them. */
function filesShown(state: NightState, night: LessonNight): Files {
  const script = shownScript(state);
  const isAfterAll = script.every(({ at }) => readTime(at) <= state.viewed);
  return state.replay === null && isAfterAll
    ? filesInForce(state, night)
    : filesAt(state, night, script, state.viewed);
}

/** What commands can name: from the files as they are, and the pages that are open. */
export function commandNames(state: NightState, night: LessonNight): CommandNames {
  const pipeline =
    editedFiles(filesInForce(state, night), currentBranch(state.notes))['pipeline.jsonc'] ?? '';
  const root = readJsonc(pipeline) ?? undefined;
  const list = (name: string, key: string) =>
    (root?.members.find((member) => member.key.text === name)?.value?.items ?? []).flatMap(
      (item) => memberText(item, key) ?? [],
    );
  const pages = state.index === null ? [] : pagerAt(state.index, state.viewed);
  return {
    dag: memberText(root, 'dag_id') ?? '',
    tasks: list('tasks', 'task_id'),
    exposures: list('exposures', 'name'),
    sources: night.sources,
    pages: pages.filter(({ state: now }) => now !== 'resolved').map(({ key }) => key),
  };
}

/** The day before the learner took over: what a repair is usually about. */
export function incidentDay(night: LessonNight): string {
  return new Date((readTime(night.acts_from) - dayUs) / 1000).toISOString().slice(0, 10);
}

/** Up to when to play so that a run surely ends, when one is due within a day. */
export function nextRunHorizon(live: TimeUs, end: TimeUs): TimeUs {
  return Math.min(live + dayUs + 2 * hourUs, end);
}

/** When the first run ends that ends after `live`; null where none does. */
export function nextRunEnd(index: TraceIndex, live: TimeUs): TimeUs | null {
  const ends = index.runs.map(({ ended }) => ended).filter((ended) => ended > live);
  const first = Math.min(...ends);
  return Number.isFinite(first) ? first : null;
}

export function scenarioTime(scenario: Scenario, key: 'start' | 'end'): TimeUs {
  const text = scenario[key];
  if (typeof text !== 'string') return NaN;
  return readTime(text.includes('T') ? text : `${text}T00:00:00Z`);
}

/** The pages and answers of the console, as it lists them. */
export interface ConsoleLine {
  readonly at: TimeUs;
  readonly text: string;
  readonly answer: string;
  readonly errors: readonly WireError[];
  readonly isInstall: boolean;
}

export function consoleLines(
  branch: Branch,
  answers: readonly MoveAnswer[],
): readonly ConsoleLine[] {
  let accepted = 0;
  return branch.entries.map(({ move, refused }) => {
    const answer = refused === null ? answers[accepted++] : undefined;
    return {
      at: readTime(move.at),
      text: 'command' in move ? move.command : `install ${Object.keys(move.install).join(', ')}`,
      answer: answer?.answer ?? '',
      errors: refused ?? answer?.errors ?? [],
      isInstall: 'install' in move,
    };
  });
}
