// A trace, sorted once by what it is about, so that the state of every panel at any moment is a few
// lookups by halving. Building it takes one walk over the events.

import type { TimeUs } from './clock';
import { History, numberOf, textOf, type Trace, type TraceEvent } from './trace';

export type TaskState =
  | 'none'
  | 'queued'
  | 'running'
  | 'success'
  | 'failed'
  | 'up_for_retry'
  | 'upstream_failed'
  | 'skipped';

export interface RunRecord {
  readonly name: string;
  readonly type: string;
  readonly interval_start: string;
  readonly interval_end: string;
  readonly started: TimeUs;
  readonly event: number;
  /** Infinity and "" as long as it runs. */
  ended: TimeUs;
  state: string;
}

/** One try of a task in one run. */
export interface TryRecord {
  readonly run: string;
  readonly task: string;
  readonly number: number;
  readonly event: number;
  /** When it was queued, when it began, when it ended: Infinity where that has not happened. */
  queued: TimeUs;
  started: TimeUs;
  ended: TimeUs;
  state: TaskState;
  read: number;
  written: number;
  error: string;
  message: string;
  /** How long the next try was put off. */
  wait_us: number;
  readonly progress: History<{ readonly read: number; readonly written: number }>;
}

export interface TaskMoment {
  readonly state: TaskState;
  readonly run: string;
}

export interface CommitRecord {
  readonly at: TimeUs;
  readonly rows: number;
  readonly by: string;
  readonly event: number;
}

export interface ShownRecord {
  readonly kind: string;
  readonly value: number;
  readonly stale: boolean;
  readonly at: TimeUs;
  readonly event: number;
}

export interface FlagRecord {
  readonly stale: boolean;
  readonly text: string;
  readonly event: number;
}

export interface MonitorRecord {
  readonly state: string;
  readonly say: string;
  readonly on: string;
  readonly pillar: string;
  readonly event: number;
}

/** Everything about one key of the pager, in order. */
export interface PageRecord {
  readonly key: string;
  readonly events: TraceEvent[];
}

export class TraceIndex {
  readonly times: Float64Array;
  readonly runs: RunRecord[] = [];
  /** By task, in the order in which they were queued. */
  readonly tries = new Map<string, TryRecord[]>();
  readonly tasks = new Map<string, History<TaskMoment>>();
  readonly tables = new Map<string, History<CommitRecord>>();
  readonly shown = new Map<string, History<ShownRecord>>();
  readonly flags = new Map<string, History<FlagRecord>>();
  readonly monitors = new Map<string, History<MonitorRecord>>();
  readonly pages = new Map<string, PageRecord>();
  readonly schemas = new Map<string, History<TraceEvent>>();
  readonly releases = new History<TraceEvent>();
  readonly writes = new Map<string, History<number>>();
  /** What else is told of a task: checks, contracts, rows set aside. */
  readonly remarks = new Map<string, History<TraceEvent>>();
  private readonly openRuns = new Map<string, RunRecord>();
  private readonly openTries = new Map<string, TryRecord>();

  constructor(readonly trace: Trace) {
    this.times = Float64Array.from(trace, ({ t }) => t);
    for (const event of trace) this.take(event);
  }

  private take(event: TraceEvent): void {
    switch (event.k) {
      case 'src.write':
        return history(this.writes, event.s).add(event.t, event.i);
      case 'src.schema':
        return history(this.schemas, event.s).add(event.t, event);
      case 'app.release':
        return this.releases.add(event.t, event);
      case 'run.start':
        return this.startRun(event);
      case 'run.end':
        return this.endRun(event);
      case 'task.state':
        return this.moveTask(event);
      case 'sync.read':
      case 'write.batch':
      case 'task.end':
      case 'retry.wait':
        return this.followTry(event);
      case 'commit':
        return this.commit(event);
      case 'check.result':
      case 'contract.result':
      case 'quarantine':
        return history(this.remarks, event.s).add(event.t, event);
      case 'monitor.eval':
        return history(this.monitors, event.s).add(event.t, monitorOf(event));
      case 'tile.show':
        return history(this.shown, event.s).add(event.t, shownOf(event));
      case 'tile.flag':
        return history(this.flags, event.s).add(event.t, flagOf(event));
      default:
        if (event.k.startsWith('page.')) this.page(event);
    }
  }

  private startRun(event: TraceEvent): void {
    const run: RunRecord = {
      name: event.r ?? event.s,
      type: textOf(event, 'type'),
      interval_start: textOf(event, 'data_interval_start'),
      interval_end: textOf(event, 'data_interval_end'),
      started: event.t,
      event: event.i,
      ended: Infinity,
      state: '',
    };
    this.runs.push(run);
    this.openRuns.set(run.name, run);
  }

  private endRun(event: TraceEvent): void {
    const run = this.openRuns.get(event.r ?? event.s);
    if (run === undefined) return;
    run.ended = event.t;
    run.state = textOf(event, 'state');
  }

  private moveTask(event: TraceEvent): void {
    const state = textOf(event, 'state') as TaskState;
    const run = runOf(event);
    history(this.tasks, event.s).add(event.t, { state, run });
    if (state !== 'queued' && state !== 'running') return this.endTry(event, state);
    const open = this.openTries.get(tryKey(event));
    const isNew = open === undefined || open.ended !== Infinity || state === 'queued';
    const entry = isNew ? this.openTry(event) : open;
    if (state === 'running') entry.started = event.t;
  }

  private openTry(event: TraceEvent): TryRecord {
    const opened: TryRecord = {
      run: runOf(event),
      task: event.s,
      number: Number(event.r?.split('#')[1] ?? 1),
      event: event.i,
      queued: event.t,
      started: Infinity,
      ended: Infinity,
      state: 'queued',
      read: 0,
      written: 0,
      error: '',
      message: '',
      wait_us: 0,
      progress: new History(),
    };
    const all = this.tries.get(event.s);
    if (all === undefined) this.tries.set(event.s, [opened]);
    else all.push(opened);
    this.openTries.set(tryKey(event), opened);
    return opened;
  }

  /** A task that ends without a try of its own (skipped, upstream failed) has nothing to end. */
  private endTry(event: TraceEvent, state: TaskState): void {
    const open = this.openTries.get(tryKey(event));
    if (open === undefined || state === 'none') return;
    if (open.ended === Infinity) open.ended = event.t;
    open.state = state;
  }

  private followTry(event: TraceEvent): void {
    const open = this.openTries.get(tryKey(event));
    if (open === undefined) return;
    if (event.k === 'retry.wait') open.wait_us = numberOf(event, 'wait_us');
    else if (event.k === 'task.end') finish(open, event);
    else advance(open, event);
  }

  private commit(event: TraceEvent): void {
    const table = textOf(event, 'table');
    const rows = numberOf(event, 'rows');
    history(this.tables, table).add(event.t, { at: event.t, rows, by: event.s, event: event.i });
  }

  private page(event: TraceEvent): void {
    const known = this.pages.get(event.s);
    if (known === undefined) this.pages.set(event.s, { key: event.s, events: [event] });
    else known.events.push(event);
  }
}

function history<T>(all: Map<string, History<T>>, key: string): History<T> {
  const known = all.get(key);
  if (known !== undefined) return known;
  const fresh = new History<T>();
  all.set(key, fresh);
  return fresh;
}

/** The run of an event, without the number of the try. */
export function runOf(event: TraceEvent): string {
  return event.r?.split('#')[0] ?? '';
}

function tryKey(event: TraceEvent): string {
  return `${runOf(event)} ${event.s}`;
}

function finish(open: TryRecord, event: TraceEvent): void {
  open.ended = event.t;
  open.state = textOf(event, 'state') as TaskState;
  open.read = numberOf(event, 'read');
  open.written = numberOf(event, 'written');
  open.error = textOf(event, 'error');
  open.message = textOf(event, 'message');
}

function advance(open: TryRecord, event: TraceEvent): void {
  const { read, written } = open.progress.last() ?? { read: 0, written: 0 };
  const rows = numberOf(event, 'rows');
  const isRead = event.k === 'sync.read';
  open.progress.add(event.t, {
    read: read + (isRead ? rows : 0),
    written: written + (isRead ? 0 : rows),
  });
}

function shownOf(event: TraceEvent): ShownRecord {
  return {
    kind: textOf(event, 'kind'),
    value: numberOf(event, 'value'),
    stale: event.d?.['stale'] === true,
    at: event.t,
    event: event.i,
  };
}

function flagOf(event: TraceEvent): FlagRecord {
  return { stale: event.d?.['stale'] === true, text: textOf(event, 'text'), event: event.i };
}

function monitorOf(event: TraceEvent): MonitorRecord {
  return {
    state: textOf(event, 'state'),
    say: textOf(event, 'say'),
    on: textOf(event, 'on'),
    pillar: textOf(event, 'pillar'),
    event: event.i,
  };
}
