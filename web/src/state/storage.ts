// Where the learner's work is kept: IndexedDB, or this window's memory where a browser refuses it.

import { type DBSchema, openDB } from 'idb';

import { recordKey, type StepRecord } from './progress';
import { readSettings, type Settings } from './settings';

export interface Storage {
  /** False: everything is gone when this window closes. */
  readonly lasting: boolean;
  loadRecords(): Promise<StepRecord[]>;
  putRecords(records: readonly StepRecord[]): Promise<void>;
  clearRecords(): Promise<void>;
  loadSettings(): Promise<Settings>;
  putSettings(settings: Settings): Promise<void>;
}

interface Schema extends DBSchema {
  steps: { key: string; value: StepRecord };
  settings: { key: string; value: Settings };
}

/** Two copies of the course on one host must not mix, so the name holds the app's folder. */
export async function openStorage(folder: string): Promise<Storage> {
  try {
    return await openLasting(`nightshift:${folder}`);
  } catch {
    return memoryStorage();
  }
}

async function openLasting(name: string): Promise<Storage> {
  const database = await openDB<Schema>(name, 1, {
    upgrade(fresh) {
      fresh.createObjectStore('steps');
      fresh.createObjectStore('settings');
    },
  });
  return {
    lasting: true,
    loadRecords: () => database.getAll('steps'),
    async putRecords(records) {
      const transaction = database.transaction('steps', 'readwrite');
      const writes = records.map((record) =>
        transaction.store.put(record, recordKey(record.lesson, record.step)),
      );
      // Said now, the last write of a page that is being left still happens.
      transaction.commit();
      await Promise.all([...writes, transaction.done]);
    },
    clearRecords: () => database.clear('steps'),
    loadSettings: async () => readSettings(await database.get('settings', 'settings')),
    putSettings: async (settings) => void (await database.put('settings', settings, 'settings')),
  };
}

export function memoryStorage(): Storage {
  const records = new Map<string, StepRecord>();
  let settings: unknown;
  return {
    lasting: false,
    loadRecords: async () => [...records.values()],
    async putRecords(changed) {
      for (const record of changed) records.set(recordKey(record.lesson, record.step), record);
    },
    clearRecords: async () => records.clear(),
    loadSettings: async () => readSettings(settings),
    async putSettings(changed) {
      settings = changed;
    },
  };
}
