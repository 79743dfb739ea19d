// Whether the learner's work is safe, and when to remind of a copy. A browser that is short of space
// may delete what a page stored, unless it was asked not to and agreed. It is asked once, after the
// first graded attempt: some browsers put the question to the person, who by then knows what for.

import type { Notebook } from './notebook';
import type { Records } from './progress';
import type { Storage } from './storage';
import { Store } from './store';

export interface BackupState {
  /** Whether the browser was asked not to delete this page's storage. */
  readonly asked: boolean;
  /** When the learner last made a copy or put the reminder away; empty: never. */
  readonly settled_at: string;
}

/** So many steps done since the last copy make a new one worth the trouble. */
export const stepsWorthCopying = 3;

export class Backup {
  /** Whether to remind of a copy now. */
  readonly reminder = new Store(false);
  private state: BackupState = { asked: false, settled_at: '' };
  private refused = false;

  constructor(
    private readonly storage: Storage,
    private readonly notebook: Notebook,
    private readonly now: () => string,
  ) {
    notebook.records.subscribe(() => this.review());
  }

  async load(): Promise<void> {
    this.state = await this.storage.loadBackup();
    this.refused = this.state.asked && !(await this.storage.isKept());
    this.review();
  }

  /** After every graded attempt; the browser is asked after the first. */
  async attemptGraded(): Promise<void> {
    if (this.state.asked) return;
    this.put({ ...this.state, asked: true });
    this.refused = !(await this.storage.askToKeep());
    this.review();
  }

  /** The learner made a copy, or does not want one now. */
  settle(): void {
    this.put({ ...this.state, settled_at: this.now() });
    this.review();
  }

  private put(state: BackupState): void {
    this.state = state;
    this.storage.putBackup(state).catch(() => undefined);
  }

  private review(): void {
    const work = stepsDoneSince(this.notebook.records.value, this.state.settled_at);
    const due = this.storage.lasting && this.refused && work >= stepsWorthCopying;
    if (due !== this.reminder.value) this.reminder.set(due);
  }
}

function stepsDoneSince(records: Records, moment: string): number {
  return [...records.values()].filter(({ passed_at }) => passed_at !== null && passed_at > moment)
    .length;
}
