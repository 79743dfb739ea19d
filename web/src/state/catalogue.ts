// The catalogue as a value: packs, their lessons with progress, the filter, and where to go on.

import type { LessonSummary, PackSummary, StepKind } from '../core/protocol';
import { lessonProgress, type LessonProgress, type Records } from './progress';
import { type CatalogueFilter, lessonHref } from './route';

export interface CataloguePack {
  readonly pack: PackSummary;
  readonly lessons: readonly LessonSummary[];
}

export interface LessonEntry {
  readonly lesson: LessonSummary;
  readonly kind: StepKind;
  readonly progress: LessonProgress;
  readonly href: string;
  /** Titles of lessons that are advised before this one and not done yet. */
  readonly before: readonly string[];
}

export interface CatalogueSection {
  readonly pack: PackSummary;
  readonly entries: readonly LessonEntry[];
  readonly done: number;
  readonly total: number;
  readonly minutes: number;
}

export function catalogueSections(
  packs: readonly CataloguePack[],
  records: Records,
  filter: CatalogueFilter,
): readonly CatalogueSection[] {
  return packs
    .map(({ pack, lessons }) => {
      const entries = lessons.map((lesson) => toEntry(lesson, lessons, records));
      return {
        pack,
        entries: entries.filter((entry) => matches(entry, filter)),
        done: entries.filter(({ progress }) => progress.status === 'done').length,
        total: entries.length,
        minutes: lessons.reduce((sum, { duration_minutes }) => sum + duration_minutes, 0),
      };
    })
    .filter(({ entries }) => entries.length > 0);
}

function toEntry(
  lesson: LessonSummary,
  lessons: readonly LessonSummary[],
  records: Records,
): LessonEntry {
  const progress = lessonProgress(lesson, records);
  const before = lessons.filter(
    (other) =>
      lesson.prerequisites.includes(other.id) && lessonProgress(other, records).status !== 'done',
  );
  return {
    lesson,
    kind: lessonKind(lesson),
    progress,
    href: lessonHref(lesson.slug, progress.next_step),
    before: before.map(({ title }) => title),
  };
}

/** A lesson is called after the most active kind of step in it. */
export function lessonKind(lesson: LessonSummary): StepKind {
  const kinds = lesson.steps.map(({ kind }) => kind);
  if (kinds.includes('night') || kinds.includes('point')) return 'night';
  if (kinds.includes('query')) return 'query';
  if (kinds.includes('switches')) return 'switches';
  return kinds.includes('quiz') ? 'quiz' : 'read';
}

function matches({ lesson, kind }: LessonEntry, filter: CatalogueFilter): boolean {
  if (filter.kind !== null && filter.kind !== kind) return false;
  const words = filter.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const text = [lesson.title, lesson.summary, ...lesson.topics].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}

export interface Continuation {
  readonly entry: LessonEntry;
  readonly fresh: boolean;
  readonly step: number;
  readonly step_title: string;
}

/** The started lesson touched last; else the first lesson not done; null when all are done. */
export function continuation(
  packs: readonly CataloguePack[],
  records: Records,
): Continuation | null {
  const entries = packs.flatMap(({ lessons }) =>
    lessons.map((lesson) => toEntry(lesson, lessons, records)),
  );
  const open = entries.filter(({ progress }) => progress.status !== 'done');
  const started = open
    .filter(({ progress }) => progress.status === 'started')
    .sort((a, b) => (a.progress.touched_at < b.progress.touched_at ? 1 : -1));
  const entry = started[0] ?? open[0];
  if (entry === undefined) return null;
  const step = entry.lesson.steps.findIndex(({ id }) => id === entry.progress.next_step);
  return {
    entry,
    fresh: entries.every(({ progress }) => progress.status === 'new'),
    step: step + 1,
    step_title: entry.lesson.steps[step]?.title ?? '',
  };
}
