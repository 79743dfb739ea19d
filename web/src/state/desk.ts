// Does a desk's work: runs, grades, stops, and writes down what came of it.

import type { Outcome } from '../core/client';
import type { Door, Lesson, LintFinding, OpenedPack, Report, Step } from '../core/protocol';
import {
  applyDeskEvent,
  type DeskEvent,
  type DeskState,
  type DeskTab,
  emptyDesk,
  progressWords,
  type RunResult,
  stepOf,
} from './desk-state';
import { announcementOf, provisionalWords } from './feedback';
import { didRun, findingsBeside, findingsSentence } from './lint';
import { plural } from './plural';
import { type Confidence, recordKey, type StepEvent, type StepRecord } from './progress';
import type { Session } from './session';
import { inputTitle, type LoadedInput } from './small-input';
import { Store } from './store';

/** Rows of a preview. The core stops the query there. */
export const previewRowsMax = 10_000;

export interface DeskPlace {
  readonly lesson: Lesson;
  readonly step: Step;
  /** The pack's name in the client. */
  readonly pack: string;
}

type GradeRequest = Door['attempt.grade']['request'];
type Ended = Exclude<Outcome<never>, { readonly kind: 'done' | 'refused' }>;

export interface TextRange {
  readonly from: number;
  readonly text: string;
}

/** The desk of a step lives as long as the page: results survive a walk to another lesson. */
export function openDesk(session: Session, lesson: Lesson, step: Step, pack: OpenedPack): Desk {
  const key = recordKey(lesson.id, step.id);
  const desk =
    session.desks.get(key) ?? new Desk(session, { lesson, step, pack: session.fileName(pack) });
  session.desks.set(key, desk);
  return desk;
}

export class Desk {
  readonly state: Store<DeskState>;
  /** Since grading began. It asks more than once, and Stop may come when nothing is asked. */
  private stopped = false;
  /** How many runs and grades were begun. */
  private turn = 0;

  constructor(
    private readonly session: Session,
    readonly place: DeskPlace,
  ) {
    const { lesson, step } = place;
    const report = stepOf(this.record.report, step.id);
    const start = emptyDesk(visibleDatasets(lesson, step)[0]?.name ?? '', report);
    this.state = new Store(report === null ? start : { ...start, tab: 'feedback' });
  }

  get record(): StepRecord {
    return this.session.notebook.get(this.place.lesson.id, this.place.step.id);
  }

  draft(text: string): void {
    if (text !== this.record.draft) this.note({ kind: 'drafted', text });
  }

  reset(text: string): void {
    this.note({ kind: 'reset', text });
  }

  undoReset(): void {
    this.note({ kind: 'reset_undone' });
  }

  showHint(): void {
    this.note({ kind: 'hint_shown' });
  }

  showClue(): void {
    this.note({ kind: 'clue_shown' });
  }

  chooseConfidence(confidence: Confidence | null): void {
    this.note({ kind: 'confidence_chosen', confidence });
  }

  markRead(): void {
    if (this.record.read_at === null) this.note({ kind: 'read' });
  }

  chooseTab(tab: DeskTab): void {
    this.apply({ kind: 'tab_chosen', tab });
  }

  chooseDataset(dataset: string): void {
    this.apply({ kind: 'dataset_chosen', dataset });
  }

  /** From now on Run asks these rows only, until a data set is chosen or they are left. */
  loadInput(input: LoadedInput): void {
    if (this.isBusy()) return;
    this.apply({ kind: 'input_loaded', input });
    this.session.announce(`Loaded. ${inputTitle(input)}.`);
  }

  leaveInput(): void {
    if (this.isBusy()) return;
    this.apply({ kind: 'input_left' });
    this.session.announce('Back on the data set.');
  }

  /** Runs the text, or only the selected part of it. Costs nothing and changes no progress. */
  async run(text: string, selection: TextRange | null): Promise<void> {
    if (this.isBusy()) return;
    this.draft(text);
    this.turn += 1;
    this.apply({ kind: 'run_started', since_ms: this.session.nowMs(), text });
    const { input, dataset } = this.state.value;
    const outcome = await this.session.client.ask(this.place.pack, 'query.run', {
      lesson: this.place.lesson.slug,
      ...(input === null ? { dataset } : { input: input.insert }),
      sql: selection?.text ?? text,
      rows_max: previewRowsMax,
      plan: true,
    });
    this.apply({ kind: 'run_ended', outcome, selection_at: selection?.from ?? null });
    if (outcome.kind === 'broken') this.session.broken.set(outcome.lastWords);
    this.session.announce(runAnnouncement(this.state.value.run));
  }

  /** Grades the text. An attempt is counted when the report says so. A draft may be more than its answer. */
  async grade(text: string, draft = text): Promise<void> {
    if (this.isBusy()) return;
    this.draft(draft);
    this.stopped = false;
    const turn = (this.turn += 1);
    this.apply({ kind: 'grade_started', since_ms: this.session.nowMs(), text });
    const { lesson, step, pack } = this.place;
    const request = {
      lesson: lesson.slug,
      step: step.id,
      files: { [answerOf(lesson, step)]: text },
    };
    const ended = step.kind === 'night' ? await this.prepare(request) : null;
    const outcome = ended ?? (await this.session.client.ask(pack, 'attempt.grade', request));
    const same_as = this.sameAs(text);
    const report = outcome.kind === 'done' ? (JSON.parse(outcome.attachment) as Report) : null;
    if (report !== null) this.note({ kind: 'graded', text, report });
    if (report?.counted) void this.session.backup.attemptGraded();
    this.apply({ kind: 'grade_ended', outcome, step: stepOf(report, step.id), same_as });
    if (outcome.kind === 'broken') this.session.broken.set(outcome.lastWords);
    const verdict = this.gradeAnnouncement();
    this.session.announce(verdict + findingsSentence(await this.lint(text, turn)));
  }

  /** Asks what a graded query alone gives away. Whatever goes wrong here leaves the verdict as it is. */
  private async lint(text: string, turn: number): Promise<readonly LintFinding[]> {
    const { lesson, step, pack } = this.place;
    const { grade } = this.state.value;
    if (step.kind !== 'query' || grade.kind !== 'graded' || !didRun(grade.step)) return [];
    const request = { lesson: lesson.slug, step: step.id, sql: text };
    const outcome = await this.session.client.ask(pack, 'lint.query', request);
    // The learner may have gone on meanwhile: then it is about what stands there no more.
    const isStale = this.turn !== turn || this.record.draft !== text;
    if (outcome.kind !== 'done' || isStale) return [];
    const findings = findingsBeside(grade.step, outcome.result.findings);
    this.apply({ kind: 'linted', findings });
    return findings;
  }

  /** Plays a night's trials one by one, and tells how far it is. Gives what ended it before the last. */
  private async prepare(request: GradeRequest): Promise<Ended | null> {
    let told = 0;
    for (;;) {
      const outcome = await this.session.client.ask(this.place.pack, 'night.prepare', request);
      // What is refused here is refused by grading, too, in the words that belong to it.
      if (outcome.kind === 'refused') return null;
      if (outcome.kind !== 'done') return outcome;
      if (this.stopped) return { kind: 'stopped' };
      const progress = outcome.result;
      if (progress.done === progress.total) return null;
      this.apply({ kind: 'grade_progressed', progress });
      // Read aloud at every quarter only.
      const quarter = Math.floor((4 * progress.done) / progress.total);
      if (quarter > told) this.session.announce(progressWords(progress));
      told = quarter;
    }
  }

  stop(): void {
    if (!this.isBusy()) return;
    this.stopped = true;
    this.session.client.stop();
  }

  private isBusy(): boolean {
    return this.state.value.activity.kind !== 'idle';
  }

  private sameAs(text: string): number | null {
    const index = this.record.attempts.findIndex((attempt) => attempt.text === text);
    return index === -1 ? null : index + 1;
  }

  private gradeAnnouncement(): string {
    const { grade } = this.state.value;
    switch (grade.kind) {
      case 'nothing':
        return '';
      case 'graded':
        return this.record.report?.confidence === 'provisional'
          ? `${announcementOf(grade.step)} ${provisionalWords}`
          : announcementOf(grade.step);
      case 'refused':
        return grade.errors[0]?.message ?? 'Grading was refused.';
      case 'stopped':
        return 'Grading was stopped.';
      case 'broken':
        return 'The engine stopped unexpectedly. Your text is kept.';
    }
  }

  private apply(event: DeskEvent): void {
    this.state.update((state) => applyDeskEvent(state, event));
  }

  private note(event: StepEvent): void {
    this.session.notebook.apply(this.place.lesson.id, this.place.step.id, event);
  }
}

export function visibleDatasets(lesson: Lesson, step: Step): Lesson['datasets'] {
  if (step.kind !== 'query') return [];
  const names = step.datasets;
  return lesson.datasets.filter(({ name, visible }) => visible && names.includes(name));
}

/** All acts of a night share the night's file. */
function answerOf(lesson: Lesson, step: Step): string {
  switch (step.kind) {
    case 'read':
      return '';
    case 'night':
      return lesson.night?.answer ?? '';
    default:
      return step.answer;
  }
}

function runAnnouncement(run: RunResult): string {
  switch (run.kind) {
    case 'nothing':
      return '';
    case 'rows':
      return rowsAnnouncement(run);
    case 'refused':
      return `The query could not run. ${run.errors[0]?.message ?? ''}`;
    case 'stopped':
      return 'Stopped. Your text is kept.';
    case 'broken':
      return 'The engine stopped unexpectedly. Your text is kept.';
  }
}

function rowsAnnouncement({ outcome, data }: RunResult & { readonly kind: 'rows' }): string {
  const rows = plural(outcome.rows, 'row', 'rows');
  const counted = outcome.truncated ? `The first ${rows} of more` : rows;
  return data.kind === 'input' ? `${counted}, from the smallest input.` : `${counted}.`;
}
