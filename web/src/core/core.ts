// The only file that sees a pointer. Wraps the C functions of the module (grader/abi/nightshift.h):
// a request and an attachment go in as bytes, a reply and an attachment come out as bytes.

import { firstPart, secondPart } from './parts';

export interface Answer {
  readonly reply: string;
  readonly attachment: Uint8Array<ArrayBuffer> | null;
}

/** One core: it holds at most one open pack. */
export interface Core {
  call(request: string, attachment?: Uint8Array): Answer;
}

export interface CoreModule {
  createCore(): Core;
  /** Gives the module its second part, once; what it answers can be asked from then on, of every core. */
  addPart(part: WebAssembly.Module): Promise<void>;
  /** Why the module stopped, when a call threw; an empty text when it did not say. */
  lastWords(): string;
}

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly _initialize: () => void;
  readonly nightshift_alloc: (size: number) => number;
  readonly nightshift_free: (pointer: number) => void;
  readonly nightshift_create: () => number;
  readonly nightshift_call: (
    core: number,
    request: number,
    requestSize: number,
    attachment: number,
    attachmentSize: number,
  ) => number;
  readonly nightshift_reply: (core: number) => number;
  readonly nightshift_reply_size: (core: number) => number;
  readonly nightshift_attachment: (core: number) => number;
  readonly nightshift_attachment_size: (core: number) => number;
  readonly nightshift_last_words: () => number;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** Starts a compiled module. Rejects when it imports more than its own second part: a core needs nothing of its host. */
export async function startModule(module: WebAssembly.Module): Promise<CoreModule> {
  refuseImports(module, secondPart);
  const instance = await WebAssembly.instantiate(module, { [secondPart]: placeholders(module) });
  const exports = instance.exports as unknown as Exports;
  exports._initialize();
  return {
    createCore: () => createCore(exports),
    async addPart(part) {
      refuseImports(part, firstPart);
      // The second part puts its functions into the first's table, where the placeholders stand.
      await WebAssembly.instantiate(part, { [firstPart]: instance.exports });
    },
    lastWords: () => readText(exports, exports.nightshift_last_words()),
  };
}

/** What could ask the host for anything, the time or chance, could grade differently elsewhere. */
function refuseImports(module: WebAssembly.Module, otherPart: string): void {
  const strange = WebAssembly.Module.imports(module).filter((each) => each.module !== otherPart);
  if (strange.length === 0) return;
  const names = strange.map(({ module: space, name }) => `${space}.${name}`).join(', ');
  throw new Error(
    `This is no core of Nightshift: it imports ${names}, and a core imports nothing but its own parts.`,
  );
}

/** Stands where the second part's functions will; a request that comes too early stops here, with a reason. */
function placeholders(module: WebAssembly.Module): WebAssembly.ModuleImports {
  const tooEarly = () => {
    throw new Error('The core was asked for what only its second part can do, and has not got it.');
  };
  return Object.fromEntries(WebAssembly.Module.imports(module).map(({ name }) => [name, tooEarly]));
}

function createCore(exports: Exports): Core {
  const core = exports.nightshift_create();
  return {
    call(request, attachment) {
      const requestBytes = encoder.encode(request);
      const requestAt = put(exports, requestBytes);
      const attachmentAt = attachment === undefined ? 0 : put(exports, attachment);
      exports.nightshift_call(
        core,
        requestAt,
        requestBytes.length,
        attachmentAt,
        attachment?.length ?? 0,
      );
      exports.nightshift_free(requestAt);
      if (attachmentAt !== 0) exports.nightshift_free(attachmentAt);
      return takeAnswer(exports, core);
    },
  };
}

function put(exports: Exports, bytes: Uint8Array): number {
  const at = exports.nightshift_alloc(bytes.length);
  if (at === 0 && bytes.length > 0) throw new Error('The core is out of memory.');
  new Uint8Array(exports.memory.buffer).set(bytes, at);
  return at;
}

/** Looks at the memory only now: the call may have grown it, which detaches every older view. */
function takeAnswer(exports: Exports, core: number): Answer {
  const attachmentSize = exports.nightshift_attachment_size(core);
  const reply = copy(exports, exports.nightshift_reply(core), exports.nightshift_reply_size(core));
  const attachment =
    attachmentSize === 0
      ? null
      : copy(exports, exports.nightshift_attachment(core), attachmentSize);
  return { reply: decoder.decode(reply), attachment };
}

function copy(exports: Exports, at: number, size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array(exports.memory.buffer.slice(at, at + size));
}

function readText(exports: Exports, at: number): string {
  if (at === 0) return '';
  const memory = new Uint8Array(exports.memory.buffer);
  const end = memory.indexOf(0, at);
  return decoder.decode(memory.slice(at, end));
}
