// The plainest static host: files of a folder under a deep path, right types, no special headers.

import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
};

export interface StaticServer {
  /** Address of the folder, with a slash at its end. */
  readonly address: string;
  /** Appends to a file, as a newer version of the folder would differ. */
  append(file: string, text: string): void;
  close(): Promise<void>;
}

export async function serveFolder(folder: string, under: string): Promise<StaticServer> {
  const appended = new Map<string, string>();
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://host').pathname);
    const inside = path.startsWith(under) ? normalize(path.slice(under.length)) : '..';
    const file = join(folder, inside === '.' || inside === '' ? 'index.html' : inside);
    const found = !inside.startsWith('..') && existsSync(file) && statSync(file).isFile();
    if (!found) {
      response.writeHead(404).end('Not found');
      return;
    }
    const type = types[extname(file)] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type });
    response.write(readFileSync(file));
    response.end(appended.get(inside));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}${under}`,
    append: (name, text) => void appended.set(name, text),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
