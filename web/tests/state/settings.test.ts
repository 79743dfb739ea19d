import { expect, test } from 'vitest';

import { defaultSettings, readSettings } from '../../src/state/settings';

test('what is stored is kept, what is missing falls back', () => {
  expect(readSettings({ theme: 'dark' })).toEqual({ ...defaultSettings, theme: 'dark' });
});

test.each([
  undefined,
  null,
  7,
  { theme: 'pink' },
  { editor_font_px: 1000 },
  { text_share: '40' },
  { zebra: 1 },
])('nonsense falls back: %o', (stored) => expect(readSettings(stored)).toEqual(defaultSettings));
