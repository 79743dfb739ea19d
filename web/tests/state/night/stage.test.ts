import { expect, test } from 'vitest';

import { hourUs, readTime } from '../../../src/state/night/clock';
import { liveOf } from '../../../src/state/night/night-state';
import { currentBranch, scriptOf, stageStep } from '../../../src/state/night/notes';
import { openNight, openStage } from '../../../src/state/night/open-night';
import { fakeSession } from '../../fake-client';
import { fakePack } from '../../fake-lesson';
import { fakeNight, nightLesson } from '../../fake-night-lesson';

async function opened() {
  const session = await fakeSession();
  const stage = openStage(session, nightLesson, fakeNight, fakePack);
  const night = openNight(session, nightLesson, fakeNight, fakePack);
  await stage.open();
  await night.open();
  return { session, stage, night };
}

test('on the stage time may pass, and the learner’s own run stays where it is', async () => {
  const { stage, night } = await opened();
  await stage.wait({ kind: 'for', us: hourUs });
  expect(liveOf(stage.now)).toBe(readTime(fakeNight.acts_from) + hourUs);
  expect(liveOf(night.now)).toBe(readTime(fakeNight.acts_from));
});

test('on the stage no move is made, now or in the past', async () => {
  const { stage, night } = await opened();
  const line = 'tile flag cfo_revenue_yesterday --stale "We are on it."';
  await stage.command(line);
  stage.seek(readTime(fakeNight.acts_from) - hourUs);
  await stage.command(line);
  expect(scriptOf(currentBranch(stage.now.notes))).toEqual([]);
  expect(stage.now.intent).toBe(null);
  await night.command(line);
  expect(scriptOf(currentBranch(night.now.notes))).toHaveLength(1);
});

test('tables can be asked on the stage', async () => {
  const { stage } = await opened();
  await stage.ask('warehouse', 'SELECT 1');
  expect(stage.now.asked.kind).toBe('rows');
});

test('there is one stage for a lesson, kept under a name that no step can have', async () => {
  const { session, stage } = await opened();
  expect(openStage(session, nightLesson, fakeNight, fakePack)).toBe(stage);
  expect(/^[a-z0-9-]+$/.test(stageStep)).toBe(false);
  await stage.wait({ kind: 'for', us: hourUs });
  expect(session.notebook.get(nightLesson.id, stageStep).draft).toContain('03:00:00Z');
});
