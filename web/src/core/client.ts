// The page's side of the core: owns the worker, ends it on Stop, and starts a fresh one with the
// same module and packs. A core that stopped by itself is replaced in the same way.

import type { Answer } from './core';
import type { HostMethods, Start } from './host';
import type { Door, Kind, OpenedPack, Reply, WireError } from './protocol';
import { CallFailed, type Caller, connect, type Port } from './rpc';

export interface CoreWorker extends Port {
  terminate(): void;
  /** Called when the worker's own script fails. */
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface OpenedOrNot {
  readonly name: string;
  readonly opened: OpenedPack | null;
  readonly errors: readonly WireError[];
}

/** How a call can end. `broken`: the core stopped at a broken invariant and was replaced. */
export type Outcome<T> =
  | { readonly kind: 'done'; readonly result: T; readonly attachment: string }
  | { readonly kind: 'refused'; readonly errors: readonly WireError[] }
  | { readonly kind: 'stopped' }
  | { readonly kind: 'broken'; readonly lastWords: string };

class Stopped extends Error {}

const decoder = new TextDecoder();

export class CoreClient {
  private worker: CoreWorker | undefined;
  private caller: Caller<HostMethods> | undefined;
  private ready: Promise<string[]> = Promise.resolve([]);

  constructor(
    private readonly spawn: () => CoreWorker,
    private readonly start: Start,
  ) {}

  /** Starts the worker and opens the packs. Rejects when the module does not even start. */
  async open(): Promise<OpenedOrNot[]> {
    this.launch();
    const replies = await this.ready;
    return this.start.packs.map(({ name }, i) => readOpened(name, replies[i] ?? ''));
  }

  async ask<K extends Kind>(
    pack: string,
    kind: K,
    request: Door[K]['request'],
  ): Promise<Outcome<Door[K]['result']>> {
    try {
      await this.ready;
      const text = JSON.stringify({ kind, ...request });
      return readReply<K>(await this.call({ pack, request: text }));
    } catch (error) {
      if (error instanceof Stopped) return { kind: 'stopped' };
      this.launch();
      const lastWords = error instanceof CallFailed ? error.message : String(error);
      return { kind: 'broken', lastWords };
    }
  }

  /** Ends whatever runs, now. The next call waits until a fresh worker has the packs again. */
  stop(): void {
    this.launch();
  }

  private launch(): void {
    this.worker?.terminate();
    this.caller?.rejectAll(new Stopped());
    const worker = this.spawn();
    const caller = connect<HostMethods>(worker);
    worker.onerror = (event) => caller.rejectAll(new CallFailed(event.message));
    this.worker = worker;
    this.caller = caller;
    this.ready = caller.call('start', this.start);
    // Whoever asks next meets the failure; nobody else needs to.
    this.ready.catch(() => undefined);
  }

  private call(input: { pack: string; request: string }): Promise<Answer> {
    if (this.caller === undefined) throw new Error('The core was not opened.');
    return this.caller.call('ask', input);
  }
}

function readReply<K extends Kind>(answer: Answer): Outcome<Door[K]['result']> {
  const reply = JSON.parse(answer.reply) as Reply<K>;
  if (!reply.ok) return { kind: 'refused', errors: reply.errors };
  const attachment = answer.attachment === null ? '' : decoder.decode(answer.attachment);
  return { kind: 'done', result: reply.result, attachment };
}

function readOpened(name: string, text: string): OpenedOrNot {
  const reply = JSON.parse(text) as Reply<'pack.open'>;
  if (reply.ok) return { name, opened: reply.result, errors: [] };
  return { name, opened: null, errors: reply.errors };
}
