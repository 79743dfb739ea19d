// A typed call over a worker's messages. It exists because a call must be able to end when its
// worker is ended (Stop): every promise that still waits is then rejected, none is left hanging.

export type Methods = Record<string, (input: never) => unknown>;
type Input<M extends Methods, N extends keyof M> = Parameters<M[N]>[0];
type Output<M extends Methods, N extends keyof M> = Awaited<ReturnType<M[N]>>;

/** What a worker and a test's double have in common. */
export interface Port {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
}

interface Request {
  readonly id: number;
  readonly method: string;
  readonly input: unknown;
}

type Response =
  | { readonly id: number; readonly ok: true; readonly output: unknown }
  | { readonly id: number; readonly ok: false; readonly message: string };

/** The other side threw; the message is its message. */
export class CallFailed extends Error {}

/** Answers the calls that arrive at `port`. */
export function serve<M extends Methods>(port: Port, methods: M): void {
  port.addEventListener('message', async (event) => {
    const { id, method, input } = event.data as Request;
    try {
      const output = await methods[method]?.(input as never);
      port.postMessage({ id, ok: true, output } satisfies Response);
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      port.postMessage({ id, ok: false, message } satisfies Response);
    }
  });
}

export interface Caller<M extends Methods> {
  call<N extends keyof M & string>(method: N, input: Input<M, N>): Promise<Output<M, N>>;
  /** Rejects everything that still waits. */
  rejectAll(reason: Error): void;
}

export function connect<M extends Methods>(port: Port): Caller<M> {
  const waiting = new Map<number, { resolve(value: never): void; reject(reason: Error): void }>();
  let lastId = 0;
  port.addEventListener('message', (event) => {
    const response = event.data as Response;
    const call = waiting.get(response.id);
    waiting.delete(response.id);
    if (response.ok) call?.resolve(response.output as never);
    else call?.reject(new CallFailed(response.message));
  });
  return {
    call: (method, input) =>
      new Promise((resolve, reject) => {
        const id = ++lastId;
        waiting.set(id, { resolve, reject });
        port.postMessage({ id, method, input } satisfies Request);
      }),
    rejectAll(reason) {
      for (const call of waiting.values()) call.reject(reason);
      waiting.clear();
    },
  };
}
