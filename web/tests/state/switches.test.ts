import { expect, test } from 'vitest';

import { openDesk } from '../../src/state/desk';
import { openSwitchDesk } from '../../src/state/switch-desk';
import {
  isInAnswer,
  noSwitchNotes,
  readSets,
  readSwitchNotes,
  toggled,
  withToggledSet,
  withTrial,
  writeSwitchNotes,
} from '../../src/state/switches';
import { fakeSession } from '../fake-client';
import { fakePack } from '../fake-lesson';
import { optionsLesson, switchesStep as step, switchRun } from '../fake-options-lesson';

const digest = fakePack.pack.digest;
const trial = (...on: string[]) => ({ on, run: switchRun(on) });

async function opened() {
  const session = await fakeSession();
  const desk = openDesk(session, optionsLesson, step, fakePack);
  return { session, desk, bench: openSwitchDesk(session, desk, { step, digest }) };
}

type Bench = Awaited<ReturnType<typeof opened>>['bench'];

async function tryOn(bench: Bench, ...keys: string[]): Promise<void> {
  for (const key of bench.notes.on) bench.toggle(key);
  for (const key of keys) bench.toggle(key);
  await bench.run();
}

test('sets are kept in the order of the step, whatever came first', () => {
  const late = toggled(toggled(noSwitchNotes, step, 'disable'), step, 'no-filter');
  expect(late.on).toEqual(['no-filter', 'disable']);
  expect(toggled(late, step, 'no-filter').on).toEqual(['disable']);
});

test('a set goes into the answer and out again', () => {
  const one = withToggledSet(noSwitchNotes, ['disable']);
  expect(isInAnswer(one, ['disable'])).toBe(true);
  expect(isInAnswer(one, ['no-filter'])).toBe(false);
  expect(withToggledSet(one, ['disable']).answer).toEqual([]);
});

test('notes are read as they were written', () => {
  const notes = {
    on: ['not-null'],
    tried: [trial('disable'), trial()],
    answer: [['no-filter', 'not-null']],
  };
  expect(readSwitchNotes(writeSwitchNotes(notes, 'd'), step, 'd')).toEqual(notes);
});

test('the runs of another edition of the lesson are forgotten, the answer is not', () => {
  const notes = { ...noSwitchNotes, tried: [trial('disable')], answer: [['disable']] };
  const read = readSwitchNotes(writeSwitchNotes(notes, 'old'), step, 'new');
  expect(read).toEqual({ ...notes, tried: [] });
});

test.each(['', 'no JSON', '7', 'null', '{"on": 3, "tried": [null, 1], "answer": {"a": 1}}'])(
  'what cannot be read is as if it had never been written: %s',
  (text) => {
    expect(readSwitchNotes(text, step, digest)).toEqual(noSwitchNotes);
  },
);

test('switches that the step does not have are left out', () => {
  const text = JSON.stringify({ on: ['gone', 'disable'], answer: [['gone', 'not-null']] });
  expect(readSwitchNotes(text, step, digest)).toMatchObject({
    on: ['disable'],
    answer: [['not-null']],
  });
  expect(readSets('{"sets": [["disable", "gone"], "nonsense"]}', step)).toEqual([['disable'], []]);
});

test('the newest trial stands first, and each set once', () => {
  const twice = [trial(), trial('disable'), trial()].reduce(withTrial, noSwitchNotes);
  expect(twice.tried.map(({ on }) => on)).toEqual([[], ['disable']]);
});

test('a run is added to what was tried, and is said to be loud or silent', async () => {
  const { bench, session } = await opened();
  await tryOn(bench, 'no-filter');
  expect(session.announcement.value.text).toBe('Silent: the pipeline said nothing.');
  await tryOn(bench, 'disable');
  expect(session.announcement.value.text).toBe('Loud: the pipeline said something.');
  expect(bench.notes.tried.map(({ on, run }) => [on, run.loud])).toEqual([
    [['disable'], true],
    [['no-filter'], false],
  ]);
  expect(bench.state.value).toMatchObject({ latest: 'disable', again: false });
});

test('the same set is not run twice', async () => {
  const { bench, session } = await opened();
  const asked: string[] = [];
  const ask = session.client.ask.bind(session.client);
  session.client.ask = (pack, kind, request) => {
    asked.push(kind);
    return ask(pack, kind, request);
  };
  await tryOn(bench, 'disable');
  await tryOn(bench);
  await tryOn(bench, 'disable');
  expect(asked).toEqual(['night.switch', 'night.switch']);
  expect(bench.state.value).toMatchObject({ latest: 'disable', again: true });
  expect(session.announcement.value.text).toContain('You have tried these.');
});

test('Check hands the sets in, and what was tried stays', async () => {
  const { bench, desk } = await opened();
  await tryOn(bench, 'disable');
  bench.toggleSet(['disable']);
  await bench.check();
  expect(desk.record.attempts.map(({ text, status }) => [text, status])).toEqual([
    ['{"sets":[["disable"]]}\n', 'failed'],
  ]);
  expect(bench.notes.tried).toHaveLength(1);
  expect(bench.answerOf(bench.notes)).toBe(desk.record.attempts[0]?.text);
  bench.toggleSet(['no-filter', 'not-null']);
  await bench.check();
  expect(desk.record.passed_at).not.toBe(null);
});

test('Reset empties the bench, and can be undone', async () => {
  const { bench, desk } = await opened();
  await tryOn(bench, 'disable');
  bench.toggleSet(['disable']);
  bench.reset();
  expect(bench.notes).toEqual(noSwitchNotes);
  desk.undoReset();
  expect(bench.notes).toMatchObject({ on: ['disable'], answer: [['disable']] });
});

test('an earlier attempt can be brought back', async () => {
  const { bench } = await opened();
  await tryOn(bench, 'disable');
  bench.restore('{"sets":[["no-filter","not-null"]]}');
  expect(bench.notes.answer).toEqual([['no-filter', 'not-null']]);
  expect(bench.notes.tried).toHaveLength(1);
});

test('Stop adds nothing, and the next run works', async () => {
  const { bench } = await opened();
  bench.toggle('disable');
  const running = bench.run();
  await Promise.resolve();
  bench.stop();
  await running;
  expect(bench.state.value.trouble?.kind).toBe('stopped');
  expect(bench.notes.tried).toEqual([]);
  await bench.run();
  expect(bench.state.value.trouble).toBe(null);
  expect(bench.notes.tried).toHaveLength(1);
});

test('what the core refuses is told', async () => {
  const { bench, session } = await opened();
  const errors = [{ whose: 'host', code: 'x.y', message: 'No such switch.', remedy: '' }] as const;
  session.client.ask = async () => ({ kind: 'refused', errors });
  await bench.run();
  expect(bench.state.value.trouble).toEqual({ kind: 'refused', errors });
  expect(session.announcement.value.text).toBe('No such switch.');
});
