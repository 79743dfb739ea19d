// A point step in which looking takes time: what was looked at, what that took, and the part of the trace
// that it opened. Kept as the step's draft, in the form of the answer that graders read.

import type { DatabaseName, Look, LookPrices, PointStep } from '../../core/night-protocol';
import type { Lesson } from '../../core/protocol';
import type { Desk } from '../desk';
import { plural } from '../plural';
import { type StepRecord, recordKey } from '../progress';
import type { Session } from '../session';
import { durationText, minuteUs, readTime, type TimeUs } from './clock';
import type { Trace } from './trace';

/** What looking has come to in a step. */
export interface Looking {
  readonly prices: LookPrices;
  readonly looks: readonly Look[];
  readonly spent_us: number;
  /** Below zero: the time is over, and looks went on. */
  readonly left_us: number;
  /** Nothing that came later can be looked at: the learner has only just been called. */
  readonly until: TimeUs;
}

/** Null where the trace lies open. */
export function lookingAt(
  lesson: Lesson,
  step: { readonly kind: string; readonly looks?: LookPrices | null },
  draft: string | null,
): Looking | null {
  const prices = step.kind === 'point' ? (step.looks ?? null) : null;
  if (prices === null) return null;
  const looks = readLooks(draft);
  const spent_us = spentUs(looks, prices);
  return {
    prices,
    looks,
    spent_us,
    left_us: prices.budget_us - spent_us,
    until: readTime(lesson.night?.acts_from ?? ''),
  };
}

export function draftOf(
  records: ReadonlyMap<string, StepRecord>,
  lesson: Lesson,
  step: { readonly id: string },
): string | null {
  return records.get(recordKey(lesson.id, step.id))?.draft ?? null;
}

/** A draft may be of another version of the lesson, or no answer at all: then nothing was looked at. */
export function readLooks(draft: string | null): readonly Look[] {
  if (draft === null) return [];
  try {
    const { looks } = JSON.parse(draft) as { looks?: unknown };
    return Array.isArray(looks) ? looks.filter(isLook) : [];
  } catch {
    return [];
  }
}

function isLook(look: unknown): look is Look {
  if (typeof look !== 'object' || look === null) return false;
  if ('log' in look) return typeof look.log === 'string';
  return 'query' in look && 'database' in look && typeof look.query === 'string';
}

/** The answer file; without an event as long as none was pointed at. */
export function looksText(looks: readonly Look[], event: number | null): string {
  return `${JSON.stringify(event === null ? { looks } : { event, looks })}\n`;
}

export function isOpen({ looks }: Pick<Looking, 'looks'>, subject: string): boolean {
  return looks.some((look) => 'log' in look && look.log === subject);
}

export interface SpentLook {
  readonly what: string;
  readonly cost_us: number;
}

/** A log that is looked at twice costs once; every query costs. */
export function spentLooks(looks: readonly Look[], prices: LookPrices): readonly SpentLook[] {
  const seen = new Set<string>();
  return looks.flatMap((look) => {
    if (!('log' in look)) {
      const what = `a query on the ${look.database}`;
      return [{ what, cost_us: prices.costs_us.query }];
    }
    if (seen.has(look.log)) return [];
    seen.add(look.log);
    return [{ what: `the log of ${look.log}`, cost_us: prices.costs_us.log }];
  });
}

function spentUs(looks: readonly Look[], prices: LookPrices): number {
  return spentLooks(looks, prices).reduce((sum, { cost_us }) => sum + cost_us, 0);
}

/** The lines of what was looked at, up to the moment at which the learner was called. */
export function openedTrace(trace: Trace, { looks, until }: Looking): Trace {
  const opened = new Set(looks.flatMap((look) => ('log' in look ? [look.log] : [])));
  return trace.filter(({ s, t }) => t <= until && opened.has(s));
}

/** "11 of 15 minutes left", or that they are over. */
export function leftText({ prices, spent_us, left_us }: Looking): string {
  const budget = minutesText(prices.budget_us);
  return left_us >= 0
    ? `${left_us / minuteUs} of ${budget} left`
    : `The story’s ${budget} are over: your looks have taken ${minutesText(spent_us)}`;
}

export function minutesText(duration: number): string {
  const minutes = duration / minuteUs;
  return Number.isInteger(minutes) ? plural(minutes, 'minute', 'minutes') : durationText(duration);
}

/** A point step in which looking takes time, as its panels see it. */
export interface Dig {
  readonly looking: Looking;
  readonly digging: Digging;
}

/** The seat of somebody who digs: takes looks, and begins the clock again. */
export class Digging {
  constructor(
    private readonly session: Session,
    private readonly desk: Desk,
    private readonly place: { readonly lesson: Lesson; readonly step: PointStep },
  ) {}

  /** What is open stays open: looking at it again costs nothing. */
  openLog(subject: string): void {
    const { looks } = this.now;
    if (!isOpen({ looks }, subject)) this.take({ log: subject }, `The log of ${subject} is open.`);
  }

  /** After a query that gave rows; one that cannot run costs nothing. */
  tookQuery(database: DatabaseName, query: string, rows: number): void {
    this.take({ database, query }, `${plural(rows, 'row', 'rows')}.`);
  }

  beginAgain(): void {
    this.desk.draft(looksText([], null));
    this.session.announce('The clock begins again. All logs are closed.');
  }

  private get now(): { readonly looks: readonly Look[] } {
    return { looks: readLooks(this.desk.record.draft) };
  }

  private take(look: Look, done: string): void {
    this.desk.draft(looksText([...this.now.looks, look], null));
    const looking = lookingAt(this.place.lesson, this.place.step, this.desk.record.draft);
    if (looking !== null) this.session.announce(`${done} ${leftText(looking)}.`);
  }
}
