// What Ctrl+K offers: every page, lesson and step with the words typed, those named so first.

import type { OpenedPack } from '../core/protocol';
import { lessonHref } from './route';

export interface Destination {
  readonly title: string;
  readonly detail: string;
  readonly href: string;
}

export function destinations(packs: readonly OpenedPack[], typed: string): readonly Destination[] {
  const words = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const holds = (text: string) => words.every((word) => text.toLowerCase().includes(word));
  const found = everywhere(packs).filter(({ title, detail }) => holds(`${title} ${detail}`));
  const named = found.filter(({ title }) => holds(title));
  return [...named, ...found.filter((place) => !named.includes(place))];
}

function everywhere(packs: readonly OpenedPack[]): readonly Destination[] {
  const lessons = packs.flatMap(({ pack, lessons }) =>
    lessons.flatMap((lesson) => [
      { title: lesson.title, detail: pack.title, href: lessonHref(lesson.slug) },
      ...lesson.steps.map((step) => ({
        title: step.title,
        detail: lesson.title,
        href: lessonHref(lesson.slug, step.id),
      })),
    ]),
  );
  return [
    { title: 'Catalogue', detail: 'Page', href: '#/' },
    { title: 'Progress', detail: 'Page', href: '#/progress' },
    ...lessons,
  ];
}
