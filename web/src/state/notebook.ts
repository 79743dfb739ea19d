// Every record of the learner in memory, written behind: half a second after the last change, and
// at once when the page is hidden or left.

import { Store } from './store';
import {
  applyEvent,
  emptyRecord,
  mergeRecords,
  recordKey,
  type Records,
  type StepEvent,
  type StepRecord,
} from './progress';
import type { Storage } from './storage';

export const saveDelayMs = 500;

export type SaveState =
  | { readonly kind: 'saved'; readonly at: string | null }
  | { readonly kind: 'pending' }
  | { readonly kind: 'failed'; readonly reason: string };

export class Notebook {
  readonly records = new Store<Records>(new Map());
  readonly saving = new Store<SaveState>({ kind: 'saved', at: null });
  private readonly changed = new Set<string>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly storage: Storage,
    private readonly now: () => string,
  ) {}

  async load(): Promise<void> {
    const stored = await this.storage.loadRecords();
    // What an older app stored has fewer members.
    const records = stored.map((record) => ({
      ...emptyRecord(record.lesson, record.step),
      ...record,
    }));
    this.records.set(new Map(records.map((record) => [keyOf(record), record])));
  }

  get(lesson: string, step: string): StepRecord {
    const key = recordKey(lesson, step);
    return this.records.value.get(key) ?? emptyRecord(lesson, step);
  }

  apply(lesson: string, step: string, event: StepEvent): void {
    this.put([applyEvent(this.get(lesson, step), event, this.now())]);
    this.schedule();
  }

  async import(imported: readonly StepRecord[]): Promise<void> {
    this.put(imported.map((record) => mergeRecords(this.get(record.lesson, record.step), record)));
    await this.flush();
  }

  async clear(): Promise<void> {
    clearTimeout(this.timer);
    this.changed.clear();
    await this.storage.clearRecords();
    this.records.set(new Map());
  }

  /** Writes what is not written yet. A failed write is tried again with the next change. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    const keys = [...this.changed];
    if (keys.length === 0) return;
    this.changed.clear();
    try {
      await this.storage.putRecords(keys.flatMap((key) => this.records.value.get(key) ?? []));
      this.saving.set({ kind: 'saved', at: this.now() });
    } catch (error) {
      for (const key of keys) this.changed.add(key);
      this.saving.set({ kind: 'failed', reason: String(error) });
    }
  }

  private put(records: readonly StepRecord[]): void {
    const all = new Map(this.records.value);
    for (const record of records) {
      all.set(keyOf(record), record);
      this.changed.add(keyOf(record));
    }
    this.records.set(all);
  }

  private schedule(): void {
    this.saving.set({ kind: 'pending' });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), saveDelayMs);
  }
}

function keyOf(record: StepRecord): string {
  return recordKey(record.lesson, record.step);
}
