// Lesson texts: marked reads them into tokens, Markdown.svelte draws the tokens. No HTML is ever
// made from a text, so there is nothing to sanitise; HTML in a text is shown as text.

import { lexer, type MarkedToken, type Token } from 'marked';

export type { MarkedToken, Token };

export function parseMarkdown(text: string): readonly Token[] {
  return lexer(text, { gfm: true });
}

/** Where a link may lead: another page of the app, a safe site, a letter. Null: nowhere. */
export function safeHref(href: string): string | null {
  const compact = href.replace(/[\s\u0000-\u001f]/g, '').toLowerCase();
  const allowed = ['https://', 'mailto:', '#/'].some((start) => compact.startsWith(start));
  return allowed ? href : null;
}

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: '’',
  nbsp: '\u00a0',
};

/** The few entities that people write; the lexer leaves them as they are. */
export function plainText(text: string): string {
  return text.replace(/&(?:#(\d{1,6})|([a-z]+));/g, (whole, code?: string, name?: string) =>
    code === undefined ? (named[name ?? ''] ?? whole) : String.fromCodePoint(Number(code)),
  );
}
