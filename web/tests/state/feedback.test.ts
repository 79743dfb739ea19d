import { expect, test } from 'vitest';

import type { CheckReport, StepReport, Verdict } from '../../src/core/protocol';
import { announcementOf, feedbackOf, waitsFor } from '../../src/state/feedback';

const check = (name: string, verdict: Verdict, needs: string[] = []): CheckReport => ({
  id: name,
  name,
  kind: name,
  title: `Title of ${name}`,
  verdict,
  reason: null,
  points: 0,
  points_max: 1,
  message: `Message of ${name}.`,
  hint: null,
  needs,
});

const step = (status: StepReport['status'], checks: CheckReport[]): StepReport => ({
  id: 'revenue',
  kind: 'query',
  title: 'Revenue',
  status,
  score: 0,
  score_max: 1,
  checks,
  datasets: [
    { name: 'a', visible: true, steps: 1 },
    { name: 'b', visible: false, steps: 1 },
  ],
});

test('the first failure is the one to read; the others keep their order', () => {
  const feedback = feedbackOf(
    step('failed', [
      check('runs', 'pass'),
      check('rows', 'fail'),
      check('order', 'skipped', ['rows']),
    ]),
  );
  expect(feedback.first?.name).toBe('rows');
  expect(feedback.others.map(({ name }) => name)).toEqual(['runs', 'order']);
  expect([feedback.headline, feedback.detail]).toEqual(['Not yet.', '1 of 3 checks pass.']);
});

test('a pass says on how much it was tried', () => {
  const feedback = feedbackOf(step('passed', [check('runs', 'pass')]));
  expect(feedback.detail).toBe('The check passes on 2 data sets, 1 of them hidden.');
});

test.each([
  ['not_gradable', 'does not count'],
  ['not_answered', 'does not count'],
  ['fault', 'does not count against you'],
] as const)('%s costs nothing', (status, words) => {
  expect(feedbackOf(step(status, [])).detail).toContain(words);
});

test('a skipped check names what it waits for', () => {
  const checks = [check('rows', 'fail'), check('order', 'skipped', ['rows'])];
  expect(waitsFor(checks[1] as CheckReport, checks)).toBe('Title of rows');
});

test('the announcement holds the verdict and the first failure', () => {
  expect(announcementOf(step('failed', [check('rows', 'fail')]))).toBe(
    'Not yet. 0 of 1 check passes. Title of rows: Message of rows.',
  );
});

test('what is not known is read where nothing failed, and is no pass', () => {
  const known = step('failed', [check('told', 'pass'), check('true', 'unknown')]);
  expect(feedbackOf(known)).toMatchObject({ first: { name: 'true' }, passed: 1, tone: 'fail' });
  const failed = step('failed', [check('true', 'unknown'), check('told', 'fail')]);
  expect(feedbackOf(failed).first?.name).toBe('told');
});

test('a night has no data sets to speak of', () => {
  const passed = step('passed', [check('told', 'pass'), check('true', 'pass')]);
  expect(feedbackOf({ ...passed, kind: 'night' }).detail).toBe('All 2 checks pass.');
});

test('sets of switches are told by what they are, not by a count of checks', () => {
  const passed = step('passed', [check('minimal_sets', 'pass')]);
  expect(feedbackOf({ ...passed, kind: 'switches' }).detail).toContain('Every smallest set');
  const failed = step('failed', [check('minimal_sets', 'fail')]);
  expect(feedbackOf({ ...failed, kind: 'switches' }).detail).toBe('');
});

test('an exam tells that the query runs, and not that it is wrong', () => {
  const open = { ...check('rows', 'unknown'), reason: 'check.exam' };
  const exam = step('failed', [check('runs', 'pass'), open]);
  expect(feedbackOf(exam)).toMatchObject({ tone: 'neutral', headline: 'It runs.' });
  const failed = step('failed', [check('columns', 'fail'), open]);
  expect(feedbackOf(failed)).toMatchObject({ tone: 'fail', headline: 'Not yet.' });
});
