// The board: the shop, the pipeline and the consumers, and the arrows between them. Where things stand
// follows from the files alone; what is going on at a moment follows from the trace.

import type { GraphTask, PipelineGraph } from '../../core/night-protocol';
import { plural } from '../plural';
import { clockText, momentText, type TimeUs } from './clock';
import type { TraceIndex } from './trace-index';
import { sourceAt, type TaskAt, taskAt, tileAt } from './views-at';
import { money, stateWords } from './words';

export type BoardGroup = 'shop' | 'pipeline' | 'consumers';
export type NodeKind =
  'team' | 'source' | 'sync' | 'table' | 'model' | 'check' | 'notify' | 'exposure' | 'person';

export interface BoardNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  readonly group: BoardGroup;
  readonly column: number;
  readonly row: number;
}

export interface BoardEdge {
  readonly from: string;
  readonly to: string;
  /** The task that moves rows along it; null where nobody of ours does. */
  readonly task: string | null;
  /** Whether the task reads along it or writes. */
  readonly reads: boolean;
  /** Leads from one group of people to another. */
  readonly crosses: boolean;
  /** What was promised about what comes along here; empty: nothing. */
  readonly promise: string;
}

export interface Board {
  readonly nodes: readonly BoardNode[];
  readonly edges: readonly BoardEdge[];
  readonly columns: number;
}

export interface BoardParts {
  readonly graph: PipelineGraph;
  readonly sources: readonly string[];
}

interface Place {
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  readonly group: BoardGroup;
  readonly column: number;
}

export function layBoard({ graph, sources }: BoardParts): Board {
  const columnOf = taskColumns(graph);
  const last =
    Math.max(
      1,
      ...columnOf.values(),
      ...tableNames(graph).map((name) => tableColumn(graph, columnOf, name)),
    ) + 1;
  const places: Place[] = [
    { id: 'team', kind: 'team', label: 'Backend team', group: 'shop', column: 0 },
    ...sources.map((name) => place(`source:${name}`, 'source', name, 'shop', 0)),
    ...graph.tasks.map((task) =>
      place(task.task_id, kindOf(task), task.task_id, 'pipeline', columnOf.get(task.task_id) ?? 1),
    ),
    ...tableNames(graph).map((name) =>
      place(`table:${name}`, 'table', name, 'pipeline', tableColumn(graph, columnOf, name)),
    ),
    ...consumers(graph).map(({ id, kind, label }) => place(id, kind, label, 'consumers', last)),
  ];
  return { nodes: inRows(places), edges: edgesOf(graph, sources), columns: last + 1 };
}

function place(
  id: string,
  kind: NodeKind,
  label: string,
  group: BoardGroup,
  column: number,
): Place {
  return { id, kind, label, group, column };
}

function kindOf({ type }: GraphTask): NodeKind {
  return type === 'model' || type === 'check' || type === 'notify' ? type : 'sync';
}

/** Tables that are not a model's own: a model and its table are one thing on the board. */
function tableNames(graph: PipelineGraph): readonly string[] {
  const names = graph.tasks.flatMap(({ writes, task_id }) =>
    writes === null || writes === '' || writes === task_id ? [] : [writes],
  );
  return [...new Set(names)];
}

function tableColumn(
  graph: PipelineGraph,
  columnOf: ReadonlyMap<string, number>,
  name: string,
): number {
  const writers = graph.tasks.filter(({ writes }) => writes === name);
  return 1 + Math.max(1, ...writers.map(({ task_id }) => columnOf.get(task_id) ?? 1));
}

/** How far from the shop each task is; a check stands below what it is about. */
function taskColumns(graph: PipelineGraph): ReadonlyMap<string, number> {
  const columns = new Map<string, number>();
  const visiting = new Set<string>();
  const columnOf = (task: GraphTask): number => {
    const known = columns.get(task.task_id);
    if (known !== undefined || visiting.has(task.task_id)) return known ?? 1;
    visiting.add(task.task_id);
    const before = graph.tasks.filter(
      ({ task_id, writes }) => task_id !== task.task_id && task.reads.includes(writes ?? ''),
    );
    const steps = before.map(
      (writer) => columnOf(writer) + (writer.writes === writer.task_id ? 0 : 1),
    );
    const own = task.type === 'check' || task.type === 'notify' ? 0 : 1;
    const column = Math.max(1, ...steps.map((step) => step + own));
    columns.set(task.task_id, column);
    return column;
  };
  for (const task of graph.tasks) columnOf(task);
  return columns;
}

/** Each reader stands below the first tile that is theirs, so that no arrow runs behind a box. */
function consumers(graph: PipelineGraph): readonly Pick<Place, 'id' | 'kind' | 'label'>[] {
  const seen = new Set<string>();
  return graph.exposures.flatMap((exposure) => {
    const tile = {
      id: `exposure:${exposure.name}`,
      kind: 'exposure',
      label: exposure.name,
    } as const;
    const who = readerOf(exposure);
    if (seen.has(who)) return [tile];
    seen.add(who);
    return [tile, { id: `person:${who}`, kind: 'person', label: who } as const];
  });
}

function readerOf({ owner }: PipelineGraph['exposures'][number]): string {
  return owner || 'Readers';
}

/** Rows in the order in which the file names things; checks below what they check. */
function inRows(places: readonly Place[]): readonly BoardNode[] {
  const order = (kind: NodeKind) => (kind === 'check' ? 1 : kind === 'notify' ? 2 : 0);
  const used = new Map<number, number>();
  return [...places]
    .sort((a, b) => order(a.kind) - order(b.kind))
    .map((one) => {
      const row = used.get(one.column) ?? 0;
      used.set(one.column, row + 1);
      return { ...one, row };
    });
}

function edgesOf(graph: PipelineGraph, sources: readonly string[]): readonly BoardEdge[] {
  const nodeOf = (relation: string) =>
    sources.includes(relation)
      ? `source:${relation}`
      : graph.tasks.some(({ task_id }) => task_id === relation)
        ? relation
        : `table:${relation}`;
  const plain = { task: null, reads: false, crosses: false, promise: '' };
  return [
    ...sources.map((name) => ({ ...plain, from: 'team', to: `source:${name}` })),
    ...graph.tasks.flatMap((task) => [
      ...task.reads.map((relation) => ({
        ...plain,
        from: nodeOf(relation),
        to: task.task_id,
        task: task.task_id,
        reads: true,
        crosses: sources.includes(relation),
        promise: promiseOn(graph, relation),
      })),
      ...(task.writes === null || task.writes === '' || task.writes === task.task_id
        ? []
        : [{ ...plain, from: task.task_id, to: `table:${task.writes}`, task: task.task_id }]),
    ]),
    ...graph.exposures.flatMap((exposure) => [
      ...exposure.reads.map((relation) => ({
        ...plain,
        from: nodeOf(relation),
        to: `exposure:${exposure.name}`,
        crosses: true,
        promise: promiseOn(graph, relation),
      })),
      { ...plain, from: `exposure:${exposure.name}`, to: `person:${readerOf(exposure)}` },
    ]),
  ];
}

function promiseOn(graph: PipelineGraph, relation: string): string {
  const points = graph.contracts
    .filter(({ on }) => on === relation)
    .flatMap(({ enforce }) => enforce.map(({ at, on_violation }) => `${at}: ${on_violation}`));
  return points.join(', ');
}

/** How something on the board looks: the states of tasks, and what else can be said. */
export type NodeLook =
  | 'quiet'
  | 'queued'
  | 'running'
  | 'success'
  | 'failed'
  | 'up_for_retry'
  | 'upstream_failed'
  | 'skipped'
  | 'stale';

export interface NodeAt {
  readonly look: NodeLook;
  readonly line: string;
}

export function nodeAt(index: TraceIndex, node: BoardNode, time: TimeUs): NodeAt {
  switch (node.kind) {
    case 'team': {
      const release = index.releases.since(time);
      return {
        look: 'quiet',
        line: release === undefined ? 'no release yet' : `released ${momentText(release)}`,
      };
    }
    case 'source': {
      const { writes_last_hour, version } = sourceAt(index, node.label, time);
      return {
        look: 'quiet',
        line: `v${version}, ${plural(writes_last_hour, 'write', 'writes')} / h`,
      };
    }
    case 'table': {
      const commit = index.tables.get(node.label)?.at(time);
      return {
        look: 'quiet',
        line: commit === undefined ? 'not written yet' : `written ${momentText(commit.at)}`,
      };
    }
    case 'exposure': {
      const tile = tileAt(index, node.label, time);
      return { look: tile.stale ? 'stale' : 'quiet', line: tileLine(tile) };
    }
    case 'person':
      return { look: 'quiet', line: 'looks at the tile' };
    default:
      return taskLine(taskAt(index, node.id, time));
  }
}

function tileLine({ kind, value, stale }: ReturnType<typeof tileAt>): string {
  const words = {
    blank: 'nothing shown yet',
    no_data: 'no data',
    error: 'error',
    value: money(value),
  };
  return `${words[kind]}${stale ? ', flagged' : ''}`;
}

function taskLine({ state, since }: TaskAt): NodeAt {
  const look = state === 'none' ? 'quiet' : state;
  return {
    look,
    line: since === null ? 'has not run yet' : `${stateWords(state)} ${clockText(since)}`,
  };
}

export interface EdgeAt {
  readonly moving: boolean;
  /** Rows that have gone along it in the try that runs. */
  readonly rows: number;
}

const still: EdgeAt = { moving: false, rows: 0 };

/** Rows move along an arrow while a try of its task runs. */
export function edgeAt(index: TraceIndex, edge: BoardEdge, time: TimeUs): EdgeAt {
  if (edge.task === null) return still;
  const { state, latest } = taskAt(index, edge.task, time);
  if (state !== 'running' || latest === null) return still;
  return { moving: true, rows: edge.reads ? latest.read : latest.written };
}
