// JSON with comments, as colours: the core is the one that judges it.

import { HighlightStyle, StreamLanguage, type StringStream } from '@codemirror/language';
import { tags } from '@lezer/highlight';

interface Place {
  /** Inside of a comment that may go over several lines. */
  comment: boolean;
}

export const jsonc = StreamLanguage.define<Place>({
  name: 'jsonc',
  startState: () => ({ comment: false }),
  token(stream, place) {
    if (place.comment || stream.match('/*')) return longComment(stream, place);
    if (stream.eatSpace()) return null;
    if (stream.match('//')) {
      stream.skipToEnd();
      return 'comment';
    }
    if (stream.match(/^"(?:[^"\\]|\\.)*"?/)) {
      return stream.match(/^\s*:/, false) ? 'propertyName' : 'string';
    }
    if (stream.match(/^-?\d[\d.eE+-]*/)) return 'number';
    if (stream.match(/^(?:true|false|null)\b/)) return 'bool';
    stream.next();
    return null;
  },
  languageData: {
    commentTokens: { line: '//', block: { open: '/*', close: '*/' } },
    closeBrackets: { brackets: ['[', '{', '"'] },
  },
});

function longComment(stream: StringStream, place: Place): string {
  place.comment = !stream.match(/^.*?\*\//);
  if (place.comment) stream.skipToEnd();
  return 'comment';
}

export const jsoncColours = HighlightStyle.define([
  { tag: tags.propertyName, color: 'var(--syntax-name)' },
  { tag: tags.string, color: 'var(--syntax-string)' },
  { tag: [tags.number, tags.bool], color: 'var(--syntax-number)' },
  { tag: tags.comment, color: 'var(--syntax-comment)', fontStyle: 'italic' },
]);
