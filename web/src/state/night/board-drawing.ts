// Where everything on the board is drawn, in pixels before scaling.

import { arrowId } from './arrows';
import type { Board, BoardEdge, BoardNode } from './board';

export const nodeWidth = 124;
export const nodeHeight = 62;
const columnStep = 150;
const rowStep = 92;
const headHeight = 30;
/** Handles are targets of 24 pixels also where the board is drawn at its smallest. */
export const handleSize = 30;
/** Nearer to each other handles could be mistaken for one another. */
const handleApart = 26;

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface DrawnArrow {
  readonly id: string;
  readonly edge: BoardEdge;
  readonly path: string;
  /** Where it is pressed. */
  readonly handle: Point;
  /** Where the number of rows stands. */
  readonly label: Point;
}

export interface DrawnGroup {
  readonly name: string;
  readonly label: string;
  readonly left: number;
  readonly width: number;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly groups: readonly DrawnGroup[];
  readonly arrows: readonly DrawnArrow[];
}

export const leftOf = ({ column }: BoardNode) => 12 + column * columnStep;
export const topOf = ({ row }: BoardNode) => headHeight + 14 + row * rowStep;

export function drawBoard(board: Board): Drawing {
  const rows = 1 + Math.max(1, ...board.nodes.map(({ row }) => row));
  return {
    width: 24 + (board.columns - 1) * columnStep + nodeWidth,
    height: headHeight + 14 + rows * rowStep,
    groups: [
      group('shop', 'The shop', 0, 0),
      group('pipeline', 'Your pipeline: the bridge', 1, board.columns - 2),
      group('consumers', 'The consumers', board.columns - 1, board.columns - 1),
    ],
    arrows: drawArrows(board),
  };
}

function group(name: string, label: string, from: number, to: number): DrawnGroup {
  const width = (to - from) * columnStep + nodeWidth + 20;
  return { name, label, left: 2 + from * columnStep, width };
}

function drawArrows({ nodes, edges }: Board): readonly DrawnArrow[] {
  const taken: Point[] = [];
  return edges.flatMap((edge) => {
    const from = nodes.find(({ id }) => id === edge.from);
    const to = nodes.find(({ id }) => id === edge.to);
    if (from === undefined || to === undefined) return [];
    const curve = curveOf(from, to);
    const handle = handleOn(curve, nodes, taken);
    taken.push(handle);
    return [
      { id: arrowId(edge), edge, path: pathOf(curve), handle, label: labelOf(curve, from, to) },
    ];
  });
}

type Curve = readonly [Point, Point, Point, Point];

/** Straight down within a column, else a gentle curve from side to side. */
function curveOf(from: BoardNode, to: BoardNode): Curve {
  if (from.column === to.column) {
    const x = leftOf(from) + nodeWidth / 2;
    const start = { x, y: topOf(from) + nodeHeight };
    const end = { x, y: topOf(to) - 2 };
    return [start, start, end, end];
  }
  const start = { x: leftOf(from) + nodeWidth, y: topOf(from) + nodeHeight / 2 };
  const end = { x: leftOf(to) - 2, y: topOf(to) + nodeHeight / 2 };
  const middle = (start.x + end.x) / 2;
  return [start, { x: middle, y: start.y }, { x: middle, y: end.y }, end];
}

function pathOf([a, b, c, d]: Curve): string {
  if (a.x === d.x) return `M${a.x} ${a.y}V${d.y}`;
  return `M${a.x} ${a.y}C${b.x} ${b.y} ${c.x} ${c.y} ${d.x} ${d.y}`;
}

/** Beside an arrow that goes up or down; above the nodes where it goes straight from one to the other. */
function labelOf([a, , , d]: Curve, from: BoardNode, to: BoardNode): Point {
  const middle = { x: (a.x + d.x) / 2, y: (a.y + d.y) / 2 };
  if (from.column === to.column) return { x: middle.x + 38, y: middle.y + 4 };
  return a.y === d.y
    ? { x: middle.x, y: middle.y - nodeHeight / 2 - 4 }
    : { x: middle.x + 38, y: middle.y + 4 };
}

/** A place of a cubic curve, from 0 at its start to 1 at its end. */
function pointOn([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t;
  const mix = (key: 'x' | 'y') =>
    s ** 3 * a[key] + 3 * s ** 2 * t * b[key] + 3 * s * t ** 2 * c[key] + t ** 3 * d[key];
  return { x: mix('x'), y: mix('y') };
}

/** Along a curve, from a little before its middle outwards. */
const places = Array.from({ length: 48 }, (_, i) => [0.44 - i / 100, 0.45 + i / 100])
  .flat()
  .filter((place) => place > 0);

/** The first place that no node and no other handle covers; in a tangle, the one with most room. */
function handleOn(curve: Curve, nodes: readonly BoardNode[], taken: readonly Point[]): Point {
  const points = places.map((place) => pointOn(curve, place));
  const free = points.filter((point) => !nodes.some((node) => covers(node, point)));
  const roomOf = (point: Point) => Math.min(...taken.map((other) => distance(point, other)));
  const first = free.find((point) => roomOf(point) >= handleApart);
  const widest = [...free].sort((a, b) => roomOf(b) - roomOf(a))[0];
  return first ?? widest ?? points[0] ?? curve[0];
}

function covers(node: BoardNode, { x, y }: Point): boolean {
  const [left, top] = [leftOf(node), topOf(node)];
  return left - 8 < x && x < left + nodeWidth + 8 && top - 8 < y && y < top + nodeHeight + 8;
}

const distance = (a: Point, b: Point) => Math.hypot(a.x - b.x, a.y - b.y);
