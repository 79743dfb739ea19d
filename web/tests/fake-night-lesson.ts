// The lesson of the fake night, and what the fake core answers to requests about it.

import type {
  LessonNight,
  Move,
  NightReport,
  PipelineGraph,
  Scenario,
} from '../src/core/night-protocol';
import type { CheckReport, Lesson, StepReport } from '../src/core/protocol';
import { readTime, writeTime } from '../src/state/night/clock';
import { checkFake, type FakeWorld, march, playFake } from './fake-night';

const pipeline = `{
  "spec": "pipeline/1",
  "dag_id": "orders_daily",
  "schedule": { "cron": "0 0 * * *", "start_date": "2026-02-23" },
  "tasks": [
    { "task_id": "load_orders", "type": "sync", // reads the shop
      "source": "shop.orders", "destination": "raw.orders",
      "fields": ["order_id", "status", "amount_cents", "created_at"],
      "row_filter": "amount_cents > 0",
      "sync_mode": "incremental", "cursor_field": "created_at" },
    { "task_id": "fct_revenue_daily", "type": "model", "sql": "models/fct_revenue_daily.sql",
      "materialized": "incremental", "unique_key": ["day"] },
    { "task_id": "audit_revenue", "type": "check", "on": "fct_revenue_daily",
      "quality": [ { "metric": "nullValues", "property": "revenue_cents", "mustBe": 0 } ] }
  ],
  "monitors": [
    { "name": "raw_orders_freshness", "pillar": "freshness", "on": "raw.orders", "loaded_at_field": "created_at" }
  ],
  "exposures": [
    { "name": "cfo_revenue_yesterday", "owner": { "name": "CFO" }, "query": "select 1" }
  ]
}
`;

const model = `select date(created_at) as day,
       sum(amount_cents) as revenue_cents
from {{ source('raw', 'orders') }}
where status = 'paid'
group by 1
`;

export const fakeNight: LessonNight = {
  title: 'The night of 10 March',
  start: writeTime(march.start),
  end: writeTime(march.end),
  acts_from: '2026-03-11T02:00:00Z',
  answer: 'night.json',
  tile: 'cfo_revenue_yesterday',
  files: { 'pipeline.jsonc': pipeline, 'models/fct_revenue_daily.sql': model },
  sources: ['shop.orders'],
  commands: [
    {
      usage: 'map SOURCE FROM -> TO',
      about: 'reads the column FROM of a source into the column TO',
      tool: 'ours',
    },
    {
      usage:
        'backfill create --dag-id D --from-date T --to-date T [--reprocess-behavior none|failed|completed] [--dry-run]',
      about: 'makes the runs whose logical dates lie in the stretch',
      tool: 'Airflow',
    },
    {
      usage: 'state reset TASK_ID [--to TIME]',
      about: 'moves the cursor of a sync, or forgets it',
      tool: 'ours',
    },
    {
      usage: 'tile flag NAME --stale TEXT',
      about: 'tells everybody who looks at a tile that it is wrong',
      tool: 'ours',
    },
    { usage: 'pager ack KEY', about: 'says that you look at a page', tool: 'PagerDuty' },
    { usage: 'order place --amount CENTS', about: 'buys something in the shop', tool: 'ours' },
  ],
};

const graded = (kind: string, title: string) => ({ id: kind, name: kind, kind, title, points: 2 });

export const nightLesson: Lesson = {
  id: '5b2d3df1-62c2-4a0c-b2bd-2f5ad5f1b2a1',
  slug: 'the-2-am-rename',
  folder: '03-the-2-am-rename',
  title: 'The 2 AM rename',
  summary: 'Everything is green, and the CFO sees nothing.',
  objectives: ['Find what changed', 'Repair it without doubling a day'],
  duration_minutes: 60,
  level: 2,
  topics: ['incident', 'contracts'],
  prerequisites: [],
  tables: [],
  datasets: [],
  night: fakeNight,
  steps: [
    { kind: 'read', id: 'call', title: 'The call', text: 'It is 2 AM.\n' },
    {
      kind: 'point',
      id: 'diagnose',
      title: 'What caused it?',
      text: 'Every task is green, and yet the tile shows **$0.00**. Find the event that caused it, and point at it.\n',
      answer: 'diagnose.json',
      checks: [graded('event', 'This event caused it')],
      hints: ['Look at what changed before the run, not at the run.'],
      score_max: 2,
    },
    {
      kind: 'night',
      id: 'contain',
      title: 'Contain it',
      text: 'Nobody should decide anything by a wrong number. Tell those who look at the tile.\n',
      checks: [
        graded('consumers_told', 'The consumers were told'),
        graded('values_true', 'Every closed day is right'),
      ],
      hints: ['`tile flag` tells the readers.'],
      score_max: 4,
    },
  ],
};

const graph: PipelineGraph = {
  tasks: [
    {
      task_id: 'load_orders',
      type: 'sync',
      upstream: [],
      reads: ['shop.orders'],
      columns: [['order_id'], ['status'], ['amount_cents'], ['created_at']],
      writes: 'raw.orders',
    },
    {
      task_id: 'fct_revenue_daily',
      type: 'model',
      upstream: ['load_orders'],
      reads: ['raw.orders'],
      columns: null,
      writes: 'fct_revenue_daily',
    },
    {
      task_id: 'audit_revenue',
      type: 'check',
      upstream: ['fct_revenue_daily'],
      reads: ['fct_revenue_daily'],
      columns: null,
      writes: null,
    },
  ],
  exposures: [{ name: 'cfo_revenue_yesterday', owner: 'CFO', reads: ['fct_revenue_daily'] }],
  monitors: [{ name: 'raw_orders_freshness', on: 'raw.orders', pillar: 'freshness' }],
  contracts: [],
};

export const fakeGraph = graph;

interface NightRequest {
  readonly kind: string;
  readonly script?: readonly Move[];
  readonly scenario?: Scenario;
  readonly until?: string;
  readonly from_event?: number;
  readonly files?: Record<string, string>;
  readonly sql?: string;
}

let sentBefore: readonly string[] = [];

/** The result and the attachment of a night's request. */
export function answerNight(request: NightRequest): { result: unknown; lines?: string } {
  switch (request.kind) {
    case 'night.play':
      return play(request);
    case 'night.check': {
      const errors = checkFake(request.files ?? {});
      return { result: { errors, lints: [], graph: errors.length > 0 ? null : graph } };
    }
    case 'night.tables':
      return { result: { databases: tables } };
    case 'night.export':
      return {
        result: {
          files: {
            'airflow/dags/bridge.py': '# A DAG.\n',
            'dbt/dbt_project.yml': 'name: bridge\n',
          },
          left_out: ['dbt has no word for a late tile.'],
        },
      };
    default:
      return { result: { keys: fakeKeys } };
  }
}

function play({ script = [], scenario, until = '', from_event = 0 }: NightRequest) {
  const world = scenario === undefined ? march : smallWorld(scenario);
  const { events, moves } = playFake(world, script, readTime(until));
  const lines = events.map((event) => JSON.stringify(event));
  const differs = lines.findIndex((line, i) => line !== sentBefore[i]);
  const common = differs === -1 ? lines.length : differs;
  const from = Math.min(from_event, common);
  sentBefore = lines;
  return {
    result: {
      now: until,
      end: writeTime(world.end),
      events: events.length,
      from_event: from,
      moves,
      over_limit: false,
    },
    lines: lines
      .slice(from)
      .map((line) => `${line}\n`)
      .join(''),
  };
}

function smallWorld({ start, end }: Scenario): FakeWorld {
  const from = readTime(`${String(start)}T00:00:00Z`);
  return {
    start: from,
    end: readTime(`${String(end)}T00:00:00Z`),
    renamed: from + 60_000_000,
    orders_per_day: 4,
  };
}

const column = (name: string, type: string) => ({ name, type });
const tables = [
  {
    name: 'shop',
    tables: [
      {
        name: 'orders',
        columns: [column('order_id', 'integer'), column('status', 'text')],
        rows: 958,
      },
    ],
  },
  {
    name: 'warehouse',
    tables: [
      {
        name: 'raw.orders',
        columns: [column('order_id', 'integer'), column('amount_cents', 'integer')],
        rows: 864,
      },
    ],
  },
];

const key = (where: string, name: string, from: string, usual: string, about: string) => ({
  in: where,
  name,
  from,
  default: usual,
  about,
});

export const fakeKeys = [
  key('the pipeline', 'spec', 'ours', 'required', 'the version of this format'),
  key('the pipeline', 'tasks', 'Airflow', 'required', 'what a run does'),
  key('a task', 'task_id', 'Airflow', 'required', "the task's name"),
  key('a task', 'type', 'ours', 'required', 'sync, model, check or notify'),
  key('a task', 'retries', 'Airflow', '0', 'tries after the first one'),
  key('a sync task', 'sync_mode', 'Airbyte', '"full_refresh"', 'full_refresh or incremental'),
  key('a model task', 'materialized', 'dbt', '"view"', 'view, table, incremental or ephemeral'),
  key('a monitor', 'pillar', 'ours', 'required', 'freshness, volume, schema or quality'),
  key('a volume monitor', 'unit', 'ours', '"rows"', 'rows or percent_of_baseline'),
  key('a rule', 'mustBe', 'ODCS', 'none', 'equal to this number'),
];

/** Passes when the tile was flagged; otherwise fails as the real grader would say it. */
export function gradeNight(text: string): StepReport {
  const told = text.includes('tile flag');
  const check = (
    name: string,
    title: string,
    verdict: CheckReport['verdict'],
    more: Partial<CheckReport>,
  ): CheckReport => ({
    id: name,
    name,
    kind: name,
    title,
    verdict,
    reason: null,
    points: verdict === 'pass' ? 2 : 0,
    points_max: 2,
    message: '',
    hint: null,
    needs: [],
    ...more,
  });
  return {
    id: 'contain',
    kind: 'night',
    title: 'Contain it',
    status: told ? 'passed' : 'failed',
    score: told ? 4 : 0,
    score_max: 4,
    recognised: null,
    night: measured(told),
    checks: [
      check(
        'consumers_told',
        'The consumers were told',
        told ? 'pass' : 'fail',
        told ? { message: 'Nobody saw a wrong number for long.' } : consumersFailure,
      ),
      check('values_true', 'Every closed day is right', told ? 'pass' : 'unknown', {
        message: told ? 'All are.' : 'No day was closed, so nothing is known.',
      }),
    ],
  };
}

const spans = [
  {
    from: '2026-03-10T00:10:00Z',
    until: '2026-03-11T00:10:00Z',
    state: 'honest',
    shown: 404954,
    truth: 404954,
  },
  {
    from: '2026-03-11T00:10:00Z',
    until: '2026-03-11T02:30:00Z',
    state: 'silent_wrong',
    shown: 0,
    truth: 398120,
  },
  {
    from: '2026-03-11T02:30:00Z',
    until: '2026-03-12T00:10:00Z',
    state: 'flagged_wrong',
    shown: 0,
    truth: 398120,
  },
] as const;

const consumersFailure: Partial<CheckReport> = {
  reason: 'tile.silent_wrong',
  message: 'For 26 hours the tile showed a wrong number, and nobody was told.',
  hint: 'Who reads the tile, and how would they know?',
  witness: {
    kind: 'night',
    world: 'another-column',
    title: 'Another column is renamed',
    seed: 7,
    visible: false,
    events: [12, 40],
    lines: [
      '{"i":12,"k":"src.schema","s":"shop.orders","t":1773180000000000,"d":{"after":"order_id,amount","version":2}}',
      '{"i":40,"k":"tile.show","s":"cfo_revenue_yesterday","t":1773187800000000,"d":{"kind":"value","value":0,"stale":false}}',
    ],
    say: 'At 00:10 the tile shows $0.00. The truth was $3,981.20, and no flag said so.',
    shown: spans,
    smallest: {
      faults: 1,
      days: 2,
      orders: 3,
      scenario: { start: '2026-03-10', end: '2026-03-12', seed: 7 },
    },
  },
};

function measured(told: boolean): NightReport {
  return {
    tile: spans,
    detect_us: 6_600_000_000,
    notify_us: told ? 1_800_000_000 : null,
    repair_us: null,
    silent_wrong_us: 8_400_000_000,
    pages: 1,
  };
}

export function gradePoint(text: string): StepReport {
  const { events } = playFake(march, [], readTime(fakeNight.acts_from));
  const right = text.includes(`"event":${events.find(({ k }) => k === 'src.schema')?.i}`);
  return {
    id: 'diagnose',
    kind: 'point',
    title: 'What caused it?',
    status: right ? 'passed' : 'failed',
    score: right ? 2 : 0,
    score_max: 2,
    recognised: null,
    checks: [
      {
        id: 'event',
        name: 'event',
        kind: 'event',
        title: 'This event caused it',
        verdict: right ? 'pass' : 'fail',
        reason: null,
        points: right ? 2 : 0,
        points_max: 2,
        message: right ? 'That is the one.' : 'That came of it; it did not cause it.',
        hint: null,
      },
    ],
  };
}
