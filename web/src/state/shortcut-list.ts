// The keyboard map, as Help shows it.

export interface Shortcut {
  readonly keys: readonly string[];
  readonly where: string;
  readonly does: string;
  /** A single key without Control or Alt: can be switched off. */
  readonly single: boolean;
}

/** "Mod" is Command on a Mac and Control elsewhere. */
export const shortcuts: readonly Shortcut[] = [
  entry(['Mod+Enter', 'Shift+Enter'], 'editor', 'Run (only the selection, when there is one)'),
  entry(['Mod+Shift+Enter'], 'editor', 'Grade your answer'),
  entry(['Escape'], 'while running', 'Stop'),
  entry(['Escape'], 'editor', 'Close the popup; then Tab leaves the editor'),
  entry(['Mod+/'], 'editor', 'Comment or uncomment the lines'),
  entry(['Control+Space'], 'editor', 'Complete'),
  entry(['Mod+F'], 'editor', 'Find'),
  entry(['F6', 'Shift+F6'], 'lesson', 'Next or previous pane'),
  entry(['Mod+K'], 'anywhere', 'Go to a lesson, step or page'),
  single(['Space', 'k'], 'incident', 'Play through what has happened, or pause'),
  single([',', '.'], 'incident', 'Previous or next event'),
  single([';', "'"], 'incident', 'Previous or next notable event'),
  entry(['ArrowLeft', 'PageUp', 'Home'], 'timeline', 'A minute, an hour, to the start; and so on'),
  entry(['ArrowRight', 'ArrowDown'], 'glyphs', 'Next glyph, next lane; Enter jumps there'),
  single(['+', '-'], 'incident', 'Zoom the timeline in or out'),
  single(['1', '4'], 'incident', 'How fast Play goes, from slow to fast'),
  single(['a', 'r'], 'incident', 'Acknowledge or resolve a page'),
  single(['[', ']'], 'lesson', 'Previous or next step'),
  single(['g c'], 'anywhere', 'Go to the catalogue'),
  single(['g p'], 'anywhere', 'Go to progress'),
  single(['g s'], 'anywhere', 'Open settings'),
  single(['?'], 'anywhere', 'Show this help'),
];

function entry(keys: readonly string[], where: string, does: string): Shortcut {
  return { keys, where, does, single: false };
}

function single(keys: readonly string[], where: string, does: string): Shortcut {
  return { keys, where, does, single: true };
}
