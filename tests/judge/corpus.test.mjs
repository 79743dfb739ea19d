// The judge against a corpus of our own: for every question answers that are right on all legal
// data, and answers that are wrong on some. Parts of the corpus: `tuned` may be looked at while the
// judge is worked on; `kept` is only measured.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { commandPath, root } from '../support/build.mjs';
import { knownAccepts } from './known-accepts.mjs';

const corpusFolder = join(root, 'tests/judge/corpus');
const schemas = readdirSync(corpusFolder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => JSON.parse(readFileSync(join(corpusFolder, name), 'utf8')));
const entries = schemas.flatMap(entriesOf);
const wrongs = entries.filter((entry) => entry.kind === 'wrong');

let folder;
let verdicts;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'nightshift-'));
  verdicts = judge('adaptive', entries, '--jobs', '2');
});
after(() => rmSync(folder, { recursive: true }));

// Every answer of a schema: the reference itself and what is written for right or wrong.
// An entry's name tells a person which one it is, and stays when others are added.
function entriesOf(schema) {
  return schema.questions.flatMap((question, index) => {
    const place = `${schema.name} ${index + 1}`;
    const entry = (kind, name, answer) => ({ kind, name, answer, schema, question });
    return [
      entry('right', `${place}: the reference`, question.reference),
      ...question.right.map((sql, at) => entry('right', `${place}: right ${at + 1}`, sql)),
      ...question.wrong.map((wrong) => entry('wrong', `${place}: ${wrong.why}`, wrong.sql)),
    ];
  });
}

function lineOf({ name, answer, schema, question }) {
  return JSON.stringify({
    id: name,
    schema: schema.schema,
    constraints: schema.constraints,
    reference: question.reference,
    answer,
    ordered: question.ordered,
  });
}

// Runs the batch, again when called again with the same name. The lines by id.
function judge(name, some, ...words) {
  const batch = join(folder, `${name}.batch.jsonl`);
  const output = join(folder, `${name}.jsonl`);
  writeFileSync(batch, some.map((entry) => `${lineOf(entry)}\n`).join(''));
  const { status, signal, stderr } = spawnSync(
    commandPath,
    ['judge', '--batch', batch, '--output', output, ...words],
    { encoding: 'utf8' },
  );
  assert.deepEqual({ status, signal }, { status: 0, signal: null }, stderr);
  const lines = readFileSync(output, 'utf8').trimEnd().split('\n');
  assert.equal(lines.length, some.length, 'one line for every pair');
  return new Map(lines.map((line) => [JSON.parse(line).id, JSON.parse(line)]));
}

const accepted = (lines) => (entry) => lines.get(entry.name).verdict === 'accept';
const percent = (count, all) => Number(((100 * count) / all).toFixed(2));
const quantile = (sorted, share) =>
  sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)];
const hasForeignKeys = (schema) => /references/i.test(JSON.stringify(schema));

function exampleSizes(some) {
  return some
    .filter((entry) => !entry.question.large && !accepted(verdicts)(entry))
    .map((entry) => verdicts.get(entry.name).counterexample?.rows)
    .filter((rows) => rows !== undefined)
    .sort((left, right) => left - right);
}

function figures(part) {
  const here = entries.filter(({ schema }) => part === 'all' || schema.part === part);
  const wrong = here.filter(({ kind }) => kind === 'wrong');
  const right = here.filter(({ kind }) => kind === 'right');
  const sizes = exampleSizes(wrong);
  return {
    part,
    right: right.length,
    'right refused': right.filter((entry) => !accepted(verdicts)(entry)).length,
    wrong: wrong.length,
    'wrong accepted': wrong.filter(accepted(verdicts)).length,
    '%': percent(wrong.filter(accepted(verdicts)).length, wrong.length),
    'rows median': quantile(sizes, 0.5),
    p95: quantile(sizes, 0.95),
    max: sizes.at(-1),
  };
}

test('the corpus is well formed: enough schemas, questions and answers, and no two alike', () => {
  assert.ok(schemas.length >= 14, 'schemas');
  assert.equal(new Set(entries.map(({ name }) => name)).size, entries.length, 'names are unique');
  for (const { name, part, questions } of schemas) {
    assert.ok(['tuned', 'kept'].includes(part), name);
    assert.ok(questions.length >= 8 && questions.length <= 10, `${name}: questions`);
    for (const { task, right, wrong } of questions) {
      assert.ok(right.length >= 3 && right.length <= 5, `${name}, right: ${task}`);
      assert.ok(wrong.length >= 5 && wrong.length <= 9, `${name}, wrong: ${task}`);
    }
  }
});

test('the figures of both parts', () => {
  console.table(['tuned', 'kept', 'all'].map(figures));
});

test('no right answer is refused', () => {
  const refused = entries
    .filter((entry) => entry.kind === 'right' && !accepted(verdicts)(entry))
    .map(({ name, answer }) => `${name} [${verdicts.get(name).reason}]\n    ${answer}`);
  assert.deepEqual(refused, []);
});

test('a wrong answer that is accepted is known by name', () => {
  const known = new Set(knownAccepts.flatMap(({ names }) => names));
  const names = wrongs.filter(accepted(verdicts)).map(({ name }) => name);
  assert.deepEqual(
    names.filter((name) => !known.has(name)),
    [],
  );
  assert.deepEqual(
    [...known].filter((name) => !names.includes(name)),
    [],
    'found by now: strike them out',
  );
});

test('at most 1.5 % of the wrong answers are accepted', () => {
  const names = wrongs.filter(accepted(verdicts)).map(({ name }) => name);
  const share = percent(names.length, wrongs.length);
  assert.ok(share <= 1.5, `${share} % accepted:\n${names.join('\n')}`);
});

test('at most 3 % with the suite alone', () => {
  const lines = judge('suite', entries, '--jobs', '2', '--suite-only');
  const count = wrongs.filter(accepted(lines)).length;
  const share = percent(count, wrongs.length);
  console.log(`suite only: ${count} of ${wrongs.length} wrong answers accepted, ${share} %`);
  assert.ok(share <= 3, `${share} % accepted`);
});

// A foreign key makes a row bring its parents along, up to five here; the bounds for tables that
// stand alone are those of the judge's design.
test('counterexamples are small', () => {
  const alone = exampleSizes(wrongs.filter(({ schema }) => !hasForeignKeys(schema)));
  assert.ok(quantile(alone, 0.5) <= 2, `median ${quantile(alone, 0.5)} without foreign keys`);
  assert.ok(quantile(alone, 0.95) <= 5, `p95 ${quantile(alone, 0.95)} without foreign keys`);
  const all = exampleSizes(wrongs);
  assert.ok(quantile(all, 0.5) <= 3, `median ${quantile(all, 0.5)}`);
  assert.ok(quantile(all, 0.95) <= 6, `p95 ${quantile(all, 0.95)}`);
  assert.ok(all.at(-1) <= 12, `max ${all.at(-1)}`);
});

test('a rejection shows data, and the results differ on it', () => {
  for (const { name } of wrongs) {
    const { verdict, counterexample } = verdicts.get(name);
    if (verdict !== 'reject') continue;
    assert.ok(counterexample, name);
    const { expected, actual, error } = counterexample;
    assert.ok(error || JSON.stringify(expected) !== JSON.stringify(actual), name);
  }
});

test('resuming adds nothing, and verdicts repeat', () => {
  const output = join(folder, 'adaptive.jsonl');
  const bytes = readFileSync(output);
  judge('adaptive', entries, '--jobs', '2');
  assert.deepEqual(readFileSync(output), bytes);
  const some = entries.filter(({ schema, question }) => schema.questions.indexOf(question) === 0);
  const again = judge('again', some);
  for (const { name } of some) assert.deepEqual(again.get(name), verdicts.get(name));
});
