import { expect, test } from 'vitest';

import {
  clockText,
  durationText,
  momentText,
  readTime,
  wholeSecond,
  writeTime,
} from '../../../src/state/night/clock';
import { eventOf, History, readTrace, spliceTrace } from '../../../src/state/night/trace';

test.each(['2026-03-11T02:00:00Z', '2026-03-11T02:00:00.5Z', '2026-03-11T02:00:00.000001Z'])(
  '%s is read and written exactly',
  (text) => {
    expect(writeTime(readTime(text))).toBe(text);
  },
);

test('what is no time is not taken for one', () => {
  expect(readTime('2026-03-11')).toBeNaN();
  expect(readTime('yesterday')).toBeNaN();
});

test('times in words', () => {
  const time = readTime('2026-03-11T03:12:40Z');
  expect(clockText(time)).toBe('03:12:40');
  expect(momentText(readTime('2026-03-11T03:12:00Z'))).toBe('11 Mar 03:12');
  expect(wholeSecond(time + 1)).toBe(time + 1_000_000);
  expect([0, 400_000, 40e6, 4800e6, 90_000e6].map(durationText)).toEqual([
    '0 s',
    '0.4 s',
    '40 s',
    '1 h 20 min',
    '1 d 1 h',
  ]);
});

const line = (i: number) => `{"d":{},"i":${i},"k":"note","s":"x","t":${i * 10}}`;

test('a trace is read line by line, and a gap in its indexes is no loss', () => {
  const trace = readTrace(`${line(1)}\n${line(3)}\n`);
  expect(trace.map(({ i }) => i)).toEqual([1, 3]);
  expect(eventOf(trace, 3)?.t).toBe(30);
  expect(eventOf(trace, 2)).toBe(null);
  expect(readTrace('')).toEqual([]);
});

test('what is sent again takes the place of what was known from there on', () => {
  const held = readTrace([1, 3, 4].map(line).join('\n'));
  const spliced = spliceTrace(held, 3, readTrace([3, 5].map(line).join('\n')));
  expect(spliced.map(({ i }) => i)).toEqual([1, 3, 5]);
  expect(spliceTrace(held, 9, readTrace(line(9))).map(({ i }) => i)).toEqual([1, 3, 4, 9]);
});

test('a history gives the value that holds at a moment', () => {
  const history = new History<string>();
  history.add(10, 'a');
  history.add(20, 'b');
  history.add(20, 'c');
  expect([9, 10, 19, 20, 99].map((time) => history.at(time))).toEqual([
    undefined,
    'a',
    'a',
    'c',
    'c',
  ]);
  expect(history.since(25)).toBe(20);
  expect(history.until(15)).toEqual(['a']);
});
