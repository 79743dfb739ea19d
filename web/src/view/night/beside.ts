// The steps that stand beside a night: acts in it, and texts and questions about it.

import type { NightStep, PointStep } from '../../core/night-protocol';
import type { QuizStep, ReadStep, Step } from '../../core/protocol';

export type ActStep = NightStep | PointStep;
export type StageStep = ReadStep | QuizStep;
export type BesideStep = ActStep | StageStep;

export function isAct(step: BesideStep): step is ActStep {
  return step.kind === 'night' || step.kind === 'point';
}

/** The step when it stands beside a night; null when it is a page of its own. */
export function besideOf(step: Step): BesideStep | null {
  if (step.kind === 'night' || step.kind === 'point') return step;
  return (step.kind === 'read' || step.kind === 'quiz') && step.stage === true ? step : null;
}
