// Several files as one download: a zip archive that stores them as they are.

const encoder = new TextEncoder();
/** Names are UTF-8. */
const flags = 0x0800;
/** The first day a zip knows: the same files give the same bytes. */
const date = 0x0021;

/** Paths and texts in the given order. Each file and all together are below 4 GB. */
export function zipOf(files: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let at = 0;
  for (const [path, text] of Object.entries(files)) {
    const name = encoder.encode(path);
    const bytes = encoder.encode(text);
    const about = [20, flags, 0, 0, date, ...words(crcOf(bytes)), ...words(bytes.length)];
    const common = [...about, ...words(bytes.length), name.length, 0];
    const header = halves([...words(0x04034b50), ...common]);
    const entry = halves([...words(0x02014b50), 20, ...common, 0, 0, 0, 0, 0, ...words(at)]);
    parts.push(header, name, bytes);
    directory.push(entry, name);
    at += header.length + name.length + bytes.length;
  }
  const count = directory.length / 2;
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = [...words(0x06054b50), 0, 0, count, count, ...words(size), ...words(at), 0];
  return joined([...parts, ...directory, halves(end)]);
}

/** A number of 32 bits as its two halves, the lower one first. */
function words(value: number): readonly [number, number] {
  return [value & 0xffff, value >>> 16];
}

function halves(values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value & 0xff, value >>> 8]));
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const table = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc;
});

/** CRC-32 as in ISO 3309. */
function crcOf(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0);
  return ~crc;
}
