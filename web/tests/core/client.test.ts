import { expect, test } from 'vitest';

import { fakeClient } from '../fake-client';

const run = (sql: string) => ({ lesson: 'paid-revenue-by-month', dataset: 'six-months', sql });

test('open gives the packs with their lessons', async () => {
  const { client } = fakeClient();
  const [pack] = await client.open();
  expect(pack?.opened?.pack.title).toBe('Foundations');
});

test('a query that cannot run is refused with the place of the error', async () => {
  const { client } = fakeClient();
  await client.open();
  const outcome = await client.ask('fake', 'query.run', run('SELECT 1\nFORM orders'));
  expect(outcome).toMatchObject({
    kind: 'refused',
    errors: [{ code: 'sql.syntax', where: { offset_utf16: 9 } }],
  });
});

test('stop ends the running call; the next one runs in a fresh worker', async () => {
  const { client, workers } = fakeClient();
  await client.open();
  const running = client.ask('fake', 'query.run', run('SELECT 1'));
  await Promise.resolve();
  client.stop();
  expect(await running).toEqual({ kind: 'stopped' });
  expect(workers()).toBe(2);
  expect((await client.ask('fake', 'query.run', run('SELECT 1'))).kind).toBe('done');
});

test('a core that breaks leaves its last words, and is replaced', async () => {
  const { client, workers } = fakeClient();
  await client.open();
  const outcome = await client.ask('fake', 'query.run', run('break'));
  expect(outcome).toEqual({ kind: 'broken', lastWords: 'invariant broken in the fake core' });
  expect(workers()).toBe(2);
  expect((await client.ask('fake', 'query.run', run('SELECT 1'))).kind).toBe('done');
});

const answer = { lesson: 'paid-revenue-by-month', files: { 'answers/query.sql': 'SELECT 1' } };

test('what needs the second part says so while it cannot be fetched; the rest works, and asking again tries again', async () => {
  const { client, workers } = fakeClient(1);
  await client.open();
  expect((await client.ask('fake', 'query.run', run('SELECT 1'))).kind).toBe('done');
  expect(await client.ask('fake', 'attempt.grade', answer)).toMatchObject({
    kind: 'refused',
    errors: [{ whose: 'host', code: 'core.part_missing' }],
  });
  expect((await client.ask('fake', 'query.run', run('SELECT 1'))).kind).toBe('done');
  expect((await client.ask('fake', 'attempt.grade', answer)).kind).toBe('done');
  expect(workers()).toBe(1);
});

test('stop ends what waits for the second part', async () => {
  const { client } = fakeClient();
  await client.open();
  const waiting = client.ask('fake', 'attempt.grade', answer);
  await Promise.resolve();
  client.stop();
  expect(await waiting).toEqual({ kind: 'stopped' });
  expect((await client.ask('fake', 'attempt.grade', answer)).kind).toBe('done');
});
