// The desks of nights: one for each lesson to act at, and one to watch from.

import type { LessonNight } from '../../core/night-protocol';
import type { Lesson, OpenedPack } from '../../core/protocol';
import type { Session } from '../session';
import { NightDesk } from './night-desk';
import { stageStep } from './notes';

/** The desk at which the learner acts, shared by all acts of the lesson. */
export function openNight(
  session: Session,
  lesson: Lesson,
  night: LessonNight,
  pack: OpenedPack,
): NightDesk {
  return open(session, lesson.id, { lesson, night, pack: session.fileName(pack), readOnly: false });
}

/** The same night for texts and questions about it: time that passes there is not the learner's own. */
export function openStage(
  session: Session,
  lesson: Lesson,
  night: LessonNight,
  pack: OpenedPack,
): NightDesk {
  const place = { lesson, night, pack: session.fileName(pack), readOnly: true };
  return open(session, `${lesson.id}/${stageStep}`, place);
}

function open(session: Session, key: string, place: NightDesk['place']): NightDesk {
  const desk = session.nights.get(key) ?? new NightDesk(session, place);
  session.nights.set(key, desk);
  return desk;
}
