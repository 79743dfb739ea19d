// Completion of names: tables, the queries that WITH names, aliases, and the columns of each. The
// SQL mode completes keywords; its own completion of names knows nothing of WITH.

import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete';
import { syntaxTree } from '@codemirror/language';

import type { TableDescription } from '../../core/protocol';
import { findSource, type Scope, scopeAt, type Source } from './scope';

export function completeNames(descriptions: readonly TableDescription[]) {
  const tables: readonly Source[] = descriptions.map(({ name, columns }) => ({
    kind: 'table',
    name,
    columns: columns.map((column) => column.name),
  }));
  return (context: CompletionContext): CompletionResult | null => {
    const node = syntaxTree(context.state).resolveInner(context.pos, -1);
    if (/String|Comment/.test(node.name)) return null;
    const scope = scopeAt(context.state, context.pos, tables);
    return completeColumnOf(context, scope) ?? completeName(context, scope);
  };
}

/** After `name.`: the columns of what has that name. */
function completeColumnOf(context: CompletionContext, scope: Scope): CompletionResult | null {
  const typed = context.matchBefore(/["`[]?\w+["`\]]?\.\w*$/);
  if (typed === null) return null;
  const dot = typed.text.indexOf('.');
  const source = findSource(scope, typed.text.slice(0, dot).replace(/^\W|\W$/g, ''));
  return {
    from: typed.from + dot + 1,
    options: (source?.columns ?? []).map((column) => toCompletion(column, 'property')),
    validFor: /^\w*$/,
  };
}

function completeName(context: CompletionContext, scope: Scope): CompletionResult | null {
  const typed = context.matchBefore(/\w*$/);
  if (typed === null || (typed.text === '' && !context.explicit)) return null;
  const before = context.state.sliceDoc(0, typed.from);
  const tables = scope.tables.map(tableCompletion);
  const options = /\b(from|join)\s+$/i.test(before)
    ? tables
    : [...tables, ...scope.from.flatMap(aliasCompletion), ...columnCompletions(scope)];
  return { from: typed.from, options: distinct(options), validFor: /^\w*$/ };
}

function tableCompletion({ kind, name }: Source): Completion {
  return kind === 'with'
    ? { ...toCompletion(name, 'type'), detail: 'WITH', boost: 2 }
    : toCompletion(name, 'type');
}

function aliasCompletion({ kind, name }: Source): readonly Completion[] {
  return kind === 'alias' ? [toCompletion(name, 'constant')] : [];
}

/** The columns of what FROM names; as long as there is no FROM, of everything that it could name. */
function columnCompletions({ from, tables }: Scope): readonly Completion[] {
  const sources = from.length > 0 ? from : tables;
  return sources.flatMap(({ columns }) =>
    columns.map((column) => ({ ...toCompletion(column, 'property'), boost: 1 })),
  );
}

/** Names that SQL would not read as one word are put in quotes. */
function toCompletion(name: string, type: string): Completion {
  const label = name;
  return /^[a-z_]\w*$/i.test(name) ? { label, type } : { label, type, apply: `"${name}"` };
}

function distinct(options: readonly Completion[]): Completion[] {
  return [...new Map(options.map((option) => [option.label, option])).values()];
}
