// A run in the files of the tools that people have at work.

import type { Outcome } from '../../core/client';
import type { NightDoor } from '../../core/night-protocol';
import type { Session } from '../session';
import { writeTime } from './clock';
import type { NightState } from './night-state';
import { currentBranch, scriptOf } from './notes';

export type Exported = NightDoor['night.export']['result'];

/** The files in force at the moment that is viewed, and what ran until then. */
export async function exportNight(
  session: Session,
  place: { readonly lesson: string; readonly pack: string },
  now: NightState,
): Promise<Outcome<Exported>> {
  const outcome = await session.client.ask(place.pack, 'night.export', {
    lesson: place.lesson,
    script: scriptOf(currentBranch(now.notes)),
    at: writeTime(now.viewed),
  });
  if (outcome.kind === 'broken') session.broken.set(outcome.lastWords);
  return outcome;
}
