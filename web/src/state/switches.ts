// A step with switches: which are on, which sets were tried and what came of them, and the sets of the
// answer. A value, changed by pure functions; kept as the step's draft.

import type { NightRun, SwitchesStep } from '../core/run-protocol';

export type SwitchSet = readonly string[];

export interface Trial {
  readonly on: SwitchSet;
  readonly run: NightRun;
}

export interface SwitchNotes {
  readonly on: SwitchSet;
  /** The newest first. */
  readonly tried: readonly Trial[];
  readonly answer: readonly SwitchSet[];
}

export const noSwitchNotes: SwitchNotes = { on: [], tried: [], answer: [] };

/** Sets are compared by their keys' text, in the order of the step. */
export function setKey(set: SwitchSet): string {
  return set.join(' ');
}

/** In the order of the step, each key once; keys that it does not have are left out. */
export function inOrder(step: SwitchesStep, set: SwitchSet): SwitchSet {
  return step.switches.map(({ key }) => key).filter((key) => set.includes(key));
}

export function toggled(notes: SwitchNotes, step: SwitchesStep, key: string): SwitchNotes {
  const on = notes.on.includes(key)
    ? notes.on.filter((other) => other !== key)
    : inOrder(step, [...notes.on, key]);
  return { ...notes, on };
}

export function trialOf(notes: SwitchNotes, set: SwitchSet): Trial | undefined {
  return notes.tried.find(({ on }) => setKey(on) === setKey(set));
}

export function withTrial(notes: SwitchNotes, trial: Trial): SwitchNotes {
  const others = notes.tried.filter(({ on }) => setKey(on) !== setKey(trial.on));
  return { ...notes, tried: [trial, ...others] };
}

export function isInAnswer({ answer }: SwitchNotes, set: SwitchSet): boolean {
  return answer.some((other) => setKey(other) === setKey(set));
}

/** Puts a set into the answer, or takes it out again. */
export function withToggledSet(notes: SwitchNotes, set: SwitchSet): SwitchNotes {
  const others = notes.answer.filter((other) => setKey(other) !== setKey(set));
  return { ...notes, answer: isInAnswer(notes, set) ? others : [...others, set] };
}

/** The answer file, {"sets": [[keys]]}. */
export function writeSets(sets: readonly SwitchSet[]): string {
  return `${JSON.stringify({ sets })}\n`;
}

/** What is not such a file holds no set. */
export function readSets(text: string, step: SwitchesStep): readonly SwitchSet[] {
  const { sets } = readObject(text);
  return listOf(sets).map((set) => inOrder(step, texts(set)));
}

/** With the digest of the pack: a run of another edition of the lesson shows another night. */
export function writeSwitchNotes(notes: SwitchNotes, digest: string): string {
  return JSON.stringify({ ...notes, digest });
}

/** What cannot be read is as if it had never been written. */
export function readSwitchNotes(
  text: string | null,
  step: SwitchesStep,
  digest: string,
): SwitchNotes {
  const { on, tried, answer, digest: written } = readObject(text ?? '');
  return {
    on: inOrder(step, texts(on)),
    tried: written === digest ? listOf(tried).filter(isTrial) : [],
    answer: listOf(answer).map((set) => inOrder(step, texts(set))),
  };
}

function readObject(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const texts = (value: unknown): SwitchSet =>
  listOf(value).filter((each): each is string => typeof each === 'string');

function isTrial(value: unknown): value is Trial {
  const { on, run } = (value ?? {}) as { on?: unknown; run?: { marks?: unknown } | null };
  return Array.isArray(on) && Array.isArray(run?.marks);
}
