// Measures the judge of SQL over the corpus of tests/judge: what a verdict takes, and what the suite of a question, in the
// module and with the native command. See README.md.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { commandPath, modulePath, root } from '../support/build.mjs';
import { Core } from '../support/core.mjs';

const questionsMax = Number(process.env.BENCH_QUESTIONS ?? 40);
const corpus = join(root, 'tests/judge/corpus');

const questions = readdirSync(corpus)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => JSON.parse(readFileSync(join(corpus, name), 'utf8')))
  .flatMap((schema) => schema.questions.map((question) => ({ schema, question })));
// Every so many of them, so that all schemas are among them.
const step = Math.max(1, Math.floor(questions.length / questionsMax));
const pairs = questions
  .filter((_, index) => index % step === 0)
  .map(({ schema, question }) => {
    const answers = [question.reference, ...question.right, ...question.wrong.map((w) => w.sql)];
    return answers.map((answer) => ({
      schema: schema.schema,
      constraints: schema.constraints,
      reference: question.reference,
      answer,
      ordered: question.ordered,
    }));
  });

const quantile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
};

// Processor time: the machine may be shared.
function timed(work) {
  const begin = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(begin);
  return { ms: (user + system) / 1000, result };
}

// The first call for a question makes its suite and judges; the later ones only judge.
async function inModule() {
  const core = await Core.load(modulePath);
  const call = ({ reference, constraints, ...rest }) => {
    const words = constraints === undefined ? {} : { constraints: JSON.stringify(constraints) };
    const request = { ...rest, ...words, references: [reference] };
    const { reply } = core.call('judge.pair', JSON.parse(JSON.stringify(request)));
    if (!reply.ok) throw new Error(JSON.stringify(reply.errors));
    return reply.result;
  };
  const figures = { accept: [], reject: [], suite: [], databases: 0, all: 0 };
  for (const answers of pairs) {
    const first = timed(() => call(answers[0])).ms;
    figures.suite.push(Math.max(0, first - timed(() => call(answers[0])).ms));
    for (const pair of answers) {
      const { ms, result } = timed(() => call(pair));
      figures[result.verdict]?.push(ms);
      figures.databases += result.databases;
      figures.all += ms;
    }
  }
  return figures;
}

// All of them in one batch, by one worker.
function natively() {
  const folder = mkdtempSync(join(tmpdir(), 'nightshift-'));
  const lines = pairs.flat().map((pair, id) => `${JSON.stringify({ id, ...pair })}\n`);
  writeFileSync(join(folder, 'pairs.jsonl'), lines.join(''));
  const words = ['judge', '--batch', join(folder, 'pairs.jsonl'), '--jobs', '1'];
  const script = '"$@" > /dev/null; code=$?; times; exit $code';
  const { status, stdout, stderr } = spawnSync('sh', ['-c', script, 'sh', commandPath, ...words], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  if (status === 2) throw new Error(stderr);
  const seconds = stdout
    .trim()
    .split('\n')
    .at(-1)
    .split(' ')
    .map((time) => Number(time.split('m')[0]) * 60 + Number.parseFloat(time.split('m')[1]));
  return 1000 * seconds.reduce((sum, each) => sum + each, 0);
}

const module = await inModule();
const suites = module.suite.reduce((sum, each) => sum + each, 0);
const line = (figure, ...values) => console.log(figure.padEnd(40) + values.join('   '));
const ms = (value) => `${value.toFixed(1)} ms`.padStart(10);

line('in the module (Node)', '    median', '       p99');
line('a verdict: accept', ms(quantile(module.accept, 0.5)), ms(quantile(module.accept, 0.99)));
line('a verdict: reject', ms(quantile(module.reject, 0.5)), ms(quantile(module.reject, 0.99)));
line('the suite of a question', ms(quantile(module.suite, 0.5)), ms(quantile(module.suite, 0.99)));
line('databases in a second', String(Math.round((1000 * module.databases) / module.all)));
const native = natively();
line(
  `${pairs.flat().length} answers, ${pairs.length} suites`,
  `${ms(suites + module.all)} in the module,${ms(native)} natively`,
);
