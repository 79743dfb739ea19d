// What stands in the lanes of a timeline, one by one, and where the keyboard goes among it.

import type { TimeUs } from './clock';
import { type Bar, type Cluster, clusters, type Lane, type Span } from './lanes';

/** A mark or a bar. */
export interface Glyph {
  readonly at: TimeUs;
  readonly event: number;
  readonly label: string;
  readonly mark: Cluster | null;
  readonly bar: Bar | null;
}

/** A glyph by its lane and its number in it. */
export interface GlyphPlace {
  readonly row: number;
  readonly glyph: number;
}

/** What a lane shows of a stretch of time, in the order of time. */
export function glyphsOf({ marks, bars }: Lane, span: Span, width: number): readonly Glyph[] {
  if (width === 0) return [];
  const seen = bars.filter(({ at, until }) => at < span.to && until > span.from);
  return [
    ...seen.map((bar) => ({ ...textOf(bar, 1), mark: null, bar })),
    ...clusters(marks, span, width).map((mark) => ({
      ...textOf(mark, mark.count),
      mark,
      bar: null,
    })),
  ].sort((a, b) => a.at - b.at);
}

/** A label lists six events at most. */
const listedMax = 6;

function textOf({ at, event, label }: Bar | Cluster, count: number) {
  const more = count > listedMax ? `\nand ${count - listedMax} more` : '';
  return { at, event, label: label + more };
}

/** The glyph that stands for a moment in a lane, or in the first lane that has any; null: there is none. */
export function placeOf(
  rows: readonly (readonly { readonly at: TimeUs }[])[],
  row: number,
  at: TimeUs,
): GlyphPlace | null {
  const filled = rows[row]?.length ? row : rows.findIndex(({ length }) => length > 0);
  const glyphs = rows[filled] ?? [];
  if (glyphs.length === 0) return null;
  const far = (glyph: { readonly at: TimeUs } | undefined) =>
    Math.abs((glyph?.at ?? Infinity) - at);
  const glyph = glyphs.reduce((near, each, i) => (far(each) < far(glyphs[near]) ? i : near), 0);
  return { row: filled, glyph };
}

/** Where a key leads: along a lane, or to the same moment in the next lane that has glyphs. */
export function moveGlyph(
  rows: readonly (readonly { readonly at: TimeUs }[])[],
  { row, glyph }: GlyphPlace,
  key: string,
): GlyphPlace | null {
  const last = (rows[row]?.length ?? 1) - 1;
  switch (key) {
    case 'ArrowLeft':
      return { row, glyph: Math.max(glyph - 1, 0) };
    case 'ArrowRight':
      return { row, glyph: Math.min(glyph + 1, last) };
    case 'Home':
      return { row, glyph: 0 };
    case 'End':
      return { row, glyph: last };
    case 'ArrowUp':
    case 'ArrowDown':
      return otherLane(rows, { row, glyph }, key === 'ArrowUp' ? -1 : 1);
    default:
      return null;
  }
}

function otherLane(
  rows: readonly (readonly { readonly at: TimeUs }[])[],
  from: GlyphPlace,
  step: 1 | -1,
): GlyphPlace {
  const at = rows[from.row]?.[from.glyph]?.at ?? 0;
  for (let row = from.row + step; row >= 0 && row < rows.length; row += step) {
    if (rows[row]?.length) return placeOf(rows, row, at) ?? from;
  }
  return from;
}
