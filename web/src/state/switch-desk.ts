// Does the work of a step with switches: runs the night with them, and hands in the sets.

import type { WireError } from '../core/protocol';
import type { SwitchesStep } from '../core/run-protocol';
import type { Desk } from './desk';
import type { Activity } from './desk-state';
import { loudWords } from './night/runs';
import type { Session } from './session';
import { Store } from './store';
import {
  noSwitchNotes,
  readSets,
  readSwitchNotes,
  setKey,
  type SwitchNotes,
  type SwitchSet,
  toggled,
  trialOf,
  withToggledSet,
  withTrial,
  writeSets,
  writeSwitchNotes,
} from './switches';

export type SwitchTrouble =
  | { readonly kind: 'refused'; readonly errors: readonly WireError[] }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'broken' };

export interface SwitchState {
  readonly activity: Activity;
  readonly trouble: SwitchTrouble | null;
  /** The set that was run last, or was found among those tried. */
  readonly latest: string | null;
  /** Whether it had been tried before. */
  readonly again: boolean;
}

export interface SwitchPlace {
  readonly step: SwitchesStep;
  /** The pack's digest. */
  readonly digest: string;
}

const opened = new WeakMap<Desk, SwitchDesk>();

/** Lives as long as the step's desk: a run goes on while the learner looks elsewhere. */
export function openSwitchDesk(session: Session, desk: Desk, place: SwitchPlace): SwitchDesk {
  const known = opened.get(desk) ?? new SwitchDesk(session, desk, place);
  opened.set(desk, known);
  return known;
}

export class SwitchDesk {
  readonly state = new Store<SwitchState>({
    activity: { kind: 'idle' },
    trouble: null,
    latest: null,
    again: false,
  });

  constructor(
    private readonly session: Session,
    private readonly desk: Desk,
    private readonly place: SwitchPlace,
  ) {}

  get notes(): SwitchNotes {
    return this.read(this.desk.record.draft);
  }

  read(draft: string | null): SwitchNotes {
    return readSwitchNotes(draft, this.place.step, this.place.digest);
  }

  toggle(key: string): void {
    this.note(toggled(this.notes, this.place.step, key));
  }

  /** Runs the night with the switches that are on, unless that was done before. */
  async run(): Promise<void> {
    if (this.isBusy()) return;
    const { on } = this.notes;
    const known = trialOf(this.notes, on);
    if (known !== undefined) {
      this.set({ trouble: null, latest: setKey(on), again: true });
      return this.session.announce(`You have tried these. ${loudWords(known.run)}`);
    }
    this.set({
      activity: { kind: 'running', since_ms: this.session.nowMs() },
      trouble: null,
      latest: null,
    });
    await this.ask(on);
  }

  private async ask(on: SwitchSet): Promise<void> {
    const { lesson, step, pack } = this.desk.place;
    const reply = await this.session.client.ask(pack, 'night.switch', {
      lesson: lesson.slug,
      step: step.id,
      on,
    });
    this.set({ activity: { kind: 'idle' } });
    switch (reply.kind) {
      case 'done':
        this.note(withTrial(this.notes, { on, run: reply.result.run }));
        this.set({ latest: setKey(on), again: false });
        return this.session.announce(loudWords(reply.result.run));
      case 'refused':
        this.set({ trouble: reply });
        return this.session.announce(reply.errors[0]?.message ?? 'This could not be run.');
      case 'stopped':
        this.set({ trouble: reply });
        return this.session.announce('Stopped.');
      case 'broken':
        this.set({ trouble: { kind: 'broken' } });
        return this.session.broken.set(reply.lastWords);
    }
  }

  /** Puts a set into the answer, or takes it out. */
  toggleSet(set: SwitchSet): void {
    this.note(withToggledSet(this.notes, set));
  }

  /** Hands the answer in; what was tried stays. */
  async check(): Promise<void> {
    if (this.isBusy()) return;
    const { notes } = this;
    await this.desk.grade(this.answerOf(notes), this.write(notes));
  }

  /** The text that would be handed in now. */
  answerOf(notes: SwitchNotes): string {
    return writeSets(notes.answer);
  }

  /** Back to no switch, no trial and no answer. */
  reset(): void {
    this.desk.reset(this.write(noSwitchNotes));
    this.set({ trouble: null, latest: null });
  }

  /** Brings back the answer of an earlier attempt. */
  restore(text: string): void {
    this.note({ ...this.notes, answer: readSets(text, this.place.step) });
  }

  stop(): void {
    if (this.isBusy()) this.session.client.stop();
    else this.desk.stop();
  }

  private isBusy(): boolean {
    return this.state.value.activity.kind !== 'idle';
  }

  private set(change: Partial<SwitchState>): void {
    this.state.update((state) => ({ ...state, ...change }));
  }

  private write(notes: SwitchNotes): string {
    return writeSwitchNotes(notes, this.place.digest);
  }

  private note(notes: SwitchNotes): void {
    this.desk.draft(this.write(notes));
  }
}
