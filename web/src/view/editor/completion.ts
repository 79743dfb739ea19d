// Completion of the names that WITH gives to queries. Tables and columns of the lesson are completed
// by the SQL mode itself, which knows nothing of WITH.

import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';
import type { SyntaxNode } from '@lezer/common';

export interface NamedQuery {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Every `name [(columns)] AS (query)` of a text. */
export function namedQueries(state: EditorState): readonly NamedQuery[] {
  const found: NamedQuery[] = [];
  syntaxTree(state).iterate({
    enter({ node }) {
      const query = readNamedQuery(node, (part) => state.sliceDoc(part.from, part.to));
      if (query !== null) found.push(query);
    },
  });
  return found;
}

type Slice = (node: { readonly from: number; readonly to: number }) => string;

function readNamedQuery(node: SyntaxNode, slice: Slice): NamedQuery | null {
  if (!isName(node)) return null;
  const listed = node.nextSibling?.name === 'Parens' ? node.nextSibling : null;
  const as = (listed ?? node).nextSibling;
  if (as?.name !== 'Keyword' || slice(as).toLowerCase() !== 'as') return null;
  const body = bodyAfter(as, slice);
  if (body === null) return null;
  const columns = listed === null ? selectedNames(body, slice) : namesIn(listed, slice);
  return { name: unquoted(slice(node)), columns };
}

/** The parentheses after AS, with or without [NOT] MATERIALIZED between; they must hold a query. */
function bodyAfter(as: SyntaxNode, slice: Slice): SyntaxNode | null {
  let next = as.nextSibling;
  while (next?.name === 'Keyword' && /^(not|materialized)$/i.test(slice(next))) {
    next = next.nextSibling;
  }
  return next?.name === 'Parens' && /^\(\s*(select|with|values)\b/i.test(slice(next)) ? next : null;
}

/** The names of the columns of the first SELECT: of each item the last word, when it is a name. */
function selectedNames(body: SyntaxNode, slice: Slice): readonly string[] {
  const names: string[] = [];
  let last: SyntaxNode | null = null;
  for (let node = body.firstChild; node !== null; node = node.nextSibling) {
    const word = slice(node).toLowerCase();
    const ends = word === ',' || (node.name === 'Keyword' && word === 'from') || word === ')';
    if (ends && last !== null && isColumn(last)) names.push(lastPart(slice(last)));
    if (ends && word !== ',') break;
    last = node;
  }
  return names;
}

function namesIn(parens: SyntaxNode, slice: Slice): readonly string[] {
  return parens.getChildren('Identifier').map((node) => unquoted(slice(node)));
}

function isName(node: SyntaxNode): boolean {
  return node.name === 'Identifier' || node.name === 'QuotedIdentifier';
}

function isColumn(node: SyntaxNode): boolean {
  return isName(node) || node.name === 'CompositeIdentifier';
}

function lastPart(text: string): string {
  return unquoted(text.split('.').at(-1) ?? text);
}

function unquoted(text: string): string {
  return text.replace(/^["`[]|["`\]]$/g, '');
}

export function completeNamedQueries(context: CompletionContext): CompletionResult | null {
  const queries = namedQueries(context.state);
  if (queries.length === 0) return null;
  const qualified = context.matchBefore(/\w+\.\w*$/);
  if (qualified !== null) {
    const [name = ''] = qualified.text.split('.');
    const query = queries.find((candidate) => candidate.name.toLowerCase() === name.toLowerCase());
    if (query === undefined) return null;
    return { from: qualified.from + name.length + 1, options: query.columns.map(toColumn) };
  }
  const word = context.matchBefore(/\w*$/);
  if (word === null || (word.text === '' && !context.explicit)) return null;
  const columns = new Set(queries.flatMap((query) => query.columns));
  return {
    from: word.from,
    options: [...queries.map(toTable), ...[...columns].map(toColumn)],
    validFor: /^\w*$/,
  };
}

function toTable({ name }: NamedQuery): Completion {
  return { label: name, type: 'type', detail: 'WITH', boost: 2 };
}

function toColumn(name: string): Completion {
  return { label: name, type: 'property' };
}
