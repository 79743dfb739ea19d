// An arrow of the board at a moment: who owns it, who promised what about it, and how it is. An arrow out
// of the shop was built for columns; once one of them is gone, nothing that comes along it is what it was.

import type { PipelineGraph } from '../../core/night-protocol';
import { plural } from '../plural';
import type { Board, BoardEdge } from './board';
import { momentText, type TimeUs } from './clock';
import { textOf } from './trace';
import type { TaskState, TraceIndex } from './trace-index';
import { sourceAt, taskAt, tileAt, type TryAt } from './views-at';
import { money, stateWords } from './words';

export type ArrowLook = 'good' | 'broken' | 'failed' | 'quiet';

export interface ArrowAt {
  readonly look: ArrowLook;
  readonly owner: string;
  readonly contract: string;
  readonly health: string;
}

/** What a night knows at a moment. */
export interface ArrowParts {
  readonly board: Board;
  readonly graph: PipelineGraph;
  readonly index: TraceIndex;
  readonly time: TimeUs;
  /** False where finding a schema that is gone is the learner's task. */
  readonly tellsSchema: boolean;
  /** False where a log tells how many rows there were, and looking into it has a price. */
  readonly tellsRows: boolean;
}

export function arrowId({ from, to }: BoardEdge): string {
  return `${from} -> ${to}`;
}

export function arrowName({ nodes }: Board, { from, to }: BoardEdge): string {
  const label = (id: string) => nodes.find((node) => node.id === id)?.label ?? id;
  return `${label(from)} → ${label(to)}`;
}

export function arrowAt(parts: ArrowParts, edge: BoardEdge): ArrowAt {
  const gone = parts.tellsSchema ? goneColumns(parts, edge) : [];
  const { look, health } = healthOf(parts, edge);
  return {
    look: gone.length > 0 ? 'broken' : look,
    owner: ownerOf(parts, edge),
    contract: contractOn(parts, edge),
    health: gone.length > 0 ? `${brokenSentence(parts, edge, gone)} ${health}` : health,
  };
}

const kindOf = ({ board }: ArrowParts, id: string) =>
  board.nodes.find((node) => node.id === id)?.kind;
const labelOf = ({ board }: ArrowParts, id: string) =>
  board.nodes.find((node) => node.id === id)?.label ?? id;

/** Whoever must act when it breaks. */
function ownerOf(parts: ArrowParts, { from, to, task }: BoardEdge): string {
  if (task !== null) return 'data engineering: you';
  if (kindOf(parts, from) === 'team') return labelOf(parts, from);
  if (kindOf(parts, to) === 'exposure') return 'data engineering: you, up to the tile';
  return labelOf(parts, to);
}

/** The table that comes along it. */
function relationOf(parts: ArrowParts, { from, to }: BoardEdge): string {
  const kind = kindOf(parts, from);
  const carries = kind === 'source' || kind === 'table' || kind === 'model';
  return labelOf(parts, carries ? from : to);
}

function contractOn(parts: ArrowParts, edge: BoardEdge): string {
  const relation = relationOf(parts, edge);
  const files = parts.graph.contracts.filter(({ on }) => on === relation);
  if (files.length === 0) return 'none: nobody promised anything';
  const points = files.flatMap(({ enforce }) => enforce);
  if (points.length === 0) return 'a file that nobody enforces';
  const list = points.map(({ at, on_violation }) => `at ${at} (${on_violation})`).join(', ');
  return `enforced ${list}${latestResult(parts, relation)}`;
}

function latestResult({ index, time }: ArrowParts, relation: string): string {
  const results = [...index.remarks.values()]
    .flatMap((history) => history.until(time))
    .filter(({ k, d }) => k === 'contract.result' && d?.['on'] === relation);
  const last = results.reduce<(typeof results)[number] | null>(
    (latest, event) => (latest === null || event.i > latest.i ? event : latest),
    null,
  );
  if (last === null) return '';
  const kept = last.d?.['passed'] === true;
  const say = textOf(last, 'say');
  return `. ${momentText(last.t)}: ${kept ? 'kept' : `broken. ${say}`}`.trimEnd();
}

/** Columns that a sync asks for and that the source has no more. Null schema: it never changed. */
function goneColumns(parts: ArrowParts, edge: BoardEdge): readonly string[] {
  const { graph, index, time } = parts;
  if (kindOf(parts, edge.from) !== 'source' || edge.task === null) return [];
  const change = index.schemas.get(labelOf(parts, edge.from))?.at(time);
  const wanted = graph.tasks.find(({ task_id }) => task_id === edge.task)?.columns ?? null;
  if (change === undefined || wanted === null) return [];
  const there = new Set(textOf(change, 'after').split(','));
  return wanted
    .filter((names) => !names.some((name) => there.has(name)))
    .map((names) => names.join(' or '));
}

function brokenSentence(parts: ArrowParts, edge: BoardEdge, gone: readonly string[]): string {
  const source = labelOf(parts, edge.from);
  const since = parts.index.schemas.get(source)?.since(parts.time) ?? parts.time;
  const it = gone.length === 1 ? 'it' : 'them';
  return `The schema it was built for is gone: ${labelOf(parts, edge.to)} asks for ${gone.join(', ')}, and ${source}, as it is since ${momentText(since)}, does not have ${it}.`;
}

function healthOf(
  parts: ArrowParts,
  { from, to, task, reads }: BoardEdge,
): Pick<ArrowAt, 'look' | 'health'> {
  const { index, time, tellsRows } = parts;
  if (task !== null && !tellsRows) return { look: 'quiet', health: `The log of ${task} tells.` };
  if (task !== null) return tryHealth(taskAt(index, task, time).latest, reads);
  if (kindOf(parts, from) === 'team') {
    const { writes_last_hour } = sourceAt(index, labelOf(parts, to), time);
    const writes = plural(writes_last_hour, 'write', 'writes');
    return { look: 'quiet', health: `${writes} in the hour before.` };
  }
  const tile = tileAt(index, labelOf(parts, kindOf(parts, to) === 'exposure' ? to : from), time);
  if (tile.kind === 'error') return { look: 'failed', health: 'The tile shows an error.' };
  const shown = { blank: 'nothing yet', no_data: 'no data', value: money(tile.value) }[tile.kind];
  const flag = tile.stale ? ', flagged as not to be trusted' : '';
  return { look: 'quiet', health: `The tile shows ${shown}${flag}.` };
}

const isFailed = (state: TaskState) =>
  state === 'failed' || state === 'up_for_retry' || state === 'upstream_failed';

/** Success alone says little: good is only what brought rows. */
function tryHealth(latest: TryAt | null, reads: boolean): Pick<ArrowAt, 'look' | 'health'> {
  if (latest === null) return { look: 'quiet', health: 'Nothing has come along it yet.' };
  const { record, state, read, written } = latest;
  const rows = plural(reads ? read : written, 'row', 'rows');
  const end = record.ended === Infinity ? record.queued : Math.max(record.ended, record.queued);
  const came = (reads ? read : written) > 0;
  const look = state === 'success' && came ? 'good' : isFailed(state) ? 'failed' : 'quiet';
  const lost = reads && state === 'success' && read > 0 && written === 0;
  const kept = lost ? ' None of them was written.' : '';
  return {
    look: lost ? 'quiet' : look,
    health: `${rows} in the latest try (${momentText(end)}, ${stateWords(state)}).${kept}`,
  };
}
