import type { StepKind } from '../core/protocol';
import type { Tone } from '../state/feedback';
import type { StepProgress } from '../state/progress';
import type { IconName } from './icons';

export const kindLabels: Readonly<Record<StepKind, string>> = {
  night: 'Incident',
  point: 'Incident',
  query: 'SQL',
  quiz: 'Quiz',
  read: 'Reading',
  switches: 'Experiment',
};

export const progressLabels: Readonly<Record<StepProgress, string>> = {
  new: 'not started',
  started: 'in progress',
  done: 'done',
};

export const progressIcons: Readonly<Record<StepProgress, IconName>> = {
  new: 'circle',
  started: 'half',
  done: 'check',
};

export const toneIcons: Readonly<Record<Tone, IconName>> = {
  pass: 'check',
  fail: 'cross',
  neutral: 'warning',
  fault: 'warning',
};
