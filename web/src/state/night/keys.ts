// The single keys of the incident screen.

export type NightKey =
  | 'play'
  | 'event_before'
  | 'event_after'
  | 'notable_before'
  | 'notable_after'
  | 'zoom_in'
  | 'zoom_out'
  | 'acknowledge'
  | 'resolve'
  | 'speed_1'
  | 'speed_2'
  | 'speed_3'
  | 'speed_4';

export interface NightPress {
  readonly key: string;
  /** With Control, Alt or Command. */
  readonly changed: boolean;
  /** The focus is where people type or choose from a list. */
  readonly typing: boolean;
  /** The focus is on a button or a link, which Space itself presses. */
  readonly pressing: boolean;
}

const keys: Readonly<Record<string, NightKey>> = {
  ' ': 'play',
  k: 'play',
  ',': 'event_before',
  '.': 'event_after',
  ';': 'notable_before',
  "'": 'notable_after',
  '+': 'zoom_in',
  '-': 'zoom_out',
  a: 'acknowledge',
  r: 'resolve',
  '1': 'speed_1',
  '2': 'speed_2',
  '3': 'speed_3',
  '4': 'speed_4',
};

export function nightKey({ key, changed, typing, pressing }: NightPress): NightKey | null {
  if (changed || typing || (pressing && key === ' ')) return null;
  return keys[key] ?? null;
}
