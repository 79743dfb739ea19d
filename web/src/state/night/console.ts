// The repair console's help with writing a line: what a command can go on with, and words in quotes.

import type { CommandHelp } from '../../core/night-protocol';

export interface Suggestion {
  /** The whole line with the suggestion in it. */
  readonly line: string;
  readonly label: string;
  readonly about: string;
}

/** Names that commands take, from the files and the pager. */
export interface CommandNames {
  readonly dag: string;
  readonly tasks: readonly string[];
  readonly exposures: readonly string[];
  readonly sources: readonly string[];
  readonly pages: readonly string[];
}

const suggestionsMax = 8;

/** What the line can go on with; everything that there is for an empty line. */
export function suggestions(
  line: string,
  commands: readonly CommandHelp[],
  names: CommandNames,
): readonly Suggestion[] {
  const started = commands.filter(({ usage }) => line.startsWith(`${fixedWords(usage)} `));
  const command = started.sort(
    (a, b) => fixedWords(b.usage).length - fixedWords(a.usage).length,
  )[0];
  if (command !== undefined) return continuations(line, command, names).slice(0, suggestionsMax);
  return commands
    .filter(({ usage }) => fixedWords(usage).startsWith(line.trimStart()))
    .map((each) => ({
      line: `${fixedWords(each.usage)} `,
      label: fixedWords(each.usage),
      about: each.about,
    }));
}

/** "backfill create" of "backfill create --dag-id D ...": words up to the first argument. */
export function fixedWords(usage: string): string {
  const words = usage.split(' ');
  const end = words.findIndex((word) => !/^[a-z]+$/.test(word));
  return (end === -1 ? words : words.slice(0, end)).join(' ');
}

export function helpFor(line: string, commands: readonly CommandHelp[]): CommandHelp | null {
  const fits = commands.filter(({ usage }) =>
    `${line.trim()} `.startsWith(`${fixedWords(usage)} `),
  );
  return fits.sort((a, b) => b.usage.length - a.usage.length)[0] ?? null;
}

function continuations(
  line: string,
  command: CommandHelp,
  names: CommandNames,
): readonly Suggestion[] {
  const cut = line.lastIndexOf(' ') + 1;
  const typed = line.slice(cut);
  const before = line.slice(0, cut);
  const words = before.trim().split(/\s+/);
  const values = valuesFor(words, command, names);
  const options = typed.startsWith('-') || values.length === 0 ? flagsOf(command, words) : values;
  return options
    .filter((option) => option.startsWith(typed) && option !== typed)
    .map((option) => ({ line: `${before}${option} `, label: option, about: command.about }));
}

function valuesFor(
  words: readonly string[],
  { usage }: CommandHelp,
  names: CommandNames,
): readonly string[] {
  const last = words.at(-1) ?? '';
  if (last.startsWith('--')) return flagValues(last, usage, names);
  const fixed = fixedWords(usage).split(' ').length;
  const place = usage.split(' ')[fixed + (words.length - fixed)] ?? '';
  return namesFor(place.replace(/\W/g, ''), names);
}

function namesFor(place: string, names: CommandNames): readonly string[] {
  switch (place) {
    case 'TASK_ID':
      return names.tasks;
    case 'DAG_ID':
    case 'D':
      return [names.dag];
    case 'NAME':
      return names.exposures;
    case 'SOURCE':
      return names.sources;
    case 'KEY':
      return names.pages.map(quoted);
    default:
      return [];
  }
}

/** Words after a flag: alternatives that the usage lists, or names of what it asks for. */
function flagValues(flag: string, usage: string, names: CommandNames): readonly string[] {
  const found = new RegExp(`${flag} ([^\\]\\s]+)`).exec(usage)?.[1] ?? '';
  const alternatives = found.replaceAll('\\', '').split('|');
  return alternatives.length > 1 ? alternatives : namesFor(found, names);
}

function flagsOf({ usage }: CommandHelp, words: readonly string[]): readonly string[] {
  const flags = usage.match(/--[a-z-]+/g) ?? [];
  return [...new Set(flags)].filter((flag) => !words.includes(flag));
}

/** As one word of a command line. */
export function quoted(word: string): string {
  return /^[\w.:@/+-]+$/.test(word) ? word : `"${word.replaceAll('"', "'")}"`;
}

/** Walks through earlier lines as shells do; `place` counts from the newest, 0 is the line itself. */
export function recall(lines: readonly string[], place: number, direction: 1 | -1): number {
  return Math.min(Math.max(place + direction, 0), lines.length);
}

export interface UsualMove {
  readonly label: string;
  readonly title: string;
  readonly line: string;
}

/** Moves that every repair needs, as lines to look at before they are run. */
export function usualMoves(names: CommandNames, tile: string, day: string): readonly UsualMove[] {
  return [
    {
      label: 'Flag the tile',
      title: 'Tell everybody who looks at the tile not to trust it',
      line: `tile flag ${tile} --stale "We are on it."`,
    },
    {
      label: 'Place an order',
      title: 'Buy something in the shop, to see whether it works',
      line: 'order place --amount 1000',
    },
    {
      label: 'Backfill a day',
      title: 'Make the run of a past day again (a backfill)',
      line: `backfill create --dag-id ${names.dag} --from-date ${day} --to-date ${day}`,
    },
  ];
}
