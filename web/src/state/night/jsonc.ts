// JSON with comments, read for an editor: never fails, keeps where everything stands, and knows which
// key or value a place in the text belongs to.

export interface JsonNode {
  readonly kind: 'object' | 'array' | 'string' | 'word';
  readonly from: number;
  to: number;
  readonly members: JsonMember[];
  readonly items: JsonNode[];
  /** A string's text, or a word (number, true, false, null) as it stands. */
  readonly text: string;
}

export interface JsonMember {
  readonly key: JsonNode;
  value: JsonNode | null;
}

export function readJsonc(text: string): JsonNode | null {
  return new Reader(text).value();
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(): JsonNode | null {
    this.skip();
    const sign = this.text[this.at];
    if (sign === undefined) return null;
    if (sign === '{') return this.object();
    if (sign === '[') return this.array();
    if (sign === '"') return this.string();
    return this.word();
  }

  private object(): JsonNode {
    const node = this.open('object');
    for (;;) {
      this.skip();
      const sign = this.text[this.at];
      if (sign === undefined || sign === ']') break;
      if (sign === '}') {
        this.at++;
        break;
      }
      if (sign === ',') this.at++;
      else this.member(node);
    }
    node.to = this.at;
    return node;
  }

  private member(node: JsonNode): void {
    const key = this.text[this.at] === '"' ? this.string() : this.word();
    if (key === null) {
      this.at++;
      return;
    }
    const member: JsonMember = { key, value: null };
    node.members.push(member);
    this.skip();
    if (this.text[this.at] !== ':') return;
    this.at++;
    this.skip();
    const next = this.text[this.at];
    if (next !== undefined && next !== ',' && next !== '}' && next !== ']') {
      member.value = this.value();
    }
  }

  private array(): JsonNode {
    const node = this.open('array');
    for (;;) {
      this.skip();
      const sign = this.text[this.at];
      if (sign === undefined || sign === '}') break;
      if (sign === ']') {
        this.at++;
        break;
      }
      const item = sign === ',' ? null : this.value();
      if (item === null) this.at++;
      else node.items.push(item);
    }
    node.to = this.at;
    return node;
  }

  private open(kind: 'object' | 'array'): JsonNode {
    const from = this.at++;
    return { kind, from, to: from + 1, members: [], items: [], text: '' };
  }

  /** Ends at its line's end when the closing quote is missing. */
  private string(): JsonNode {
    const from = this.at++;
    while (this.at < this.text.length && !'"\n'.includes(this.text[this.at] ?? '')) {
      this.at += this.text[this.at] === '\\' ? 2 : 1;
    }
    const inside = this.text.slice(from + 1, this.at);
    if (this.text[this.at] === '"') this.at++;
    return { kind: 'string', from, to: this.at, members: [], items: [], text: inside };
  }

  private word(): JsonNode | null {
    const found = /^[^\s,:{}[\]"/]+/.exec(this.text.slice(this.at, this.at + 80));
    if (found === null) return null;
    const from = this.at;
    this.at += found[0].length;
    return { kind: 'word', from, to: this.at, members: [], items: [], text: found[0] };
  }

  private skip(): void {
    const blank = /(?:\s+|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$))*/y;
    blank.lastIndex = this.at;
    this.at += blank.exec(this.text)?.[0].length ?? 0;
  }
}

export interface TextPlace {
  readonly from: number;
  readonly to: number;
}

/** Where a JSON pointer leads; as far as the text goes along with it. */
export function placeOf(text: string, pointer: string): TextPlace | null {
  let node = readJsonc(text);
  let place = node === null ? null : { from: node.from, to: Math.min(node.to, node.from + 1) };
  const steps = pointer.split('/').slice(1);
  for (const step of steps.map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    if (node === null) break;
    const member = node.members.find(({ key }) => key.text === step);
    const next =
      node.kind === 'array' ? (node.items[Number(step)] ?? null) : (member?.value ?? null);
    const seen = next ?? member?.key;
    if (seen === undefined) break;
    place = { from: seen.from, to: isLong(seen) ? seen.from + 1 : seen.to };
    node = next;
  }
  return place;
}

const isLong = ({ kind }: JsonNode) => kind === 'object' || kind === 'array';

/** What stands around a place in the text. */
export interface JsonPath {
  /** Keys and "[]" from the root to the object that the place is in. */
  readonly steps: readonly string[];
  /** The objects on the way, the root first; the last one is the object that the place is in. */
  readonly objects: readonly JsonNode[];
  /** The key at the place, or whose value is there; null between members. */
  readonly key: string | null;
  readonly part: 'key' | 'value';
  /** The text at the place that a completion would replace. */
  readonly word: TextPlace | null;
}

export function pathAt(text: string, offset: number): JsonPath {
  const path: { steps: string[]; objects: JsonNode[] } = { steps: [], objects: [] };
  let node = readJsonc(text);
  for (;;) {
    if (node === null || node.kind === 'string' || node.kind === 'word') break;
    if (node.kind === 'array') {
      const item: JsonNode | undefined = node.items.find((each) => holds(each, offset));
      if (item === undefined) return { ...path, key: null, part: 'value', word: null };
      path.steps.push('[]');
      if (item.kind === 'string' || item.kind === 'word') {
        return { ...path, key: null, part: 'value', word: item };
      }
      node = item;
      continue;
    }
    path.objects.push(node);
    const member: JsonMember | undefined = node.members.findLast(({ key }) => key.from <= offset);
    if (member === undefined) return { ...path, key: null, part: 'key', word: null };
    if (offset <= member.key.to) {
      return { ...path, key: member.key.text, part: 'key', word: member.key };
    }
    const { value } = member;
    if (value === null || !holds(value, offset)) return between(text, path, member, offset);
    if (value.kind === 'string' || value.kind === 'word') {
      return { ...path, key: member.key.text, part: 'value', word: value };
    }
    path.steps.push(member.key.text);
    node = value;
  }
  return { ...path, key: null, part: 'key', word: null };
}

const holds = ({ from, to }: JsonNode, offset: number) => from < offset && offset <= to;

/** Behind a member: still its value when only a colon stands there, else the next key. */
function between(
  text: string,
  path: { steps: readonly string[]; objects: readonly JsonNode[] },
  member: JsonMember,
  offset: number,
): JsonPath {
  const isValue = member.value === null && text.slice(member.key.to, offset).includes(':');
  return isValue
    ? { ...path, key: member.key.text, part: 'value', word: null }
    : { ...path, key: null, part: 'key', word: null };
}

/** The text of a member that is a string or a word. */
export function memberText(node: JsonNode | undefined, key: string): string | null {
  const value = node?.members.find((member) => member.key.text === key)?.value;
  return value?.kind === 'string' || value?.kind === 'word' ? value.text : null;
}
