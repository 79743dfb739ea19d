// Which keys may stand at a place of pipeline.jsonc, and what they mean: for completion and for the
// note beside the pointer. The keys themselves come from the core (night.keys).

import type { KeyHelp } from '../../core/night-protocol';
import { type JsonPath, memberText, pathAt } from './jsonc';

/** Which kinds of object stand at a place, as the core calls them. */
const parts: Readonly<Record<string, readonly string[]>> = {
  '': ['the pipeline'],
  schedule: ['"schedule"'],
  default_args: ['a task'],
  'tasks[]': ['a task', 'a sync task', 'a model task', 'a check task', 'a notify task'],
  'tasks[].fields[]': ['a field mapping'],
  'tasks[].quality[]': ['a quality rule', 'a rule'],
  'tasks[].quality[].arguments': ['a rule\'s "arguments"'],
  'contracts[]': ['a contract'],
  'contracts[].enforce[]': ['"enforce"'],
  'monitors[]': [
    'a monitor',
    'a freshness monitor',
    'a volume monitor',
    'a schema monitor',
    'a quality monitor',
  ],
  'monitors[].quality[]': ['a quality rule', 'a rule'],
  'monitors[].warn_after': ['a freshness period'],
  'monitors[].error_after': ['a freshness period'],
  'monitors[].baseline': ['"baseline"'],
  notify: ['"notify"'],
  'notify[]': ['"notify"'],
  'exposures[]': ['an exposure'],
  'exposures[].owner': ['an exposure\'s "owner"'],
};

/** The keys of the object around a place. One whose type is not chosen yet may have those of all. */
export function keysAt(keys: readonly KeyHelp[], path: JsonPath): readonly KeyHelp[] {
  const place = path.steps.join('.').replaceAll('.[]', '[]');
  const inner = path.objects.at(-1);
  const type = memberText(inner, 'type') ?? memberText(inner, 'pillar');
  const here = parts[place] ?? [];
  const chosen = here.filter((part) => type !== null && part.startsWith(`a ${type} `));
  const others = here.filter((part) => part === 'a task' || part === 'a monitor');
  const fits = chosen.length > 0 ? [...others, ...chosen] : here;
  // A volume monitor has one of the operators of a rule.
  const wanted = fits.includes('a volume monitor') ? [...fits, 'a rule'] : fits;
  const found = keys.filter((key) => wanted.includes(key.in));
  return [...new Map(found.map((key) => [key.name, key] as const)).values()];
}

/** Words that a key may have, where its meaning is nothing but a list of them. */
function valuesOf({ about }: KeyHelp): readonly string[] {
  const list = about.replace(/^[^:]*: /, '').split(';')[0] ?? '';
  const words = list.split(/, | or /);
  const isList = words.length > 1 && words.every((word) => /^[a-z][a-z_+]*$/.test(word));
  return isList ? words : [];
}

export interface KeyOption {
  readonly label: string;
  readonly detail: string;
  readonly info: string;
  readonly required: boolean;
}

export interface KeyCompletion {
  readonly from: number;
  readonly to: number;
  /** Whether quotes are around the place already. */
  readonly quoted: boolean;
  readonly part: 'key' | 'value';
  readonly options: readonly KeyOption[];
}

/** What can stand at a place of the text; null where nothing is known. */
export function completeSpec(
  all: readonly KeyHelp[],
  text: string,
  offset: number,
): KeyCompletion | null {
  const path = pathAt(text, offset);
  if (path.objects.length === 0) return null;
  const keys = keysAt(all, path);
  const place = path.word ?? { from: offset, to: offset };
  const base = { ...place, quoted: text[place.from] === '"', part: path.part };
  if (path.part === 'key') {
    const present = new Set(path.objects.at(-1)?.members.map(({ key }) => key.text));
    const options = keys.filter(({ name }) => !present.has(name) || name === path.key);
    return { ...base, options: options.map(optionOf) };
  }
  const key = keys.find(({ name }) => name === path.key);
  const options = (key === undefined ? [] : valuesOf(key)).map((value) => ({
    label: value,
    detail: '',
    info: key?.about ?? '',
    required: false,
  }));
  return { ...base, options };
}

function optionOf({ name, from, default: usual, about }: KeyHelp): KeyOption {
  const required = usual === 'required';
  return { label: name, detail: from, info: `${about}. ${defaultText(usual)}`, required };
}

/** What the note beside the pointer says about the key at a place. */
export function keyNote(
  all: readonly KeyHelp[],
  text: string,
  offset: number,
): { readonly from: number; readonly to: number; readonly help: KeyHelp } | null {
  const path = pathAt(text, offset);
  if (path.part !== 'key' || path.word === null) return null;
  const help = keysAt(all, path).find(({ name }) => name === path.key);
  return help === undefined ? null : { from: path.word.from, to: path.word.to, help };
}

export function defaultText(usual: string): string {
  if (usual === 'required') return 'Required.';
  return usual === 'none' ? 'Without it: nothing.' : `Without it: ${usual}`;
}
