import type { Lesson, OpenedPack } from '../core/protocol';
import { lessonHref } from '../state/route';

export interface NextLink {
  readonly href: string;
  readonly label: string;
}

/** What follows a step: another step, after the last one another lesson, and in the end nothing. */
export function nextLink(pack: OpenedPack, lesson: Lesson, step: number): NextLink {
  const nextStep = lesson.steps[step + 1];
  if (nextStep !== undefined) {
    return { href: lessonHref(lesson.slug, nextStep.id), label: `Next: ${nextStep.title}` };
  }
  const here = pack.lessons.findIndex(({ id }) => id === lesson.id);
  const nextLesson = pack.lessons[here + 1];
  if (nextLesson !== undefined) {
    return { href: lessonHref(nextLesson.slug), label: `Next lesson: ${nextLesson.title}` };
  }
  return { href: '#/', label: 'Back to the catalogue' };
}
