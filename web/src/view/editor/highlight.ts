// The colours of SQL, for the editor and for code in texts. Colours come from the page's tokens, so
// that they follow the theme by themselves.

import { HighlightStyle } from '@codemirror/language';
import { classHighlighter, highlightCode, tags } from '@lezer/highlight';

import { dialect } from './dialect';

export const sqlColours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--syntax-keyword)', fontWeight: '600' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--syntax-string)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--syntax-number)' },
  { tag: [tags.typeName, tags.standard(tags.name)], color: 'var(--syntax-name)' },
  {
    tag: [tags.lineComment, tags.blockComment],
    color: 'var(--syntax-comment)',
    fontStyle: 'italic',
  },
]);

export interface HighlightedText {
  readonly text: string;
  /** Classes tok-*, styled in base.css. */
  readonly style: string;
}

export function highlightSql(text: string): readonly HighlightedText[] {
  const pieces: HighlightedText[] = [];
  const tree = dialect.language.parser.parse(text);
  const put = (piece: string, style: string) => pieces.push({ text: piece, style });
  highlightCode(text, tree, classHighlighter, put, () => put('\n', ''));
  return pieces;
}
