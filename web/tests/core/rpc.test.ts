import { expect, test } from 'vitest';

import { CallFailed, connect, serve } from '../../src/core/rpc';
import { portPair } from '../fake-client';

type Methods = { double(input: number): number; fail(input: string): never };

function pair() {
  const { near, far, cut } = portPair();
  serve<Methods>(far, {
    double: (input) => input * 2,
    fail: (input) => {
      throw new Error(input);
    },
  });
  return { caller: connect<Methods>(near), cut };
}

test('a call brings back what the method returned', async () => {
  const { caller } = pair();
  expect(await Promise.all([caller.call('double', 1), caller.call('double', 21)])).toEqual([2, 42]);
});

test('a method that throws rejects the call with its message', async () => {
  const { caller } = pair();
  await expect(caller.call('fail', 'no such lamp')).rejects.toEqual(new CallFailed('no such lamp'));
});

test('calls to a worker that was ended are rejected, not left hanging', async () => {
  const { caller, cut } = pair();
  const call = caller.call('double', 1);
  cut();
  caller.rejectAll(new Error('stopped'));
  await expect(call).rejects.toThrow('stopped');
});
