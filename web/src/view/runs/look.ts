// How runs look: a glyph and a colour for everything that is marked on them.

import type { Effect, RunMarkKind } from '../../core/run-protocol';
import type { IconName } from '../icons';

export interface MarkLook {
  readonly icon: IconName;
  /** A colour of tokens.css. */
  readonly colour: string;
}

export const markLooks: Readonly<Record<RunMarkKind, MarkLook>> = {
  shipped: { icon: 'ship', colour: '--late' },
  blocked: { icon: 'block', colour: '--ok' },
  task_failed: { icon: 'cross', colour: '--failed' },
  alarm: { icon: 'bell', colour: '--accent' },
  call: { icon: 'phone', colour: '--retrying' },
  wrong: { icon: 'warning', colour: '--failed' },
};

export const effectLooks: Readonly<Record<Effect, MarkLook>> = {
  prevents: { icon: 'block', colour: '--ok' },
  contains: { icon: 'shield', colour: '--ok' },
  detects: { icon: 'bell', colour: '--ok' },
  detects_late: { icon: 'clock', colour: '--late' },
  helps_repair: { icon: 'retry', colour: '--accent' },
  blind: { icon: 'slash', colour: '--failed' },
  none: { icon: 'dash', colour: '--muted' },
};
