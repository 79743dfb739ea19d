// The page's side of the core: owns the worker, ends it on Stop, and starts a fresh one with the
// same module and packs. A core that stopped by itself is replaced in the same way.

import type { Answer } from './core';
import type { HostMethods, Start } from './host';
import { answeredByFirstPart } from './parts';
import type { Door, Kind, OpenedPack, Reply, WireError } from './protocol';
import { CallFailed, type Caller, connect, type Port } from './rpc';

export interface CoreWorker extends Port {
  terminate(): void;
  /** Called when the worker's own script fails. */
  onerror: ((event: ErrorEvent) => void) | null;
}

export interface Parts extends Start {
  /** The module's second part; rejects when it cannot be fetched, and tries again when asked again. */
  readonly judge: () => Promise<WebAssembly.Module>;
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

/** The second part could not be fetched. */
class PartMissing extends Error {}

const decoder = new TextDecoder();

export class CoreClient {
  private worker: CoreWorker | undefined;
  private caller: Caller<HostMethods> | undefined;
  private ready: Promise<string[]> = Promise.resolve([]);
  private joined: Promise<void> | undefined;
  /** Never fulfilled; rejected when the worker is ended. */
  private ended: Promise<never> = new Promise(() => undefined);
  private end: (reason: Error) => void = () => undefined;

  constructor(
    private readonly spawn: () => CoreWorker,
    private readonly parts: Parts,
  ) {}

  /** Starts the worker and opens the packs. Rejects when the module does not even start. */
  async open(): Promise<OpenedOrNot[]> {
    this.launch();
    const replies = await this.ready;
    return this.parts.packs.map(({ name }, i) => readOpened(name, replies[i] ?? ''));
  }

  async ask<K extends Kind>(
    pack: string,
    kind: K,
    request: Door[K]['request'],
  ): Promise<Outcome<Door[K]['result']>> {
    try {
      await this.ready;
      if (!answeredByFirstPart.has(kind)) await Promise.race([this.join(), this.ended]);
      const text = JSON.stringify({ kind, ...request });
      return readReply<K>(await this.call({ pack, request: text }));
    } catch (error) {
      if (error instanceof Stopped) return { kind: 'stopped' };
      if (error instanceof PartMissing) return { kind: 'refused', errors: [toldOf(error)] };
      this.launch();
      const lastWords = error instanceof CallFailed ? error.message : String(error);
      return { kind: 'broken', lastWords };
    }
  }

  /** Ends whatever runs, now. The next call waits until a fresh worker has the packs again. */
  stop(): void {
    this.launch();
  }

  /** Gives the worker the second part, once it was fetched. Whoever comes after a failure tries again. */
  private join(): Promise<void> {
    if (this.joined !== undefined) return this.joined;
    const joined = this.giveJudge();
    this.joined = joined;
    joined.catch(() => {
      if (this.joined === joined) this.joined = undefined;
    });
    return joined;
  }

  private async giveJudge(): Promise<void> {
    const caller = this.caller;
    const judge = await this.parts.judge().catch((error: unknown) => {
      throw new PartMissing(error instanceof Error ? error.message : String(error));
    });
    await caller?.call('join', judge);
  }

  private launch(): void {
    this.worker?.terminate();
    this.caller?.rejectAll(new Stopped());
    this.end(new Stopped());
    this.joined = undefined;
    this.ended = new Promise((_, reject) => {
      this.end = reject;
    });
    // It ends whatever waits for it; when nothing does, nobody need know.
    this.ended.catch(() => undefined);
    const worker = this.spawn();
    const caller = connect<HostMethods>(worker);
    worker.onerror = (event) => caller.rejectAll(new CallFailed(event.message));
    this.worker = worker;
    this.caller = caller;
    const { module, packs } = this.parts;
    this.ready = caller.call('start', { module, packs });
    // Whoever asks next meets the failure; nobody else needs to.
    this.ready.catch(() => undefined);
  }

  private call(input: { pack: string; request: string }): Promise<Answer> {
    if (this.caller === undefined) throw new Error('The core was not opened.');
    return this.caller.call('ask', input);
  }
}

function toldOf(error: PartMissing): WireError {
  return {
    whose: 'host',
    code: 'core.part_missing',
    message: `the part of the app that judges answers is not here: ${error.message}`,
    remedy: 'Check the connection, then try again.',
  };
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
