// A night as an address: the moves with their files, and the moment that is looked at, packed into the
// part behind '#', so that scenario, seed, files, commands and time are the same for whoever opens it.

import type { Move } from '../../core/night-protocol';

export interface SharedNight {
  readonly script: readonly Move[];
  readonly live: string;
  readonly viewed: string;
}

/** Longer addresses do not survive mail and chat. */
export const linkBytesMax = 30 * 1024;

/** The packed text, or null when it would be too long. */
export async function packNight(night: SharedNight): Promise<string | null> {
  const bytes = new TextEncoder().encode(JSON.stringify(night));
  const packed = base64url(await through(bytes, new CompressionStream('deflate-raw')));
  return packed.length > linkBytesMax ? null : packed;
}

/** A link may be cut or made up: then it holds nothing. */
export async function unpackNight(packed: string): Promise<SharedNight | null> {
  try {
    const bytes = await through(fromBase64url(packed), new DecompressionStream('deflate-raw'));
    const night = JSON.parse(new TextDecoder().decode(bytes)) as SharedNight;
    return isNight(night) ? night : null;
  } catch {
    return null;
  }
}

function isNight({ script, live, viewed }: SharedNight): boolean {
  return (
    Array.isArray(script) &&
    script.every((move: Partial<Move>) => typeof move.at === 'string') &&
    typeof live === 'string' &&
    typeof viewed === 'string'
  );
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  stream: GenericTransformStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const out = new Blob([bytes]).stream().pipeThrough(stream as ReadableWritablePair);
  return new Uint8Array(await new Response(out as ReadableStream).arrayBuffer());
}

function base64url(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

/** The packed night behind an address such as `#/lesson/x/y?night=...`. */
export function sharedIn(hash: string): string | null {
  return new URLSearchParams(hash.split('?')[1] ?? '').get('night');
}

export function sharedHref(lessonHref: string, packed: string): string {
  return `${lessonHref}?night=${packed}`;
}
