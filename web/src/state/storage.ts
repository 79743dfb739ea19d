// Where the learner's work is kept: IndexedDB, or this window's memory where a browser refuses it.

import { type DBSchema, openDB } from 'idb';

import type { BackupState } from './backup';
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
  loadBackup(): Promise<BackupState>;
  putBackup(state: BackupState): Promise<void>;
  /** Whether the browser has agreed not to delete this storage when it is short of space. */
  isKept(): Promise<boolean>;
  /** Asks the browser to agree. Some ask the person. */
  askToKeep(): Promise<boolean>;
}

interface Schema extends DBSchema {
  steps: { key: string; value: StepRecord };
  /** One value under each name. */
  settings: { key: string; value: unknown };
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
    loadBackup: async () => readBackup(await database.get('settings', 'backup')),
    putBackup: async (state) => void (await database.put('settings', state, 'backup')),
    isKept: () => yesOrNo(() => navigator.storage.persisted()),
    askToKeep: () => yesOrNo(() => navigator.storage.persist()),
  };
}

export function memoryStorage(): Storage {
  const records = new Map<string, StepRecord>();
  let settings: unknown;
  let backup: unknown;
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
    loadBackup: async () => readBackup(backup),
    async putBackup(changed) {
      backup = changed;
    },
    isKept: async () => false,
    askToKeep: async () => false,
  };
}

/** A browser without the question, or one that fails at it, has not agreed. */
async function yesOrNo(question: () => Promise<boolean>): Promise<boolean> {
  try {
    return await question();
  } catch {
    return false;
  }
}

/** Nothing stored, or something unknown, is a browser that was never asked. */
function readBackup(stored: unknown): BackupState {
  const { asked, settled_at } = (stored ?? {}) as { asked?: unknown; settled_at?: unknown };
  return { asked: asked === true, settled_at: typeof settled_at === 'string' ? settled_at : '' };
}
