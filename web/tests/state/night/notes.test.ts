import { expect, test } from 'vitest';

import {
  answerText,
  branchedAt,
  changedFiles,
  currentBranch,
  editedFiles,
  eventIn,
  installedFiles,
  newNotes,
  type NightNotes,
  readNotes,
  scriptIn,
  scriptOf,
  withCurrent,
  withDraft,
  withLive,
  withMove,
  withoutBranch,
  writeNotes,
} from '../../../src/state/night/notes';
import { at } from './night';

const start = newNotes('2026-03-11T02:00:00Z');
const command = (notes: NightNotes, time: string, line: string) =>
  withMove(notes, { at: `2026-03-${time}Z`, command: line }, null);
const error = { whose: 'learner', code: 'command.unknown', message: 'No.', remedy: '' } as const;

test('a refused move is remembered and is no part of the script', () => {
  const notes = withMove(start, { at: '2026-03-11T02:00:00Z', command: 'nonsense' }, [error]);
  expect(currentBranch(notes).entries).toHaveLength(1);
  expect(scriptOf(currentBranch(notes))).toEqual([]);
  expect(answerText(currentBranch(command(notes, '11T02:00:00', 'x')))).toBe(
    '{\n  "script": [\n    {\n      "at": "2026-03-11T02:00:00Z",\n      "command": "x"\n    }\n  ]\n}\n',
  );
});

test('a branch shares the past up to its moment, and the first run stays as it is', () => {
  const a = withLive(
    command(command(start, '11T02:00:00', 'one'), '11T03:00:00', 'two'),
    at('11T04:00:00'),
  );
  const b = command(branchedAt(a, at('11T02:30:00')), '11T02:30:00', 'three');
  expect(b.current).toBe('B');
  expect(currentBranch(b)).toMatchObject({
    name: 'B',
    from: { name: 'A' },
    live: '2026-03-11T02:30:00Z',
  });
  const lines = (notes: NightNotes) =>
    scriptOf(currentBranch(notes)).map((move) => 'command' in move && move.command);
  expect(lines(b)).toEqual(['one', 'three']);
  expect(lines(withCurrent(b, 'A'))).toEqual(['one', 'two']);
  expect(withCurrent(b, 'A').viewed).toBe('2026-03-11T04:00:00Z');
  expect(withCurrent(b, 'Z')).toBe(b);
});

test('runs can be thrown away, but not the last one', () => {
  const b = branchedAt(start, at('11T02:00:00'));
  expect(withoutBranch(b, 'B')).toMatchObject({ current: 'A', branches: [{ name: 'A' }] });
  expect(withoutBranch(b, 'A')).toMatchObject({ current: 'B', branches: [{ name: 'B' }] });
  expect(withoutBranch(start, 'A')).toBe(start);
  expect(branchedAt(withoutBranch(b, 'A'), at('11T02:00:00')).current).toBe('A');
});

test('what is written is changed until it is installed or taken back', () => {
  const files = { 'pipeline.jsonc': 'old', 'models/x.sql': 'x' };
  const drafted = withDraft(start, 'pipeline.jsonc', 'new');
  expect(editedFiles(files, currentBranch(drafted))['pipeline.jsonc']).toBe('new');
  expect(changedFiles(files, currentBranch(drafted))).toEqual({ 'pipeline.jsonc': 'new' });
  const installed = withMove(
    drafted,
    { at: '2026-03-11T02:00:00Z', install: { 'pipeline.jsonc': 'new' } },
    null,
  );
  const inForce = installedFiles(files, scriptOf(currentBranch(installed)));
  expect(inForce).toEqual({ 'pipeline.jsonc': 'new', 'models/x.sql': 'x' });
  expect(changedFiles(inForce, currentBranch(installed))).toEqual({});
  expect(changedFiles(files, currentBranch(withDraft(drafted, 'pipeline.jsonc', null)))).toEqual(
    {},
  );
});

test('notes survive being written, and what is not theirs starts a fresh night', () => {
  const notes = command(branchedAt(start, at('11T02:00:00')), '11T02:00:00', 'x');
  expect(readNotes(writeNotes(notes), '')).toEqual(notes);
  for (const text of [null, 'nonsense', '{}', '{"format":"nightshift.night/1","branches":[]}']) {
    expect(readNotes(text, '2026-03-11T02:00:00Z')).toEqual(start);
  }
});

test('an answer is read back, and nonsense is none', () => {
  const one = command(start, '11T02:00:00', 'one');
  expect(scriptIn(answerText(currentBranch(one)))).toEqual(scriptOf(currentBranch(one)));
  expect([scriptIn('{'), scriptIn('null'), scriptIn('{"script": 1}')]).toEqual([null, null, null]);
  expect([eventIn('{"event": 7}'), eventIn('{"event": "7"}'), eventIn('[]')]).toEqual([
    7,
    null,
    null,
  ]);
});
