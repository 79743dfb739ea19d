import { expect, test } from 'vitest';

import {
  linkBytesMax,
  packNight,
  sharedHref,
  sharedIn,
  unpackNight,
} from '../../../src/state/night/permalink';

const night = {
  script: [
    { at: '2026-03-11T02:00:00Z', command: 'tile flag x --stale "no"' },
    { at: '2026-03-11T02:05:00Z', install: { 'models/x.sql': 'select “1” as ☾\n' } },
  ],
  live: '2026-03-11T03:00:00Z',
  viewed: '2026-03-11T02:30:00Z',
};

test('a night survives the way through an address', async () => {
  const packed = await packNight(night);
  const href = sharedHref('#/lesson/a/b', packed ?? '');
  expect(href).toMatch(/^#\/lesson\/a\/b\?night=[\w-]+$/);
  expect(await unpackNight(sharedIn(href) ?? '')).toEqual(night);
});

test('a night that is too long has no address', async () => {
  let text = '';
  for (let i = 0, x = 1; i < 40_000; i++)
    text += String.fromCharCode(97 + ((x = (x * 48_271) % 2_147_483_647) % 26));
  expect(
    await packNight({ ...night, script: [{ at: night.live, install: { 'a.sql': text } }] }),
  ).toBe(null);
  const packed = await packNight({
    ...night,
    script: [{ at: night.live, install: { 'a.sql': text.slice(0, 20_000) } }],
  });
  expect(packed?.length).toBeLessThan(linkBytesMax);
});

test.each(['', 'zebra', '!!!', 'q1bKKy3KTi1SslIqSS0uUaoFAA'])(
  'a link that is not whole holds nothing: %s',
  async (packed) => {
    expect(await unpackNight(packed)).toBe(null);
  },
);

test('an address without a night', () => {
  expect(sharedIn('#/lesson/a/b')).toBe(null);
});
