// What a learner did in a night: runs A, B, ..., each with its moves, its files and how far its time
// has come. A value, changed by pure functions; kept as text among the records of the lesson.

import type { Files, Move } from '../../core/night-protocol';
import type { WireError } from '../../core/protocol';
import { readTime, type TimeUs, writeTime } from './clock';

export const notesFormat = 'nightshift.night/1';

/** The step under which a lesson's night is kept; no step of a lesson can be called so. */
export const notesStep = '~night';

/** The same for the night beside texts and questions, whose time passes on its own. */
export const stageStep = '~stage';

/** A move, or one that was refused: that one changed nothing and is not part of the script. */
export interface Entry {
  readonly move: Move;
  readonly refused: readonly WireError[] | null;
}

export interface Branch {
  readonly name: string;
  /** Which branch it left, and when; null for the first one. */
  readonly from: { readonly name: string; readonly at: string } | null;
  readonly entries: readonly Entry[];
  /** How far time has come. */
  readonly live: string;
  /** Files that were changed in the editor, installed or not. */
  readonly drafts: Files;
}

export interface NightNotes {
  readonly format: string;
  readonly branches: readonly Branch[];
  readonly current: string;
  readonly viewed: string;
}

export const branchesMax = 26;

export function newNotes(actsFrom: string): NightNotes {
  const first: Branch = { name: 'A', from: null, entries: [], live: actsFrom, drafts: {} };
  return { format: notesFormat, branches: [first], current: 'A', viewed: actsFrom };
}

/** Notes may come from an older version or another lesson: then the night starts afresh. */
export function readNotes(text: string | null, actsFrom: string): NightNotes {
  if (text === null) return newNotes(actsFrom);
  try {
    const notes = JSON.parse(text) as NightNotes;
    const good = notes.format === notesFormat && notes.branches.every(isBranch);
    return good && currentBranch(notes) !== undefined ? notes : newNotes(actsFrom);
  } catch {
    return newNotes(actsFrom);
  }
}

function isBranch({ name, entries, live, drafts }: Branch): boolean {
  return (
    typeof name === 'string' &&
    Array.isArray(entries) &&
    !Number.isNaN(readTime(live)) &&
    typeof drafts === 'object'
  );
}

export function writeNotes(notes: NightNotes): string {
  return JSON.stringify(notes);
}

export function branchNamed(notes: NightNotes, name: string): Branch | undefined {
  return notes.branches.find((branch) => branch.name === name);
}

export function currentBranch(notes: NightNotes): Branch {
  const branch = branchNamed(notes, notes.current) ?? notes.branches[0];
  if (branch === undefined) throw new Error('A night has at least one run.');
  return branch;
}

/** What the core plays and graders judge. */
export function scriptOf({ entries }: Branch): readonly Move[] {
  return entries.flatMap(({ move, refused }) => (refused === null ? [move] : []));
}

function change(notes: NightNotes, changed: (branch: Branch) => Branch): NightNotes {
  const branches = notes.branches.map((branch) =>
    branch.name === notes.current ? changed(branch) : branch,
  );
  return { ...notes, branches };
}

export function withMove(notes: NightNotes, move: Move, refused: readonly WireError[] | null) {
  return change(notes, (branch) => ({
    ...branch,
    entries: [...branch.entries, { move, refused }],
  }));
}

export function withLive(notes: NightNotes, live: TimeUs): NightNotes {
  const text = writeTime(live);
  return { ...change(notes, (branch) => ({ ...branch, live: text })), viewed: text };
}

export function withViewed(notes: NightNotes, viewed: TimeUs): NightNotes {
  return { ...notes, viewed: writeTime(viewed) };
}

/** A changed text of a file; null takes the change back. */
export function withDraft(notes: NightNotes, path: string, text: string | null): NightNotes {
  return change(notes, (branch) => {
    const others = Object.entries(branch.drafts).filter(([other]) => other !== path);
    return {
      ...branch,
      drafts: Object.fromEntries(text === null ? others : [...others, [path, text]]),
    };
  });
}

/** A new run that shares the past of the current one up to a moment, and goes on from there. */
export function branchedAt(notes: NightNotes, at: TimeUs): NightNotes {
  const old = currentBranch(notes);
  const entries = old.entries.filter(({ move }) => readTime(move.at) <= at);
  const branch: Branch = {
    name: nextName(notes),
    from: { name: old.name, at: writeTime(at) },
    entries,
    live: writeTime(at),
    drafts: old.drafts,
  };
  return {
    ...notes,
    branches: [...notes.branches, branch],
    current: branch.name,
    viewed: branch.live,
  };
}

export function withCurrent(notes: NightNotes, name: string): NightNotes {
  const branch = branchNamed(notes, name);
  return branch === undefined ? notes : { ...notes, current: name, viewed: branch.live };
}

/** The first run stays, so that there is always one. */
export function withoutBranch(notes: NightNotes, name: string): NightNotes {
  const left = notes.branches.filter((branch) => branch.name !== name);
  const first = left[0];
  if (first === undefined) return notes;
  const kept = { ...notes, branches: left };
  return notes.current === name ? withCurrent(kept, first.name) : kept;
}

function nextName({ branches }: NightNotes): string {
  const letters = Array.from({ length: branchesMax }, (_, i) => String.fromCharCode(65 + i));
  return letters.find((letter) => branches.every(({ name }) => name !== letter)) ?? 'Z';
}

/** The files in force at the end of a script. */
export function installedFiles(start: Files, script: readonly Move[]): Files {
  return script.reduce<Files>(
    (files, move) => ('install' in move ? { ...files, ...move.install } : files),
    start,
  );
}

/** What the editor shows: what is in force, and the changes laid over it. */
export function editedFiles(inForce: Files, branch: Branch): Files {
  return { ...inForce, ...branch.drafts };
}

/** Files that differ from those in force: what Install would put there. */
export function changedFiles(inForce: Files, branch: Branch): Files {
  return Object.fromEntries(
    Object.entries(branch.drafts).filter(([path, text]) => inForce[path] !== text),
  );
}

/** The answer file that graders read. */
export function answerText(branch: Branch): string {
  return `${JSON.stringify({ script: scriptOf(branch) }, null, 2)}\n`;
}

/** The moves of such an answer; null for anything else. */
export function scriptIn(text: string): readonly Move[] | null {
  const script = member(text, 'script');
  return Array.isArray(script) ? (script as readonly Move[]) : null;
}

/** The event that an answer to a pointing step names; null when it names none. */
export function eventIn(text: string): number | null {
  const event = member(text, 'event');
  return typeof event === 'number' ? event : null;
}

function member(text: string, key: string): unknown {
  try {
    return (JSON.parse(text) as Record<string, unknown> | null)?.[key];
  } catch {
    return undefined;
  }
}

/** What one move says, on one line. */
export function moveText(move: Move): string {
  return 'command' in move ? move.command : `install ${Object.keys(move.install).join(', ')}`;
}
