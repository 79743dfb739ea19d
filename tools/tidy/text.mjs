// Looking at source text line by line, with comments and string literals blanked out where a rule is about
// code only.

/** Comments and the contents of literals become spaces; lines stay where they are. */
export function codeOnly(text) {
  const pattern =
    /\/\/[^\n]*|\/\*[\s\S]*?\*\/|R"([^(\s]*)\([\s\S]*?\)\1"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`/g;
  return text.replace(pattern, (found, _tag, at) =>
    isDigitSeparator(text, at) ? found : found.replace(/[^\n]/g, ' '),
  );
}

// The apostrophe in 1'000'000 opens no character literal.
const isDigitSeparator = (text, at) => text[at] === "'" && /[0-9a-fA-F]/.test(text[at - 1] ?? '');

/** Every match of `pattern` as {line, found}. */
export function matches(text, pattern) {
  const global = new RegExp(pattern.source, `${pattern.flags.replace('g', '')}g`);
  return [...text.matchAll(global)].map((found) => ({
    line: text.slice(0, found.index).split('\n').length,
    found,
  }));
}

export const countLines = (text) => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
