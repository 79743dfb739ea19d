import { expect, test } from 'vitest';

import { startModule } from '../../src/core/core';

const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
const oneType = [1, 4, 1, 0x60, 0, 0];
const oneFunction = [3, 2, 1, 0];
const emptyBody = [10, 4, 1, 2, 0, 11];

const letters = (text: string) => [text.length, ...new TextEncoder().encode(text)];
const section = (id: number, bytes: readonly number[]) => [id, bytes.length, ...bytes];

/** A module that exports `_initialize`, the function with this number, and does nothing. */
const exported = (number: number) => section(7, [1, ...letters('_initialize'), 0, number]);

async function compile(...sections: readonly (readonly number[])[]): Promise<WebAssembly.Module> {
  return WebAssembly.compile(Uint8Array.from([...header, ...sections.flat()]));
}

test('a module that imports nothing is started', async () => {
  const module = await compile(oneType, oneFunction, exported(0), emptyBody);
  expect(await startModule(module)).toHaveProperty('createCore');
});

test.each([
  ['a function', [0, 0], 1],
  ['a memory', [2, 0, 1], 0],
] as const)('a module that imports %s is refused by name', async (_what, kind, number) => {
  const imports = section(2, [1, ...letters('env'), ...letters('clock'), ...kind]);
  const module = await compile(oneType, imports, oneFunction, exported(number), emptyBody);
  await expect(startModule(module)).rejects.toThrow('it imports env.clock');
});

test('what comes before the second part is there stops with a reason', async () => {
  const imports = section(2, [1, ...letters('judge'), ...letters('7'), 0, 0]);
  const exports = section(7, [
    2,
    ...letters('_initialize'),
    0,
    1,
    ...letters('nightshift_create'),
    0,
    0,
  ]);
  const first = await compile(oneType, imports, oneFunction, exports, emptyBody);
  const { createCore } = await startModule(first);
  expect(createCore).toThrow('only its second part can do');
});

test('a second part that asks the host for anything is refused by name', async () => {
  const first = await startModule(await compile(oneType, oneFunction, exported(0), emptyBody));
  const imports = section(2, [1, ...letters('env'), ...letters('clock'), 0, 0]);
  const second = await compile(oneType, imports, oneFunction, emptyBody);
  await expect(first.addPart(second)).rejects.toThrow('it imports env.clock');
});

test('a second part works with the exports of the first', async () => {
  const first = await startModule(await compile(oneType, oneFunction, exported(0), emptyBody));
  const imports = section(2, [1, ...letters('core'), ...letters('_initialize'), 0, 0]);
  await first.addPart(await compile(oneType, imports, oneFunction, emptyBody));
});
