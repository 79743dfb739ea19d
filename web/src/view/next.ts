import type { Lesson, LessonSummary, StepSummary } from '../core/protocol';
import { lessonHref } from '../state/route';

/** What follows a step: another step, or after the last one another lesson. */
export interface Next {
  readonly step: StepSummary | null;
  readonly lesson: LessonSummary | null;
}

export interface NextLink {
  readonly href: string;
  readonly label: string;
}

export function nextLink(next: Next, lesson: Lesson): NextLink {
  if (next.step !== null) {
    return { href: lessonHref(lesson.slug, next.step.id), label: `Next: ${next.step.title}` };
  }
  if (next.lesson !== null) {
    return { href: lessonHref(next.lesson.slug), label: `Next lesson: ${next.lesson.title}` };
  }
  return { href: '#/', label: 'Back to the catalogue' };
}
