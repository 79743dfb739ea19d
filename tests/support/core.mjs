// Loads nightshift.wasm and its second part, nightshift.judge.wasm, in Node.js and speaks to them as web/src/core does: bytes
// in, bytes out. Only this file sees pointers.

import { readFile } from 'node:fs/promises';

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The module trapped: a broken invariant, or the memory or the stack ran out. The core is lost. */
export class CoreStopped extends Error {
  constructor(lastWords, cause) {
    super(lastWords || `the core stopped: ${cause.message}`, { cause });
    this.lastWords = lastWords;
  }
}

// A recursion deeper than the engine's own stack arrives as a RangeError, everything else as a RuntimeError.
const isTrap = (error) => error instanceof WebAssembly.RuntimeError || error instanceof RangeError;

// Stands where the second part's functions will.
const tooEarly = () => {
  throw new Error('The core was asked for what only its second part can do, and has not got it.');
};

export class Core {
  #module;
  #core;

  /** Starts a core from the bytes of the module's parts; without the second it opens, asks and plays, and judges nothing. */
  static async start(bytes, judgeBytes) {
    const core = await Core.startModule(await WebAssembly.compile(bytes));
    if (judgeBytes !== undefined) await core.addPart(await WebAssembly.compile(judgeBytes));
    return core;
  }

  static async load(path) {
    return Core.start(await readFile(path), await readFile(path.replace(/\.wasm$/, '.judge.wasm')));
  }

  /** The first part, compiled. */
  static async startModule(module) {
    const names = WebAssembly.Module.imports(module).map(({ name }) => [name, tooEarly]);
    const instance = await WebAssembly.instantiate(module, { judge: Object.fromEntries(names) });
    instance.exports._initialize();
    return new Core(instance.exports);
  }

  /** The second part puts its functions into the first's table, where the placeholders stand. */
  async addPart(module) {
    await WebAssembly.instantiate(module, { core: this.#module });
  }

  constructor(module) {
    this.#module = module;
    this.#core = module.nightshift_create();
  }

  /** Sends one request; gives the reply as an object and the attachment as bytes. Text attachments are fine. */
  call(kind, request = {}, attachment = new Uint8Array()) {
    const { replyBytes, attachment: out } = this.callBytes(
      encoder.encode(JSON.stringify({ kind, ...request })),
      typeof attachment === 'string' ? encoder.encode(attachment) : attachment,
    );
    return { reply: JSON.parse(decoder.decode(replyBytes)), attachment: out };
  }

  /** The same below JSON, for requests that are none. */
  callBytes(request, attachment = new Uint8Array()) {
    const module = this.#module;
    try {
      const requestAt = this.#put(request);
      const attachmentAt = this.#put(attachment);
      module.nightshift_call(
        this.#core,
        requestAt,
        request.length,
        attachmentAt,
        attachment.length,
      );
      module.nightshift_free(requestAt);
      module.nightshift_free(attachmentAt);
      return {
        replyBytes: this.#get(
          module.nightshift_reply(this.#core),
          module.nightshift_reply_size(this.#core),
        ),
        attachment: this.#get(
          module.nightshift_attachment(this.#core),
          module.nightshift_attachment_size(this.#core),
        ),
      };
    } catch (error) {
      if (isTrap(error)) throw new CoreStopped(this.#lastWords(), error);
      throw error;
    }
  }

  close() {
    this.#module.nightshift_destroy(this.#core);
    this.#core = 0;
  }

  #put(bytes) {
    const at = this.#module.nightshift_alloc(bytes.length) >>> 0;
    if (at === 0) throw new Error(`the core has no room for ${bytes.length} bytes`);
    new Uint8Array(this.#module.memory.buffer, at, bytes.length).set(bytes);
    return at;
  }

  // The memory may have grown during the call: its buffer is looked at anew, and the bytes are copied out.
  #get(at, size) {
    return new Uint8Array(this.#module.memory.buffer, at >>> 0, size >>> 0).slice();
  }

  #lastWords() {
    const memory = new Uint8Array(this.#module.memory.buffer);
    const start = this.#module.nightshift_last_words() >>> 0;
    return decoder.decode(memory.slice(start, memory.indexOf(0, start)));
  }
}
