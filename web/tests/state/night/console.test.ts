import { expect, test } from 'vitest';

import {
  fixedWords,
  helpFor,
  quoted,
  recall,
  suggestions,
  usualMoves,
} from '../../../src/state/night/console';
import { nightKey } from '../../../src/state/night/keys';
import { fakeNight } from '../../fake-night-lesson';

const names = {
  dag: 'orders_daily',
  tasks: ['load_orders', 'fct_revenue_daily'],
  exposures: ['cfo_revenue_yesterday'],
  sources: ['shop.orders'],
  pages: ['viewer:cfo_revenue_yesterday', 'two words'],
};
const lines = (line: string) =>
  suggestions(line, fakeNight.commands, names).map(({ line: whole }) => whole);

test('an empty line offers every command, a few letters those that begin so', () => {
  expect(lines('')).toHaveLength(fakeNight.commands.length);
  expect(lines('ba')).toEqual(['backfill create ']);
  expect(lines('zebra')).toEqual([]);
});

test('behind a command come its arguments, flags and their values', () => {
  expect(lines('state reset ')).toEqual([
    'state reset load_orders ',
    'state reset fct_revenue_daily ',
  ]);
  expect(lines('state reset lo')).toEqual(['state reset load_orders ']);
  expect(lines('backfill create ')).toContain('backfill create --reprocess-behavior ');
  expect(lines('backfill create --dag-id ')).toEqual(['backfill create --dag-id orders_daily ']);
  expect(lines('backfill create --reprocess-behavior c')).toEqual([
    'backfill create --reprocess-behavior completed ',
  ]);
  expect(lines('backfill create --dag-id orders_daily --da')).toEqual([]);
  expect(lines('pager ack ')).toEqual([
    'pager ack viewer:cfo_revenue_yesterday ',
    'pager ack "two words" ',
  ]);
});

test('help is about the command that the line is', () => {
  expect(helpFor('backfill create --dag-id x', fakeNight.commands)?.tool).toBe('Airflow');
  expect(helpFor('nonsense', fakeNight.commands)).toBe(null);
  expect(fixedWords('map SOURCE FROM -> TO')).toBe('map');
});

test('words with blanks are quoted', () => {
  expect([quoted('a:b'), quoted('two words')]).toEqual(['a:b', '"two words"']);
});

test('earlier lines are walked through, and not beyond their ends', () => {
  const earlier = ['newest', 'oldest'];
  expect([
    recall(earlier, 0, 1),
    recall(earlier, 2, 1),
    recall(earlier, 1, -1),
    recall(earlier, 0, -1),
  ]).toEqual([1, 2, 0, 0]);
});

test('usual moves are whole lines', () => {
  const [flag, , backfill] = usualMoves(names, 'cfo_revenue_yesterday', '2026-03-10');
  expect(flag?.line).toMatch(/^tile flag cfo_revenue_yesterday --stale "/);
  expect(backfill?.line).toContain('--from-date 2026-03-10 --to-date 2026-03-10');
});

test('single keys act only where nobody types, and Space not on a button', () => {
  const free = { changed: false, typing: false, pressing: false };
  expect(nightKey({ key: ' ', ...free })).toBe('play');
  expect(nightKey({ key: ' ', ...free, pressing: true })).toBe(null);
  expect(nightKey({ key: ';', ...free, pressing: true })).toBe('notable_before');
  expect(nightKey({ key: 'a', ...free, typing: true })).toBe(null);
  expect(nightKey({ key: 'k', ...free, changed: true })).toBe(null);
  expect(nightKey({ key: 'x', ...free })).toBe(null);
});
