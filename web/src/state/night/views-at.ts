// The state of every panel as a function of a trace and a moment.

import type { TimeUs } from './clock';
import { countUntil, numberOf, textOf, type TraceEvent } from './trace';
import type {
  CommitRecord,
  MonitorRecord,
  RunRecord,
  TaskState,
  TraceIndex,
  TryRecord,
} from './trace-index';

/** What a try came to by `time`: what came later is not known yet. */
export interface TryAt {
  readonly record: TryRecord;
  readonly state: TaskState;
  readonly read: number;
  readonly written: number;
}

export function triesAt(index: TraceIndex, task: string, time: TimeUs): readonly TryAt[] {
  const tries = index.tries.get(task) ?? [];
  return tries.filter(({ queued }) => queued <= time).map((record) => tryAt(record, time));
}

export function tryAt(record: TryRecord, time: TimeUs): TryAt {
  if (record.ended <= time) {
    return { record, state: record.state, read: record.read, written: record.written };
  }
  const { read, written } = record.progress.at(time) ?? { read: 0, written: 0 };
  return { record, state: record.started <= time ? 'running' : 'queued', read, written };
}

export interface TaskAt {
  readonly task: string;
  readonly state: TaskState;
  readonly since: TimeUs | null;
  readonly run: string;
  /** The try that runs, or else the latest one. */
  readonly latest: TryAt | null;
}

export function taskAt(index: TraceIndex, task: string, time: TimeUs): TaskAt {
  const moments = index.tasks.get(task);
  const moment = moments?.at(time);
  const running = runningTry(index, task, time);
  const latest = running ?? latestTry(index, task, time);
  return {
    task,
    state: running === null ? (moment?.state ?? 'none') : 'running',
    since: running?.record.started ?? moments?.since(time) ?? null,
    run: running?.record.run ?? moment?.run ?? '',
    latest,
  };
}

/** Tries are few at a time, and those that still run were begun late: look from the end. */
function runningTry(index: TraceIndex, task: string, time: TimeUs): TryAt | null {
  const tries = index.tries.get(task) ?? [];
  for (let i = countTries(tries, time) - 1, looked = 0; i >= 0 && looked < 16; i--, looked++) {
    const record = tries[i];
    if (record !== undefined && record.started <= time && time < record.ended) {
      return tryAt(record, time);
    }
  }
  return null;
}

function latestTry(index: TraceIndex, task: string, time: TimeUs): TryAt | null {
  const tries = index.tries.get(task) ?? [];
  const record = tries[countTries(tries, time) - 1];
  return record === undefined ? null : tryAt(record, time);
}

function countTries(tries: readonly TryRecord[], time: TimeUs): number {
  let low = 0;
  let high = tries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((tries[middle]?.queued ?? Infinity) > time) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Runs that had begun, the latest first; those still going have no end and no state yet. */
export function runsAt(index: TraceIndex, time: TimeUs): readonly RunRecord[] {
  return index.runs
    .filter(({ started }) => started <= time)
    .map((run) => (run.ended <= time ? run : { ...run, ended: Infinity, state: '' }))
    .reverse();
}

export interface TileAt {
  readonly kind: 'blank' | 'value' | 'no_data' | 'error';
  readonly value: number;
  /** When it was put on the screen. */
  readonly as_of: TimeUs | null;
  readonly stale: boolean;
  /** What the flag says; empty where the tile itself says that it is old. */
  readonly text: string;
}

export function tileAt(index: TraceIndex, name: string, time: TimeUs): TileAt {
  const shown = index.shown.get(name)?.at(time);
  const flag = index.flags.get(name)?.at(time);
  return {
    kind: (shown?.kind ?? 'blank') as TileAt['kind'],
    value: shown?.value ?? 0,
    as_of: shown?.at ?? null,
    stale: flag?.stale ?? shown?.stale ?? false,
    text: flag?.stale === true ? flag.text : '',
  };
}

export interface IncidentAt {
  readonly key: string;
  readonly state: 'triggered' | 'acknowledged' | 'resolved';
  readonly summary: string;
  readonly severity: string;
  readonly wakes: boolean;
  readonly opened: TimeUs;
  readonly changed: TimeUs;
  readonly escalated: number;
  readonly event: number;
}

/** Incidents as the pager lists them: open ones first, the latest of each first. */
export function pagerAt(index: TraceIndex, time: TimeUs): readonly IncidentAt[] {
  const incidents = [...index.pages.values()].flatMap(({ events }) => incidentsOf(events, time));
  const order = { triggered: 0, acknowledged: 1, resolved: 2 };
  return incidents.sort((a, b) => order[a.state] - order[b.state] || b.opened - a.opened);
}

/** A key that was resolved opens anew: then it is another incident. */
function incidentsOf(events: readonly TraceEvent[], time: TimeUs): readonly IncidentAt[] {
  const incidents: IncidentAt[] = [];
  for (const event of events) {
    if (event.t > time) break;
    const open = incidents.at(-1);
    if (event.k === 'page.open') {
      if (open === undefined || open.state === 'resolved') incidents.push(opened(event));
      else incidents[incidents.length - 1] = { ...open, wakes: open.wakes || wakes(event) };
    } else if (open !== undefined) {
      incidents[incidents.length - 1] = changed(open, event);
    }
  }
  return incidents;
}

function opened(event: TraceEvent): IncidentAt {
  return {
    key: event.s,
    state: 'triggered',
    summary: textOf(event, 'summary'),
    severity: textOf(event, 'severity'),
    wakes: wakes(event),
    opened: event.t,
    changed: event.t,
    escalated: 0,
    event: event.i,
  };
}

function changed(incident: IncidentAt, event: TraceEvent): IncidentAt {
  const at = { ...incident, changed: event.t };
  switch (event.k) {
    case 'page.ack':
      return { ...at, state: 'acknowledged' };
    case 'page.resolve':
      return { ...at, state: 'resolved' };
    default:
      return { ...at, escalated: incident.escalated + 1 };
  }
}

const wakes = (event: TraceEvent) => event.d?.['wakes'] === true;

export interface MonitorAt extends MonitorRecord {
  readonly name: string;
  readonly since: TimeUs;
}

export function monitorsAt(index: TraceIndex, time: TimeUs): readonly MonitorAt[] {
  return [...index.monitors].flatMap(([name, states]) => {
    const state = states.at(time);
    const since = states.since(time);
    return state === undefined || since === undefined ? [] : [{ ...state, name, since }];
  });
}

export interface TableAt extends CommitRecord {
  readonly table: string;
}

/** The last commit of every table that was written by then. */
export function commitsAt(index: TraceIndex, time: TimeUs): readonly TableAt[] {
  return [...index.tables].flatMap(([table, commits]) => {
    const last = commits.at(time);
    return last === undefined ? [] : [{ ...last, table }];
  });
}

export interface SourceAt {
  readonly version: number;
  readonly changed: TimeUs | null;
  /** Rows written in the hour before. */
  readonly writes_last_hour: number;
}

export function sourceAt(index: TraceIndex, table: string, time: TimeUs): SourceAt {
  const schemas = index.schemas.get(table);
  const latest = schemas?.at(time);
  const writes = index.writes.get(table)?.times ?? [];
  return {
    version: latest === undefined ? 1 : numberOf(latest, 'version'),
    changed: schemas?.since(time) ?? null,
    writes_last_hour: countUntil(writes, time) - countUntil(writes, time - 3_600_000_000),
  };
}

export function releasesAt(index: TraceIndex, time: TimeUs): readonly TraceEvent[] {
  return index.releases.until(time);
}

/** How many events had happened. */
export function countAt(index: TraceIndex, time: TimeUs): number {
  return countUntil(index.times, time);
}
