// The benchmark's data: a pack with a lesson whose data set holds a million orders, and the same rows for others.

const uuid = (n) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

// A small generator of its own: the same numbers in every run.
function* numbers(seed) {
  let state = seed >>> 0;
  while (true) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    yield state;
  }
}

const pad = (value) => String(value).padStart(2, '0');

/** CSV text of `count` orders over three years, with a header. */
export function ordersCsv(count) {
  const random = numbers(42);
  const next = (bound) => Math.floor((random.next().value / 4294967296) * bound);
  const lines = ['order_id,customer_id,status,amount_cents,placed_at'];
  for (let id = 1; id <= count; id++) {
    const status = ['paid', 'paid', 'paid', 'refunded', 'cancelled'][next(5)];
    const amount = next(200) === 0 ? '' : 199 + next(30000);
    const day = `${2024 + next(3)}-${pad(1 + next(12))}-${pad(1 + next(28))}`;
    const time = `${pad(next(24))}:${pad(next(60))}:${pad(next(60))}`;
    const offset = ['+00:00', '-05:00', '+09:00'][next(3)];
    lines.push(`${id},${1 + next(50000)},${status},${amount},${day}T${time}${offset}`);
  }
  return `${lines.join('\n')}\n`;
}

export const paidRevenueByMonth = `SELECT date(placed_at, 'start of month') AS month, sum(amount_cents) AS revenue_cents
FROM orders WHERE status = 'paid' GROUP BY month ORDER BY month`;

/** The files of a pack with one lesson "bench": data set "one" (one order) and "million" (as given). */
export function benchPack(csv) {
  const column = (name, type, nullable = false) => ({ name, type, nullable });
  const lesson = {
    id: uuid(2),
    title: 'Bench',
    summary: 'For benchmarks.',
    objectives: ['Measure.'],
    duration_minutes: 1,
    level: 1,
    tables: [
      {
        name: 'orders',
        primary_key: ['order_id'],
        columns: [
          column('order_id', 'integer'),
          column('customer_id', 'integer'),
          column('status', 'text'),
          column('amount_cents', 'integer', true),
          column('placed_at', 'timestamp'),
        ],
      },
    ],
    datasets: [
      { name: 'one', visible: true, tables: { orders: [{ csv: 'data/one.csv' }] } },
      ...(csv ? [{ name: 'million', tables: { orders: [{ csv: 'data/million.csv' }] } }] : []),
    ],
    steps: [{ kind: 'read', id: 'intro', title: 'Intro', text: 'text/intro.md' }],
  };
  const pack = {
    format: 1,
    id: uuid(1),
    name: 'bench',
    title: 'Bench',
    description: 'For benchmarks.',
    version: '0.1.0',
  };
  return {
    'pack.json': JSON.stringify(pack),
    '01-bench/lesson.json': JSON.stringify(lesson),
    '01-bench/text/intro.md': 'Nothing to read.',
    '01-bench/data/one.csv': ordersCsv(1),
    ...(csv ? { '01-bench/data/million.csv': csv } : {}),
  };
}

/** Puts a pack's files into a core and opens it. */
export function openPack(core, files) {
  for (const [path, text] of Object.entries(files)) {
    mustBeOk(core.call('files.put', { area: 'pack', path }, text));
  }
  mustBeOk(core.call('pack.open'));
}

export function runQuery(core, dataset, sql) {
  return mustBeOk(core.call('query.run', { lesson: 'bench', dataset, sql })).result.outcome;
}

function mustBeOk({ reply }) {
  if (!reply.ok) throw new Error(JSON.stringify(reply.errors));
  return reply;
}
