// Progress as one file: written by Export, checked key by key by Import, because it may be any file.

import type { Report, StepStatus } from '../core/protocol';
import type { Attempt, Confidence, StepRecord } from './progress';

export const progressFormat = 'nightshift.progress/1';

interface ProgressFile {
  readonly format: string;
  readonly exported_at: string;
  readonly steps: readonly StepRecord[];
}

export function writeProgress(records: Iterable<StepRecord>, at: string): string {
  const steps = [...records].sort((a, b) => (key(a) < key(b) ? -1 : 1));
  const file: ProgressFile = { format: progressFormat, exported_at: at, steps };
  return `${JSON.stringify(file, null, 2)}\n`;
}

function key(record: StepRecord): string {
  return `${record.lesson}/${record.step}`;
}

export type ImportedProgress =
  | { readonly ok: true; readonly records: readonly StepRecord[] }
  | { readonly ok: false; readonly message: string };

class NotProgress extends Error {}

export function readProgress(text: string): ImportedProgress {
  try {
    return { ok: true, records: readFile(parse(text)) };
  } catch (error) {
    if (error instanceof NotProgress) return { ok: false, message: error.message };
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotProgress('This file is not JSON, so it is not a progress file of Nightshift.');
  }
}

function readFile(value: unknown): readonly StepRecord[] {
  const file = new Fields(value, 'The file');
  const format = file.text('format');
  if (format !== progressFormat) {
    throw new NotProgress(
      `The file says that its format is "${format}"; this app reads "${progressFormat}".`,
    );
  }
  return file.list('steps').map((step, i) => readRecord(new Fields(step, `steps[${i}]`)));
}

function readRecord(fields: Fields): StepRecord {
  return {
    lesson: fields.text('lesson'),
    step: fields.text('step'),
    draft: fields.textOrNull('draft'),
    before_reset: fields.textOrNull('before_reset'),
    touched_at: fields.text('touched_at'),
    attempts: fields
      .list('attempts')
      .map((attempt, i) => readAttempt(new Fields(attempt, `${fields.at}.attempts[${i}]`))),
    counted: fields.count('counted'),
    hints_shown: fields.count('hints_shown'),
    clues_shown: fields.countOrNone('clues_shown'),
    clues_open: fields.countOrNone('clues_open'),
    confidence: fields.confidence(),
    passed_at: fields.textOrNull('passed_at'),
    read_at: fields.textOrNull('read_at'),
    report: fields.report(),
  };
}

const statuses: readonly string[] = [
  'passed',
  'failed',
  'not_gradable',
  'not_answered',
  'fault',
] satisfies StepStatus[];

function readAttempt(fields: Fields): Attempt {
  return {
    at: fields.text('at'),
    text: fields.text('text'),
    status: fields.oneOf('status', statuses) as StepStatus,
    counted: fields.flag('counted'),
    score: fields.count('score'),
    score_max: fields.count('score_max'),
    first_failure: fields.textOrNull('first_failure'),
    hints_shown: fields.count('hints_shown'),
    confidence: fields.confidence(),
  };
}

/** Reads typed members of an object and names the place when one is wrong. */
class Fields {
  private readonly members: Record<string, unknown>;

  constructor(
    value: unknown,
    readonly at: string,
  ) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new NotProgress(`${at} should be an object; this is no progress file of Nightshift.`);
    }
    this.members = value as Record<string, unknown>;
  }

  text(name: string): string {
    const value = this.members[name];
    return typeof value === 'string' ? value : this.fail(name, 'a text');
  }

  textOrNull(name: string): string | null {
    return this.members[name] === null ? null : this.text(name);
  }

  count(name: string): number {
    const value = this.members[name];
    const isCount = typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
    return isCount ? value : this.fail(name, 'a whole number from 0');
  }

  /** Files of an older app do not have it. */
  countOrNone(name: string): number {
    return this.members[name] === undefined ? 0 : this.count(name);
  }

  flag(name: string): boolean {
    const value = this.members[name];
    return typeof value === 'boolean' ? value : this.fail(name, 'true or false');
  }

  list(name: string): readonly unknown[] {
    const value = this.members[name];
    return Array.isArray(value) ? value : this.fail(name, 'a list');
  }

  oneOf(name: string, allowed: readonly string[]): string {
    const value = this.text(name);
    return allowed.includes(value) ? value : this.fail(name, `one of ${allowed.join(', ')}`);
  }

  confidence(): Confidence | null {
    if (this.members['confidence'] === null) return null;
    return this.oneOf('confidence', ['guess', 'think_so', 'certain']) as Confidence;
  }

  /** A report of another format is dropped: grading once more brings it back. */
  report(): Report | null {
    const report = this.members['report'];
    if (report === null || typeof report !== 'object') return null;
    return 'format' in report && report.format === 'nightshift.report/1'
      ? (report as Report)
      : null;
  }

  private fail(name: string, wanted: string): never {
    throw new NotProgress(`${this.at}.${name} should be ${wanted}. Nothing was imported.`);
  }
}
