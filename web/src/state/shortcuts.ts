// The keyboard map: the one list that Help shows and the app obeys.

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

export type AppKey =
  | 'palette'
  | 'next_pane'
  | 'previous_pane'
  | 'previous_step'
  | 'next_step'
  | 'catalogue'
  | 'progress'
  | 'settings'
  | 'help';

export interface PressedKey {
  readonly key: string;
  readonly mod: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  /** The focus is where people type: an input, the editor, a grid. */
  readonly typing: boolean;
  /** The "g" that came just before. */
  readonly after_g: boolean;
}

export function appKey(pressed: PressedKey, singleKeys: boolean): AppKey | null {
  if (pressed.alt) return null;
  if (pressed.key === 'F6') return pressed.shift ? 'previous_pane' : 'next_pane';
  if (pressed.mod) return pressed.key.toLowerCase() === 'k' ? 'palette' : null;
  if (!singleKeys || pressed.typing) return null;
  return pressed.after_g ? goKey(pressed.key) : singleKey(pressed.key);
}

function goKey(key: string): AppKey | null {
  switch (key) {
    case 'c':
      return 'catalogue';
    case 'p':
      return 'progress';
    case 's':
      return 'settings';
    default:
      return null;
  }
}

function singleKey(key: string): AppKey | null {
  switch (key) {
    case '[':
      return 'previous_step';
    case ']':
      return 'next_step';
    case '?':
      return 'help';
    default:
      return null;
  }
}

/** A shortcut as this machine's keyboard shows it. */
export function keyText(keys: string, mac: boolean): string {
  return keys
    .split('+')
    .map((key) => {
      if (key === 'Mod') return mac ? '⌘' : 'Ctrl';
      if (key === 'Control') return 'Ctrl';
      if (key === 'Escape') return 'Esc';
      return key;
    })
    .join(mac ? ' ' : '+');
}
