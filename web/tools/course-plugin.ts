// Puts the core's two parts and the packs beside the page, named by their content, and lists them in course.json.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import type { Plugin } from 'vite';

interface CourseFile {
  readonly address: string;
  readonly bytes: Uint8Array;
}

interface CoursePack extends CourseFile {
  readonly name: string;
}

const here = new URL('..', import.meta.url).pathname;
const coreFile = resolve(here, process.env['NIGHTSHIFT_CORE'] ?? '../build/wasm/nightshift.wasm');
// The module's second part lies beside the first.
const judgeFile = coreFile.replace(/\.wasm$/, '.judge.wasm');
const packFolder = resolve(here, process.env['NIGHTSHIFT_PACKS'] ?? '../build/packs');

// Eight bytes: the smallest module there is. The fake core does not look at it.
const emptyModule = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);

export function course(fake: boolean): Plugin {
  return {
    name: 'nightshift-course',
    generateBundle() {
      for (const file of courseFiles(fake)) {
        this.emitFile({ type: 'asset', fileName: file.address, source: file.bytes });
      }
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '');
        const file = courseFiles(fake).find(({ address }) => path === `/${address}`);
        if (file === undefined) return next();
        const type = extname(path) === '.wasm' ? 'application/wasm' : 'application/octet-stream';
        response.setHeader('Content-Type', type);
        response.end(file.bytes);
      });
    },
  };
}

function courseFiles(fake: boolean): readonly CourseFile[] {
  const core = fake ? named('fake.wasm', emptyModule) : readCore(coreFile);
  const judge = fake ? named('fake.judge.wasm', emptyModule) : readCore(judgeFile);
  const packs = fake ? [named('fake.nightshift', emptyModule)] : readPacks();
  const list = {
    core: core.address,
    judge: judge.address,
    packs: packs.map(({ name, address }) => ({ name, file: address })),
  };
  const index = new TextEncoder().encode(JSON.stringify(list));
  return [core, judge, ...packs, { address: 'course.json', bytes: index }];
}

function readCore(file: string): CoursePack {
  if (!existsSync(file)) {
    throw new Error(`There is no core at ${file}. Build it first, or name it in NIGHTSHIFT_CORE.`);
  }
  return named(basename(file), readFileSync(file));
}

function readPacks(): readonly CoursePack[] {
  const names = existsSync(packFolder) ? readdirSync(packFolder) : [];
  const packs = names.filter((name) => name.endsWith('.nightshift')).sort();
  if (packs.length === 0) {
    throw new Error(
      `There are no packs in ${packFolder}. Build them first, or set NIGHTSHIFT_PACKS.`,
    );
  }
  return packs.map((name) => named(name, readFileSync(resolve(packFolder, name))));
}

function named(file: string, bytes: Uint8Array): CoursePack {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const name = basename(file, extname(file));
  return { name, address: `assets/${name}-${digest}${extname(file)}`, bytes };
}
