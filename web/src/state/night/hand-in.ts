// What an act of the night hands in: the moves of a run, or the event that is pointed at.

import type { NightStep, PointStep } from '../../core/night-protocol';
import type { Lesson } from '../../core/protocol';
import { readTime } from './clock';
import { isOpen, type Looking, looksText } from './looks';
import type { NightState } from './night-state';
import { answerText, currentBranch } from './notes';
import { eventOf, type TraceEvent } from './trace';

export interface HandIn {
  /** The event that is pointed at; null where there is none to be seen. */
  readonly chosen: TraceEvent | null;
  /** It came after the learner took over. */
  readonly tooLate: boolean;
  /** Whether there is something to hand in. */
  readonly ready: boolean;
  /** The answer file. Made when it is asked for: a night may have long files. */
  readonly text: () => string;
}

/** `looking` is null where looking takes no time. */
export function handIn(
  lesson: Lesson,
  step: NightStep | PointStep,
  now: NightState,
  looking: Looking | null,
): HandIn {
  const own = now.replay === null;
  if (step.kind === 'night') {
    return {
      chosen: null,
      tooLate: false,
      ready: own,
      text: () => answerText(currentBranch(now.notes)),
    };
  }
  const chosen = visible(now, looking);
  const tooLate = chosen !== null && chosen.t > readTime(lesson.night?.acts_from ?? '');
  const event = chosen?.i ?? null;
  const text = () =>
    looking === null ? `${JSON.stringify({ event })}\n` : looksText(looking.looks, event);
  return { chosen, tooLate, ready: own && chosen !== null && !tooLate, text };
}

/** What stands in a log that is closed cannot be pointed at. */
function visible({ selected, index }: NightState, looking: Looking | null): TraceEvent | null {
  const event = selected === null ? null : eventOf(index?.trace ?? [], selected);
  return event === null || looking === null || isOpen(looking, event.s) ? event : null;
}
