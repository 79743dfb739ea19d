// What runs inside the worker: one module, and in it one core for each pack.

import type { Answer, Core, CoreModule } from './core';

export interface Start {
  readonly module: WebAssembly.Module;
  readonly packs: readonly { readonly name: string; readonly bytes: Uint8Array }[];
}

export interface Ask {
  readonly pack: string;
  readonly request: string;
}

export type HostMethods = {
  /** Opens every pack; the answers of pack.open come back in the same order. */
  start(input: Start): Promise<string[]>;
  /** Adds the module's second part. */
  join(part: WebAssembly.Module): Promise<void>;
  ask(input: Ask): Answer;
};

export type StartModule = (module: WebAssembly.Module) => Promise<CoreModule>;

export function createHost(startModule: StartModule): HostMethods {
  const cores = new Map<string, Core>();
  let module: CoreModule | undefined;
  return {
    async start(input) {
      const started = await startModule(input.module);
      module = started;
      return input.packs.map(({ name, bytes }) => {
        const core = started.createCore();
        cores.set(name, core);
        return explained(module, () => core.call('{"kind":"pack.open"}', bytes).reply);
      });
    },
    async join(part) {
      await module?.addPart(part);
    },
    ask({ pack, request }) {
      const core = cores.get(pack);
      if (core === undefined) throw new Error(`No pack named ${pack} is open.`);
      return explained(module, () => core.call(request));
    },
  };
}

/** A module that stops leaves its last words behind; they say more than the trap does. */
function explained<T>(module: CoreModule | undefined, call: () => T): T {
  try {
    return call();
  } catch (error) {
    throw new Error(module?.lastWords() || String(error), { cause: error });
  }
}
