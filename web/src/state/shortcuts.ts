// Which keys the app obeys everywhere; shortcut-list.ts lists them, and those of the screens, for people.

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
