import { expect, test } from 'vitest';

import type { NightStep, PointStep } from '../../../src/core/night-protocol';
import { handIn } from '../../../src/state/night/hand-in';
import type { Looking } from '../../../src/state/night/looks';
import { openNight } from '../../../src/state/night/open-night';
import { fakeSession } from '../../fake-client';
import { fakePack } from '../../fake-lesson';
import { fakeNight, nightLesson } from '../../fake-night-lesson';

const act = nightLesson.steps.find((step): step is NightStep => step.kind === 'night');
const point = nightLesson.steps.find((step): step is PointStep => step.kind === 'point');
if (act === undefined || point === undefined) throw new Error('The lesson has both kinds.');

async function opened() {
  const night = openNight(await fakeSession(), nightLesson, fakeNight, fakePack);
  await night.open();
  const release = night.now.index?.trace.find(({ k }) => k === 'app.release')?.i ?? -1;
  return { night, release };
}

const looking = (log: string): Looking => ({
  prices: { budget_us: 1, costs_us: { log: 1, query: 1 }, subjects: [] },
  looks: [{ log }],
  spent_us: 0,
  left_us: 1,
  until: 0,
});

test('an act hands in its moves, whatever is selected', async () => {
  const { night } = await opened();
  const handed = handIn(nightLesson, act, night.now, null);
  expect(handed).toMatchObject({ ready: true, chosen: null });
  expect(JSON.parse(handed.text())).toEqual({ script: [] });
});

test('an event must be chosen before one can point at it', async () => {
  const { night, release } = await opened();
  expect(handIn(nightLesson, point, night.now, null).ready).toBe(false);
  night.select(release);
  const handed = handIn(nightLesson, point, night.now, null);
  expect(handed).toMatchObject({ ready: true, tooLate: false });
  expect(JSON.parse(handed.text())).toEqual({ event: release });
});

test('what came after the learner took over cannot be the cause', async () => {
  const { night } = await opened();
  await night.wait({ kind: 'for', us: 3_600_000_000 });
  await night.command('order place --amount 1000');
  night.select(night.now.index?.trace.at(-1)?.i ?? -1);
  const handed = handIn(nightLesson, point, night.now, null);
  expect(handed).toMatchObject({ ready: false, tooLate: true });
  expect(handed.chosen).not.toBe(null);
});

test('an event in a log that is closed cannot be pointed at, in one that is open it can', async () => {
  const { night, release } = await opened();
  night.select(release);
  const subject = night.now.index?.trace.find(({ i }) => i === release)?.s ?? '';
  expect(handIn(nightLesson, point, night.now, looking('something else')).ready).toBe(false);
  const handed = handIn(nightLesson, point, night.now, looking(subject));
  expect(handed.ready).toBe(true);
  expect(JSON.parse(handed.text())).toEqual({ event: release, looks: [{ log: subject }] });
});
