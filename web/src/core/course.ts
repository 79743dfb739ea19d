// Fetches what stands beside the page: the list of packs, the packs, and the module's parts. Every address
// is resolved against the page, so the app works from any folder of any host.

import type { Parts } from './client';

/** course.json, written by the build. */
interface CourseFile {
  readonly core: string;
  readonly judge: string;
  readonly packs: readonly { readonly name: string; readonly file: string }[];
}

export interface Course extends Parts {
  /** Packs that are listed but could not be fetched. */
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

export async function fetchCourse(base: string): Promise<Course> {
  const course = (await (await get('course.json', base)).json()) as CourseFile;
  const [module, ...packs] = await Promise.all([
    compile(new URL(course.core, base)),
    ...course.packs.map((pack) => fetchPack(pack, base)),
  ]);
  return {
    module,
    judge: begun(() => compile(new URL(course.judge, base))),
    packs: packs.flatMap((pack) => (pack.kind === 'fetched' ? [pack] : [])),
    missing: packs.flatMap((pack) => (pack.kind === 'missing' ? [pack] : [])),
  };
}

/** Begins now, when all that a lesson waits for has arrived. A call after a failure tries again. */
function begun<T>(fetchPart: () => Promise<T>): () => Promise<T> {
  let fetched: Promise<T> | undefined;
  const ask = () => {
    fetched ??= fetchPart().catch((error: unknown) => {
      fetched = undefined;
      throw error;
    });
    return fetched;
  };
  // Whoever needs it meets the failure.
  ask().catch(() => undefined);
  return ask;
}

async function fetchPack(pack: { name: string; file: string }, base: string) {
  try {
    const response = await get(pack.file, base);
    return {
      kind: 'fetched' as const,
      name: pack.name,
      bytes: new Uint8Array(await response.arrayBuffer()),
    };
  } catch (error) {
    return {
      kind: 'missing' as const,
      name: pack.name,
      reason: error instanceof Error ? error.message : String(error),
    };
  }
}

async function get(address: string, base: string): Promise<Response> {
  const response = await fetch(new URL(address, base));
  if (!response.ok) throw new Error(`${address} could not be loaded (HTTP ${response.status}).`);
  return response;
}

/** Compiles while it loads; an old host that sends a wrong MIME type is met with a second way. */
async function compile(address: URL): Promise<WebAssembly.Module> {
  const response = await get(address.href, address.href);
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('application/wasm')) return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
