// How states look: one table, so that a colour, an icon and a line style always go together.

import type { ArrowLook } from '../../state/night/arrows';
import type { NodeLook } from '../../state/night/board';
import type { Level } from '../../state/night/words';
import type { IconName } from '../icons';

export interface Look {
  readonly icon: IconName;
  /** A colour of tokens.css. */
  readonly colour: string;
  readonly line: string;
}

export const looks: Readonly<Record<NodeLook, Look>> = {
  quiet: { icon: 'circle', colour: '--muted', line: '1px solid' },
  queued: { icon: 'circle', colour: '--muted', line: '1px solid' },
  running: { icon: 'half', colour: '--running', line: '2px solid' },
  success: { icon: 'check', colour: '--ok', line: '1px solid' },
  failed: { icon: 'cross', colour: '--failed', line: '3px solid' },
  up_for_retry: { icon: 'retry', colour: '--retrying', line: '2px dotted' },
  upstream_failed: { icon: 'dash', colour: '--blocked', line: '2px dashed' },
  skipped: { icon: 'slash', colour: '--muted', line: '1px dotted' },
  stale: { icon: 'flag', colour: '--late', line: '2px dashed' },
};

export function lookOf(state: string): Look {
  return looks[state as NodeLook] ?? looks.quiet;
}

export const levelColours: Readonly<Record<Level, string>> = {
  info: '--muted',
  warn: '--late',
  error: '--failed',
};

export const arrowIcons: Readonly<Record<ArrowLook, IconName>> = {
  good: 'check',
  broken: 'cross',
  failed: 'warning',
  quiet: 'circle',
};

/** What the icon says, before what is said of the arrow. */
export const arrowWords: Readonly<Record<ArrowLook, string>> = {
  good: 'Good. ',
  broken: 'Broken. ',
  failed: 'Failed. ',
  quiet: '',
};

export const kindWords = {
  team: 'team',
  source: 'table of the shop',
  sync: 'sync: copies rows from a source',
  table: 'table',
  model: 'model: a table made by SQL',
  check: 'check',
  notify: 'tells people',
  exposure: 'tile',
  person: 'reader',
} as const;

/** The running time of a system that asks for less motion goes in steps. */
export function wantsLessMotion(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
