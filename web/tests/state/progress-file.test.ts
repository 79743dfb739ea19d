import { expect, test } from 'vitest';

import { readProgress, writeProgress } from '../../src/state/progress-file';
import { applyEvent, emptyRecord } from '../../src/state/progress';

const record = applyEvent(
  emptyRecord('lesson', 'step'),
  { kind: 'drafted', text: 'SELECT 🌙' },
  'now',
);

test('what was exported can be imported', () => {
  expect(readProgress(writeProgress([record], 'today'))).toEqual({ ok: true, records: [record] });
});

const broken = (change: object) =>
  JSON.stringify({ format: 'nightshift.progress/1', steps: [{ ...record, ...change }] });

test.each([
  ['', 'not JSON'],
  ['SELECT 1', 'not JSON'],
  ['[]', 'should be an object'],
  ['null', 'should be an object'],
  ['{}', 'The file.format should be a text'],
  ['{"format":"other/9","steps":[]}', 'its format is "other/9"'],
  ['{"format":"nightshift.progress/1"}', 'The file.steps should be a list'],
  ['{"format":"nightshift.progress/1","steps":[7]}', 'steps[0] should be an object'],
  [broken({ draft: 7 }), 'steps[0].draft should be a text'],
  [broken({ counted: -1 }), 'steps[0].counted should be a whole number'],
  [broken({ confidence: 'sure' }), 'steps[0].confidence should be one of'],
  [broken({ attempts: [{}] }), 'steps[0].attempts[0].at should be a text'],
])('%s is refused', (text, message) => {
  const read = readProgress(text);
  expect(read.ok).toBe(false);
  expect(read.ok ? '' : read.message).toContain(message);
});

test('a report of another format is dropped, the rest is kept', () => {
  const read = readProgress(broken({ report: { format: 'nightshift.report/9' } }));
  expect(read).toEqual({ ok: true, records: [{ ...record, report: null }] });
});

test('a file of an older app has no hints beside smallest inputs', () => {
  const read = readProgress(broken({ clues_shown: undefined, clues_open: undefined }));
  expect(read).toEqual({ ok: true, records: [record] });
});
