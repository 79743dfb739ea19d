// A CoreClient whose worker lives in this thread and holds the fake core.

import { CoreClient, type CoreWorker } from '../src/core/client';
import { createHost, type HostMethods } from '../src/core/host';
import { type Port, serve } from '../src/core/rpc';
import { Backup } from '../src/state/backup';
import { Notebook } from '../src/state/notebook';
import { Session } from '../src/state/session';
import { defaultSettings } from '../src/state/settings';
import { memoryStorage, type Storage } from '../src/state/storage';
import { startModule } from './fake-core';

type Listener = (event: MessageEvent) => void;

/** Two ports that deliver to each other, later, until they are cut. */
export function portPair(): { near: Port; far: Port; cut: () => void } {
  const nearListeners: Listener[] = [];
  const farListeners: Listener[] = [];
  let open = true;
  const deliver = (to: Listener[], data: unknown) => {
    const event = new MessageEvent('message', { data: structuredClone(data) });
    queueMicrotask(() => {
      if (open) for (const listener of to) listener(event);
    });
  };
  return {
    near: {
      postMessage: (data) => deliver(farListeners, data),
      addEventListener: (_type, listener) => void nearListeners.push(listener),
    },
    far: {
      postMessage: (data) => deliver(nearListeners, data),
      addEventListener: (_type, listener) => void farListeners.push(listener),
    },
    cut: () => {
      open = false;
    },
  };
}

/** `judgeFails`: how often the module's second part cannot be fetched, before it can. */
export function fakeClient(judgeFails = 0): { client: CoreClient; workers: () => number } {
  let workers = 0;
  let asked = 0;
  const spawn = (): CoreWorker => {
    workers += 1;
    const { near, far, cut } = portPair();
    serve<HostMethods>(far, createHost(startModule));
    return { ...near, terminate: cut, onerror: null };
  };
  const bytes = new Uint8Array(8);
  const module = {} as WebAssembly.Module;
  const judge = async () => {
    asked += 1;
    if (asked <= judgeFails) throw new Error('judge.wasm could not be loaded (HTTP 503).');
    return module;
  };
  const client = new CoreClient(spawn, { module, judge, packs: [{ name: 'fake', bytes }] });
  return { client, workers: () => workers };
}

/** A session that is started, with a clock that moves a second per look. */
export async function fakeSession(storage: Storage = memoryStorage()): Promise<Session> {
  const { client } = fakeClient();
  let seconds = 0;
  const now = () => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds++)).toISOString();
  const notebook = new Notebook(storage, now);
  const session = new Session({
    fetch: async () => ({ client, missing: [] }),
    storage,
    notebook,
    backup: new Backup(storage, notebook, now),
    settings: defaultSettings,
    nowMs: () => 0,
  });
  await session.start();
  return session;
}
