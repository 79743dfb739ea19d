// Help with the files: where things stand in JSON with comments, which keys fit, where errors are.

import { expect, test } from 'vitest';

import { memberText, pathAt, placeOf, readJsonc } from '../../../src/state/night/jsonc';
import { problemsOf } from '../../../src/state/night/problems';
import { completeSpec, keyNote } from '../../../src/state/night/spec-help';
import { fakeKeys, fakeNight } from '../../fake-night-lesson';

/** The text without its `|`, and where that stood. */
function cut(marked: string): [string, number] {
  return [marked.replace('|', ''), marked.indexOf('|')];
}

const pathOf = (marked: string) => {
  const { steps, key, part } = pathAt(...cut(marked));
  return `${steps.join('.')} ${part} ${key}`;
};

test.each([
  ['{ | }', ' key null'],
  ['{ "a|" }', ' key a'],
  ['{ "a": | }', ' value a'],
  ['{ "a": "x|" }', ' value a'],
  ['{ "a": 1, | }', ' key null'],
  ['{ "tasks": [ { "type": "sync", "re|" } ] }', 'tasks.[] key re'],
  ['{ "tasks": [ { "fields": [ { "to|": 1 } ] } ] }', 'tasks.[].fields.[] key to'],
  ['{ /* "x": { */ "a": { // {\n | } }', 'a key null'],
  ['{ "a": [ "one", "t|" ] }', 'a.[] value null'],
] as const)('%s', (marked, path) => {
  expect(pathOf(marked)).toBe(path);
});

test.each([
  '',
  '{',
  '{"a',
  '{"a":',
  '{"a":[',
  '[}',
  '{]',
  '}{',
  '{"a" "b"}',
  '{,,}',
  '/*',
  '"',
  '{"a":}',
])('half a text is read as far as it goes: %s', (text) => {
  for (let offset = 0; offset <= text.length; offset++) expect(pathAt(text, offset)).toBeDefined();
  readJsonc(text);
});

test('a pointer leads to its value through comments, and as far as the text goes along', () => {
  const text = '{ // first\n "tasks": [ 1, { "a/b": "here" } ] }';
  const at = (pointer: string) => {
    const place = placeOf(text, pointer);
    return place === null ? null : text.slice(place.from, place.to);
  };
  expect(at('/tasks/1/a~1b')).toBe('"here"');
  expect(at('/tasks/0')).toBe('1');
  expect(at('/tasks/1/missing')).toBe('{');
  expect(at('')).toBe('{');
  expect(memberText(readJsonc(text)?.members[0]?.value?.items[1], 'a/b')).toBe('here');
});

const offered = (marked: string) =>
  completeSpec(fakeKeys, ...cut(marked))?.options.map(({ label }) => label);

test('keys are those of the object, and those that stand there already are left out', () => {
  expect(offered('{ "spec": "pipeline/1", "|" }')).toEqual(['tasks']);
  expect(offered('{ "tasks": [ { "task_id": "x", "type": "sync", | } ] }')).toEqual([
    'retries',
    'sync_mode',
  ]);
  expect(offered('{ "tasks": [ { "type": "model", | } ] }')).toEqual([
    'task_id',
    'retries',
    'materialized',
  ]);
  expect(offered('{ "tasks": [ { | } ] }')).toEqual([
    'task_id',
    'type',
    'retries',
    'sync_mode',
    'materialized',
  ]);
  expect(offered('{ "monitors": [ { "pillar": "volume", | } ] }')).toEqual(['unit', 'mustBe']);
});

test('values are offered where the meaning lists them', () => {
  expect(offered('{ "tasks": [ { "type": "sync", "sync_mode": "|" } ] }')).toEqual([
    'full_refresh',
    'incremental',
  ]);
  expect(offered('{ "tasks": [ { "type": "|" } ] }')).toEqual(['sync', 'model', 'check', 'notify']);
  expect(offered('{ "tasks": [ { "retries": | } ] }')).toEqual([]);
});

test('the note says what a key means', () => {
  const note = keyNote(fakeKeys, ...cut('{ "tasks": [ { "retr|ies": 3 } ] }'));
  expect(note?.help.about).toBe('tries after the first one');
  expect(keyNote(fakeKeys, ...cut('{ "tasks": [ { "retries": 3| } ] }'))).toBe(null);
});

test('an error is placed by its offset, else its pointer, else its line', () => {
  const files = {
    'pipeline.jsonc': '{\n "tasks": [ { "retrys": 1 } ]\n}',
    'models/x.sql': 'select\nform y',
  };
  const error = { whose: 'learner', code: 'x', message: 'm', remedy: 'r' } as const;
  const place = (where: object) => {
    const [problem] = problemsOf(files, [{ ...error, where }], []);
    const text = files[problem?.file as keyof typeof files];
    return `${problem?.file} ${problem?.line} ${text?.slice(problem?.from, problem?.to)}`;
  };
  expect(place({ file: 'models/x.sql', offset_utf16: 7 })).toBe('models/x.sql 2 form');
  expect(place({ pointer: '/tasks/0/retrys' })).toBe('pipeline.jsonc 2 1');
  expect(place({ file: 'models/x.sql', line: 2 })).toBe('models/x.sql 2 form y');
  expect(place({ file: 'models/gone.sql' })).toBe('models/gone.sql 1 undefined');
  expect(problemsOf(files, [], [error])[0]?.severity).toBe('warning');
});

test('the lesson’s own pipeline is read to its end', () => {
  const root = readJsonc(fakeNight.files['pipeline.jsonc'] ?? '');
  expect(root?.members.map(({ key }) => key.text)).toContain('exposures');
});
