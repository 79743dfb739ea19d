export type Theme = 'auto' | 'light' | 'dark';

export interface Settings {
  readonly theme: Theme;
  /** Shortcuts of one key, such as "?". Off for people whose tools send single keys. */
  readonly single_keys: boolean;
  readonly editor_font_px: number;
  /** Shares of the panes, in per cent: the lesson's text, and the editor beside it. */
  readonly text_share: number;
  readonly night_text_share: number;
  readonly editor_share: number;
}

export const defaultSettings: Settings = {
  theme: 'auto',
  single_keys: true,
  editor_font_px: 14,
  text_share: 36,
  night_text_share: 27,
  editor_share: 38,
};

export const editorFontSizes: readonly number[] = [12, 13, 14, 15, 16, 18, 20, 24];

/** Stored settings may come from an older version: what is unknown or wrong falls back. */
export function readSettings(stored: unknown): Settings {
  if (typeof stored !== 'object' || stored === null) return defaultSettings;
  const kept = Object.entries(stored).filter(([name, value]) => isValid(name, value));
  return { ...defaultSettings, ...Object.fromEntries(kept) };
}

function isValid(name: string, value: unknown): boolean {
  switch (name) {
    case 'theme':
      return value === 'auto' || value === 'light' || value === 'dark';
    case 'single_keys':
      return typeof value === 'boolean';
    case 'editor_font_px':
      return typeof value === 'number' && editorFontSizes.includes(value);
    case 'text_share':
    case 'night_text_share':
    case 'editor_share':
      return typeof value === 'number' && value >= 15 && value <= 85;
    default:
      return false;
  }
}
