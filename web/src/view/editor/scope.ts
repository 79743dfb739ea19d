// Which names mean something at a place of an SQL text: the tables of the lesson, the queries that
// WITH names, and what FROM and JOIN bring in, under their aliases. Read from the editor's syntax
// tree, which has no clauses: a query is a flat list of words, names, operators and parentheses.
//
//   WITH paid AS (SELECT day, amount FROM orders)     tables: orders, paid (day, amount)
//   SELECT p.| FROM paid AS p                         from:   p (day, amount)

import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

/** Something with rows that a query can name. */
export interface Source {
  readonly kind: 'table' | 'with' | 'alias';
  readonly name: string;
  readonly columns: readonly string[];
}

export interface Scope {
  /** What FROM may name here. */
  readonly tables: readonly Source[];
  /** What FROM names in the query around the place, then in the queries around that one. */
  readonly from: readonly Source[];
}

export function scopeAt(state: EditorState, place: number, tables: readonly Source[]): Scope {
  const reader = new Reader(state);
  let scope: Scope = { tables, from: [] };
  for (const query of queriesAround(syntaxTree(state).resolveInner(place, -1))) {
    const parts = partsOf(query);
    const known = reader.withQueries(parts, scope.tables);
    const here = reader.sources(reader.selectAround(parts, place), known);
    scope = { tables: known, from: [...here, ...scope.from] };
  }
  return scope;
}

/** A name in a list of sources. The nearest comes first in `from`, the newest last in `tables`. */
export function findSource({ from, tables }: Scope, name: string): Source | undefined {
  const isMeant = (source: Source) => source.name.toLowerCase() === name.toLowerCase();
  return from.find(isMeant) ?? tables.findLast(isMeant);
}

/** The statement around a place and the parentheses in it, from the outside in. */
function queriesAround(inner: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let node: SyntaxNode | null = inner; node !== null; node = node.parent) {
    if (node.name === 'Statement' || node.name === 'Parens') found.unshift(node);
  }
  return found;
}

function partsOf(query: SyntaxNode): readonly SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  for (let node = query.firstChild; node !== null; node = node.nextSibling) {
    if (!/Comment$|^[()]$/.test(node.name)) parts.push(node);
  }
  return parts;
}

const setOperators = ['union', 'intersect', 'except'];
const endsOfFrom = ['where', 'group', 'having', 'window', 'order', 'limit', ...setOperators];

class Reader {
  constructor(private readonly state: EditorState) {}

  /** Every `name [(columns)] AS [[NOT] MATERIALIZED] (query)`; each one knows those before it. */
  withQueries(parts: readonly SyntaxNode[], tables: readonly Source[]): readonly Source[] {
    const known = [...tables];
    parts.forEach((name, i) => {
      const listed = parts[i + 1]?.name === 'Parens' ? parts[i + 1] : undefined;
      const rest = parts.slice(listed === undefined ? i + 1 : i + 2);
      const body = rest.find((part) => !['as', 'not', 'materialized'].includes(this.word(part)));
      if (!isName(name) || this.word(rest[0]) !== 'as' || !this.isQuery(body)) return;
      const columns =
        listed === undefined
          ? this.selectedColumns(partsOf(body), known)
          : partsOf(listed)
              .filter(isName)
              .map((part) => this.lastName(part));
      known.push({ kind: 'with', name: this.lastName(name), columns });
    });
    return known;
  }

  /** The SELECT that holds the place, of those that UNION and its kin join. */
  selectAround(parts: readonly SyntaxNode[], place: number): readonly SyntaxNode[] {
    const joints = parts.filter((part) => setOperators.includes(this.word(part)));
    const start = joints.findLast(({ to }) => to <= place)?.to ?? 0;
    const end = joints.find(({ from }) => from >= place)?.from ?? Infinity;
    return parts.filter(({ from, to }) => from >= start && to <= end);
  }

  /** What the first FROM of a SELECT names, each with its alias where it has one. */
  sources(select: readonly SyntaxNode[], tables: readonly Source[]): readonly Source[] {
    const found: Source[] = [];
    let awaits: 'nothing' | 'source' | 'alias' = 'nothing';
    const start = select.findIndex((part) => this.word(part) === 'from');
    for (const part of start === -1 ? [] : select.slice(start)) {
      const word = this.word(part);
      if (endsOfFrom.includes(word)) break;
      if (['from', 'join', ','].includes(word)) awaits = 'source';
      else if (awaits === 'source' && (isName(part) || part.name === 'Parens')) {
        found.push(this.source(part, tables));
        awaits = 'alias';
      } else if (awaits === 'alias' && isName(part)) {
        const aliased = found.pop();
        found.push({ kind: 'alias', name: this.lastName(part), columns: aliased?.columns ?? [] });
        awaits = 'nothing';
      } else if (word !== 'as') awaits = 'nothing';
    }
    return found.filter(({ name }) => name !== '');
  }

  /** A table by its name, or a query in parentheses, which has none. */
  private source(part: SyntaxNode, tables: readonly Source[]): Source {
    if (part.name === 'Parens') {
      const columns = this.isQuery(part) ? this.selectedColumns(partsOf(part), tables) : [];
      return { kind: 'alias', name: '', columns };
    }
    const name = this.lastName(part);
    const known = findSource({ from: [], tables }, name);
    return known ?? { kind: 'table', name, columns: [] };
  }

  /** The columns of a query: of each item of its first SELECT the last word, when it is a name. */
  private selectedColumns(
    parts: readonly SyntaxNode[],
    outside: readonly Source[],
  ): readonly string[] {
    const tables = this.withQueries(parts, outside);
    const first = this.selectAround(parts, parts[0]?.from ?? 0);
    const from = this.sources(first, tables);
    const start = first.findIndex((part) => this.word(part) === 'select');
    const columns: string[] = [];
    let item: SyntaxNode[] = [];
    for (const part of start === -1 ? [] : first.slice(start + 1)) {
      const ends = [',', 'from'].includes(this.word(part));
      if (!ends) item.push(part);
      else columns.push(...this.itemColumns(item, { tables, from }));
      if (ends) item = [];
      if (this.word(part) === 'from') return columns;
    }
    return [...columns, ...this.itemColumns(item, { tables, from })];
  }

  /** `expression AS name`, `column`, `*` or `source.*`. */
  private itemColumns(item: readonly SyntaxNode[], scope: Scope): readonly string[] {
    const last = item.at(-1);
    if (last === undefined) return [];
    const before = item.at(-2);
    if (this.text(last) === '*' && before === undefined) {
      return scope.from.flatMap(({ columns }) => columns);
    }
    if (this.text(last) === '*' && before !== undefined && this.text(before).endsWith('.')) {
      return findSource(scope, this.text(before).slice(0, -1))?.columns ?? [];
    }
    return isName(last) || isWordLike(last) ? [this.lastName(last)] : [];
  }

  private isQuery(node: SyntaxNode | undefined): node is SyntaxNode {
    return node?.name === 'Parens' && /^\(\s*(select|with|values)\b/i.test(this.text(node));
  }

  /** A keyword or a punctuation in lower case; of anything else nothing. */
  private word(node: SyntaxNode | undefined): string {
    if (node?.name !== 'Keyword' && node?.name !== 'Punctuation') return '';
    return this.text(node).toLowerCase();
  }

  private lastName(node: SyntaxNode): string {
    return (this.text(node).split('.').at(-1) ?? '').replace(/^["`[]|["`\]]$/g, '');
  }

  private text({ from, to }: SyntaxNode): string {
    return this.state.sliceDoc(from, to);
  }
}

function isName({ name }: SyntaxNode): boolean {
  return /Identifier$/.test(name);
}

/** A column called `date` looks like the function of that name. */
function isWordLike({ name }: SyntaxNode): boolean {
  return name === 'Builtin' || name === 'Type';
}
