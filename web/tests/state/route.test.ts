import { expect, test } from 'vitest';

import { formatRoute, parseRoute } from '../../src/state/route';

test.each([
  ['', { kind: 'catalogue', filter: { text: '', kind: null } }],
  ['#/', { kind: 'catalogue', filter: { text: '', kind: null } }],
  [
    '#/?text=left+join&kind=quiz',
    { kind: 'catalogue', filter: { text: 'left join', kind: 'quiz' } },
  ],
  ['#/?kind=night', { kind: 'catalogue', filter: { text: '', kind: 'night' } }],
  ['#/?kind=opera', { kind: 'catalogue', filter: { text: '', kind: null } }],
  ['#/progress', { kind: 'progress' }],
  ['#/lesson/joins', { kind: 'lesson', slug: 'joins', step: null }],
  ['#/lesson/joins/fan-out', { kind: 'lesson', slug: 'joins', step: 'fan-out' }],
  ['#/lesson/joins/fan-out?night=abc', { kind: 'lesson', slug: 'joins', step: 'fan-out' }],
  ['#/lesson/a%2Fb', { kind: 'lesson', slug: 'a/b', step: null }],
  ['#/lesson/%E0%A4%A', { kind: 'lesson', slug: '%E0%A4%A', step: null }],
  ['#/lesson/a/b/c', { kind: 'unknown', hash: '#/lesson/a/b/c' }],
  ['#/zebra', { kind: 'unknown', hash: '#/zebra' }],
] as const)('%s', (hash, route) => {
  expect(parseRoute(hash)).toEqual(route);
});

test.each(['#/', '#/?text=left+join&kind=quiz', '#/progress', '#/lesson/joins/fan-out'])(
  '%s survives the way there and back',
  (hash) => {
    expect(formatRoute(parseRoute(hash))).toBe(hash);
  },
);
