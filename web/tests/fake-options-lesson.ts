// A lesson whose options can be run: the night to watch, a question, and switches. The fake core knows
// what each option comes to, and combines them by a table.

import type {
  NightRun,
  OptionRun,
  SetsWitness,
  SwitchesStep,
  SwitchRun,
} from '../src/core/run-protocol';
import type { CheckReport, Lesson, QuizStep, StepReport } from '../src/core/protocol';
import { fakeNight } from './fake-night-lesson';

const contract = `{
  "apiVersion": "v3.1.0", "kind": "DataContract", "id": "orders", "version": "1.0.0", "status": "active",
  "schema": [ { "name": "orders", "properties": [ { "name": "amount_cents", "logicalType": "integer" } ] } ]
}
`;

const enforced = { at: 'producer_ci', on_violation: 'fail' };

export const optionsQuiz: QuizStep = {
  kind: 'quiz',
  id: 'which-would-have-helped',
  title: 'What would have stopped it?',
  text: 'Five proposals from the meeting of the morning after. Which of them would have kept **$0.00** off the tile?\n',
  answer: 'which.json',
  mode: 'single',
  options: [
    {
      key: 'retries',
      text: 'Five retries for every task',
      change: { patch: [{ op: 'add', path: '/tasks/0/retries', value: 5 }], files: {} },
    },
    {
      key: 'ci',
      text: 'A contract that is asked in the producer’s CI',
      change: {
        patch: [
          {
            op: 'add',
            path: '/contracts',
            value: [
              { file: 'contracts/shop.orders.odcs.jsonc', on: 'shop.orders', enforce: [enforced] },
            ],
          },
        ],
        files: { 'contracts/shop.orders.odcs.jsonc': contract },
      },
    },
    {
      key: 'freshness',
      text: 'A freshness monitor on `raw.orders` that pages',
      change: {
        patch: [
          { op: 'replace', path: '/monitors/0/error_after', value: { count: 3, period: 'hour' } },
        ],
        files: {},
      },
    },
    {
      key: 'dedup',
      text: 'Loads that can be repeated without doubling a day',
      change: {
        patch: [{ op: 'replace', path: '/tasks/0/destination_sync_mode', value: 'append_dedup' }],
        files: {},
      },
    },
    { key: 'meeting', text: 'A longer meeting', change: null },
  ],
  checks: [{ id: 'choice', name: 'choice', kind: 'choice', title: 'You found it', points: 1 }],
  hints: [],
  score_max: 1,
};

export const switchesStep: SwitchesStep = {
  kind: 'switches',
  id: 'break-the-silence',
  title: 'Break the silence',
  text: 'The night was silent: every task was green, and nobody was paged. Find **every smallest set** of switches with which it is loud.\n',
  answer: 'silence.json',
  switches: [
    {
      key: 'no-filter',
      text: 'No row filter',
      about: 'The load keeps rows without an amount.',
      change: { patch: [{ op: 'remove', path: '/tasks/0/row_filter' }], files: {} },
    },
    {
      key: 'not-null',
      text: 'A column that may not be NULL',
      about: 'The check on `revenue_cents` is asked before the tile is.',
      change: {
        patch: [{ op: 'add', path: '/tasks/2/blocking', value: true }],
        files: { 'contracts/shop.orders.odcs.jsonc': contract },
      },
    },
    {
      key: 'disable',
      text: 'Stop at schema changes',
      about: 'The load fails when a column is gone.',
      change: {
        patch: [
          {
            op: 'add',
            path: '/tasks/0/non_breaking_schema_updates_behavior',
            value: 'disable_connection',
          },
        ],
        files: {},
      },
    },
  ],
  checks: [
    {
      id: 'sets',
      name: 'minimal_sets',
      kind: 'minimal_sets',
      title: 'Every smallest set',
      points: 3,
    },
  ],
  hints: ['Begin with one switch at a time.', 'Two switches can do what neither does alone.'],
  score_max: 3,
};

export const optionsLesson: Lesson = {
  id: '0a5a7f0e-52c8-4c6b-9d61-6b1d7b0f3c11',
  slug: 'what-would-have-helped',
  folder: '04-what-would-have-helped',
  title: 'What would have helped',
  summary: 'The morning after, everybody has a proposal.',
  objectives: ['Tell what a proposal does from what it promises'],
  duration_minutes: 30,
  level: 2,
  topics: ['incident', 'contracts'],
  prerequisites: [],
  tables: [],
  datasets: [],
  night: fakeNight,
  steps: [
    {
      kind: 'read',
      id: 'the-bridge',
      title: 'The bridge',
      text: 'Three groups of people, and one bridge. Press the arrows: **who owns them?**\n',
      stage: true,
    },
    {
      kind: 'quiz',
      id: 'who-owns-it',
      title: 'Who owns the arrows?',
      text: 'Which of the arrows are yours?\n',
      answer: 'owns.json',
      mode: 'single',
      stage: true,
      options: [
        { key: 'stock', text: 'Those of the shop', change: null },
        { key: 'countries', text: 'Those of the bridge', change: null },
      ],
      checks: [{ id: 'choice', name: 'choice', kind: 'choice', title: 'You found it', points: 1 }],
      hints: [],
      score_max: 1,
    },
    optionsQuiz,
    switchesStep,
  ],
};

const at = (text: string) => `2026-03-${text}:00Z`;
const shipped = {
  at: at('10T22:00'),
  kind: 'shipped',
  say: 'The backend team shipped “Say minor units, ready for yen”.',
} as const;
const wrong = {
  at: at('11T00:10'),
  kind: 'wrong',
  say: 'The tile showed $0.00. The truth was $3,981.20.',
} as const;
const call = {
  at: at('11T02:00'),
  kind: 'call',
  say: 'Bruno, the CFO’s assistant, called.',
} as const;

const honest = { shown: 404954, truth: 404954, state: 'honest' } as const;

function tileOf(bad: NightRun['tile']): NightRun['tile'] {
  const first = bad?.[0];
  return [
    { ...honest, from: at('09T00:10'), until: first?.from ?? at('14T00:00') },
    ...(bad ?? []),
  ];
}

const base = { start: '2026-02-23T00:00:00Z', end: '2026-03-14T00:00:00Z', repair_us: null };
const zero = {
  from: at('11T00:10'),
  until: at('13T00:00'),
  state: 'silent_wrong',
  shown: 0,
  truth: 398120,
} as const;

const silent: NightRun = {
  ...base,
  loud: false,
  tile: tileOf([zero, { ...honest, from: at('13T00:00'), until: at('14T00:00') }]),
  marks: [shipped, wrong, call],
  detect_us: 14_400_000_000,
  notify_us: null,
  silent_wrong_us: 172_200_000_000,
  pages: 1,
};

const failed: NightRun = {
  ...silent,
  loud: true,
  tile: tileOf([{ ...zero, state: 'no_data', shown: null }]),
  marks: [
    shipped,
    { at: at('11T00:04'), kind: 'task_failed', say: 'load_orders failed: amount_cents is gone.' },
    { at: at('11T00:05'), kind: 'alarm', say: 'The one on duty was paged: load_orders failed.' },
  ],
  detect_us: 7_500_000_000,
  silent_wrong_us: 0,
  pages: 1,
};

const blocked: NightRun = {
  ...silent,
  tile: tileOf(null),
  marks: [{ ...shipped, kind: 'blocked', say: 'CI stopped “Say minor units, ready for yen”.' }],
  detect_us: null,
  silent_wrong_us: 0,
  pages: 0,
};

const late: NightRun = {
  ...silent,
  loud: true,
  marks: [
    shipped,
    wrong,
    {
      at: at('11T01:05'),
      kind: 'alarm',
      say: 'The one on duty was paged: raw.orders is 25 h old.',
    },
    call,
  ],
  detect_us: 11_100_000_000,
  pages: 2,
};

const effects: readonly OptionRun[] = [
  { ...silent, key: 'retries', effect: 'none' },
  { ...blocked, key: 'ci', effect: 'prevents' },
  { ...late, key: 'freshness', effect: 'detects_late' },
  { ...silent, key: 'dedup', effect: 'helps_repair' },
  { ...silent, key: 'meeting', effect: 'blind' },
];

/** Loud with "disable", or with the two others together. */
export function switchRun(on: readonly string[]): SwitchRun {
  const loud = on.includes('disable') || (on.includes('no-filter') && on.includes('not-null'));
  return { ...(loud ? failed : silent), on };
}

export function gradeOptions(text: string): StepReport {
  const chosen = optionsQuiz.options.filter(({ key }) => text.includes(`"${key}"`));
  const right = chosen.some(({ key }) => key === 'ci');
  return {
    id: optionsQuiz.id,
    kind: 'quiz',
    title: optionsQuiz.title,
    status: right ? 'passed' : 'failed',
    score: right ? 1 : 0,
    score_max: 1,
    recognised: null,
    runs: effects.filter(({ key }) => right || chosen.some((option) => option.key === key)),
    checks: [
      check('choice', right, {
        message: right ? 'The chosen option is the right one.' : 'The chosen option is not it.',
        witness: {
          kind: 'choices',
          chosen: chosen.map(({ key, text: words }) => ({
            key,
            text: words,
            correct: key === 'ci',
            feedback:
              key === 'ci' ? 'Yes: it never shipped.' : 'Look at what the night says to it.',
          })),
        },
      }),
    ],
  };
}

const smallest = [['disable'], ['no-filter', 'not-null']];

export function gradeSets(text: string): StepReport {
  const { sets } = JSON.parse(text) as { sets: string[][] };
  const witness = judge(sets);
  const good = witness.sets.every(({ verdict }) => verdict === 'minimal');
  const right = good && witness.found === witness.total;
  const silentOne = witness.sets.some(({ verdict }) => verdict === 'silent');
  const message = right
    ? 'Both smallest sets are there.'
    : silentOne
      ? 'With one of your sets the night is silent.'
      : good
        ? 'There is another smallest set.'
        : 'One of your sets is larger than it must be.';
  return {
    id: switchesStep.id,
    kind: 'switches',
    title: switchesStep.title,
    status: right ? 'passed' : 'failed',
    score: right ? 3 : 0,
    score_max: 3,
    recognised: null,
    checks: [check('minimal_sets', right, { message, witness })],
  };
}

function judge(sets: readonly (readonly string[])[]): SetsWitness {
  const same = (a: readonly string[], b: readonly string[]) => a.join() === b.join();
  const judged = sets.map((keys) => {
    if (!switchRun(keys).loud) return { keys, verdict: 'silent' as const, smaller: null };
    const smaller = smallest.find((set) => set.every((key) => keys.includes(key))) ?? [];
    return same(smaller, keys)
      ? { keys, verdict: 'minimal' as const, smaller: null }
      : { keys, verdict: 'larger' as const, smaller };
  });
  const quiet = judged.find(({ verdict }) => verdict === 'silent');
  return {
    kind: 'sets',
    sets: judged,
    found: judged.filter(({ verdict }) => verdict === 'minimal').length,
    total: smallest.length,
    run: quiet === undefined ? null : switchRun(quiet.keys),
  };
}

function check(name: string, right: boolean, more: Partial<CheckReport>): CheckReport {
  const titles: Readonly<Record<string, string>> = {
    choice: 'You found it',
    minimal_sets: 'Every smallest set',
  };
  const points = name === 'choice' ? 1 : 3;
  return {
    id: name,
    name,
    kind: name,
    title: titles[name] ?? name,
    verdict: right ? 'pass' : 'fail',
    reason: null,
    points: right ? points : 0,
    points_max: points,
    message: '',
    hint: null,
    needs: [],
    ...more,
  };
}
