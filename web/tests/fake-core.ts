// A stand-in for the module behind the same interface: answers from the text of the query, computes
// nothing. For tests of the page's own logic and for work on the screens.

import type { Answer, Core, CoreModule } from '../src/core/core';
import type {
  CheckReport,
  Report,
  ResultColumn,
  StepReport,
  WireError,
} from '../src/core/protocol';
import { fakeLessons, fakePack, revenueChecks } from './fake-lesson';
import { fakeFindings } from './fake-lint';
import { answerNight, gradeNight, gradePoint } from './fake-night-lesson';
import { judgedFailure } from './fake-smallest';
import {
  gradeOptions,
  gradeSets,
  optionsQuiz,
  switchesStep,
  switchRun,
} from './fake-options-lesson';

interface Request {
  readonly kind: string;
  readonly lesson?: string;
  readonly step?: string;
  readonly sql?: string;
  readonly input?: string;
  readonly files?: Record<string, string>;
  readonly on?: readonly string[];
}

export async function startModule(_module: WebAssembly.Module): Promise<CoreModule> {
  let lastWords = '';
  const core: Core = {
    call(request) {
      const asked = JSON.parse(request) as Request;
      const fatal = asked.kind === 'lint.query' ? 'fatal lint' : 'break';
      if (Object.values(asked.files ?? { sql: asked.sql }).some((text) => text?.includes(fatal))) {
        lastWords = 'invariant broken in the fake core';
        throw new Error('unreachable');
      }
      return answer(asked);
    },
  };
  return { createCore: () => core, addPart: async () => undefined, lastWords: () => lastWords };
}

/** How many of three nights were played, and of which files. */
let prepared = { files: '', done: 0 };

function answer(request: Request): Answer {
  switch (request.kind) {
    case 'pack.open':
      return ok(request.kind, fakePack);
    case 'lesson.describe':
      return ok(request.kind, { lesson: fakeLessons.find(({ slug }) => slug === request.lesson) });
    case 'query.run':
    case 'night.query':
      return runQuery(request.kind, request.sql ?? '', request.input !== undefined);
    case 'night.play':
    case 'night.tables':
    case 'night.export':
    case 'night.check':
    case 'night.keys': {
      const { result, lines } = answerNight(request);
      return ok(
        request.kind,
        result,
        lines === undefined ? undefined : new TextEncoder().encode(lines),
      );
    }
    case 'night.switch':
      return request.on?.length === switchesStep.switches.length
        ? refuse(request.kind, allAtOnce)
        : ok(request.kind, { run: switchRun(request.on ?? []) });
    case 'lint.query': {
      const sql = request.sql ?? '';
      return sql.includes('no lint')
        ? refuse(request.kind, notRead)
        : ok(request.kind, { findings: fakeFindings(sql) });
    }
    case 'night.prepare': {
      const files = JSON.stringify(request.files);
      prepared = { files, done: prepared.files === files ? Math.min(prepared.done + 1, 3) : 1 };
      return ok(request.kind, { done: prepared.done, total: 3 });
    }
    case 'attempt.grade': {
      prepared = { files: '', done: 0 };
      const report = grade(request);
      const { status, counted, score, score_max, first_failure } = report;
      const result = { status, counted, score, score_max, first_failure };
      return ok(request.kind, result, new TextEncoder().encode(JSON.stringify(report)));
    }
    default:
      return refuse(request.kind, {
        whose: 'host',
        code: 'request.kind',
        message: `There is no kind "${request.kind}".`,
        remedy: '',
      });
  }
}

/** Something that cannot be run, so that its screen can be looked at. */
const allAtOnce: WireError = {
  whose: 'author',
  code: 'pack.change',
  message: 'These changes do not fit together: /tasks/0/row_filter is not there any more.',
  remedy: 'Try fewer of them at once.',
  where: { file: 'lesson.json', pointer: '/steps/3/switches/0/change/patch/0' },
};

/** What SQLite runs and our parser does not know. */
const notRead: WireError = {
  whose: 'learner',
  code: 'sql.syntax',
  message: 'near "no": syntax error',
  remedy: '',
};

function ok(kind: string, result: unknown, attachment?: Uint8Array<ArrayBuffer>): Answer {
  return { reply: JSON.stringify({ kind, ok: true, result }), attachment: attachment ?? null };
}

function refuse(kind: string, error: WireError): Answer {
  return { reply: JSON.stringify({ kind, ok: false, errors: [error] }), attachment: null };
}

function syntaxError(sql: string): WireError | null {
  const at = sql.indexOf('FORM');
  if (at === -1) return null;
  return {
    whose: 'learner',
    code: 'sql.syntax',
    message: 'near "FORM": syntax error',
    remedy: 'Look just before this place.',
    where: { offset_utf16: at, line: 2, column: 1 },
  };
}

/** As one row each of a small input gives. */
function runQuery(kind: string, sql: string, small: boolean): Answer {
  const error = syntaxError(sql);
  if (error !== null) return refuse(kind, error);
  const rows = Number(/LIMIT (\d+)/.exec(sql)?.[1] ?? (small ? 2 : 6));
  const statistics = { steps: 120, full_scan_steps: 24, sorts: 1 };
  const plan = [
    { id: 3, parent: 0, detail: 'SCAN orders' },
    { id: 9, parent: 0, detail: 'USE TEMP B-TREE FOR GROUP BY' },
  ];
  const shown = Math.min(rows, 10_000);
  const outcome = {
    columns: fakeColumns(shown),
    rows: shown,
    truncated: rows > 10_000,
    statistics,
    plan,
    notes: sql.includes('::int')
      ? [{ from: 'amount_cents::int', to: 'CAST(amount_cents AS INTEGER)', line: 1, column: 8 }]
      : [],
  };
  return ok(kind, { outcome });
}

function fakeColumns(rows: number): readonly ResultColumn[] {
  const numbers = Array.from({ length: rows }, (_, i) => i + 1);
  return [
    { name: 'order_id', type: 'integer', cells: numbers.map(String) },
    {
      name: 'status',
      type: 'text',
      cells: numbers.map((n) => (n % 3 === 0 ? 'refunded' : 'paid')),
    },
    {
      name: 'amount_cents',
      type: 'integer',
      cells: numbers.map((n) => (n % 7 === 0 ? null : `${n * 995}`)),
    },
    { name: 'placed_at', type: 'timestamp', cells: numbers.map(() => '2025-03-01T08:15:00+09:00') },
  ];
}

function grade({ lesson, step, files }: Request): Report {
  const text = Object.values(files ?? {})[0] ?? '';
  const described = fakeLessons.find(({ slug }) => slug === lesson);
  const graded = gradeStep(step ?? '', text);
  const failed = graded.checks.find(({ verdict }) => verdict === 'fail');
  return {
    format: 'nightshift.report/1',
    engine: { name: 'fake', version: '0', sqlite: '0', digest: '0' },
    pack: { id: fakePack.pack.id, name: 'foundations', version: '0.1.0', digest: 'fake' },
    lesson: { id: described?.id ?? '', slug: lesson ?? '', title: described?.title ?? '' },
    status: graded.status,
    counted: graded.status === 'passed' || graded.status === 'failed',
    confidence: text.includes('sealed') ? 'provisional' : 'final',
    score: graded.score,
    score_max: graded.score_max,
    first_failure: failed === undefined ? null : { step: graded.id, check: failed.name },
    steps: [graded],
  };
}

function gradeStep(step: string, text: string): StepReport {
  switch (step) {
    case 'best-match':
    case 'who-owns-it':
      return gradeQuiz(step, text);
    case optionsQuiz.id:
      return gradeOptions(text);
    case switchesStep.id:
      return gradeSets(text);
    case 'contain':
      return gradeNight(text);
    case 'diagnose':
      return gradePoint(text);
    default:
      return gradeQuery(text);
  }
}

/** Fails the named check, passes those before it and skips those after it. */
function checksUpTo(failing: string | null, failure: Partial<CheckReport>): CheckReport[] {
  const at = revenueChecks.findIndex(({ name }) => name === failing);
  return revenueChecks.map(({ points, ...check }, i) => {
    const before = at === -1 || i < at;
    return {
      ...check,
      verdict: before ? 'pass' : i === at ? 'fail' : 'skipped',
      reason: null,
      points: before ? points : 0,
      points_max: points,
      message: before ? 'As it should be.' : i === at ? '' : 'Not tried.',
      hint: null,
      needs: i === 0 ? [] : [revenueChecks[i - 1]?.name ?? ''],
      ...(i === at ? failure : {}),
    };
  });
}

function gradeQuery(sql: string): StepReport {
  const base = {
    id: 'revenue',
    kind: 'query',
    title: 'Paid revenue by month',
    score_max: 11,
  } as const;
  const datasets = ['six-months', 'borders', 'two-winters'].map((name, i) => ({
    name,
    visible: i === 0,
    steps: 120,
  }));
  const error = syntaxError(sql);
  if (error !== null) {
    const checks = checksUpTo('runs', {
      message: error.message,
      witness: { kind: 'error', error },
    });
    return { ...base, status: 'not_gradable', score: 0, recognised: null, checks };
  }
  if (sql.includes("'paid'")) {
    return {
      ...base,
      status: 'passed',
      score: 11,
      datasets,
      recognised: null,
      checks: checksUpTo(null, {}),
    };
  }
  // A slip that no data set of the lesson shows.
  const slip = sql.includes('slip');
  const checks = slip ? checksUpTo('judged', {}) : checksUpTo('rows', rowsFailure);
  return {
    ...base,
    status: 'failed',
    score: slip ? 8 : 4,
    datasets,
    recognised: slip ? null : recognised,
    checks: checks.map((check) =>
      check.kind === 'judged' ? { ...check, ...judgedFailure(sql) } : check,
    ),
  };
}

const recognised = {
  name: 'every-status',
  title: 'Every status counted',
  feedback: 'Your totals include orders that were cancelled or refunded. Only `paid` money stayed.',
};

const rowsFailure: Partial<CheckReport> = {
  reason: 'rows.differ',
  message:
    'On 3 of 3 data sets the rows differ. 2 rows are as expected, 2 changed, 1 missing, 1 extra.',
  hint: 'Take one wrong month and add up its orders by hand.',
  dataset: { name: 'six-months', visible: true, failed: 3, total: 3 },
  notes: [],
  witness: {
    kind: 'rows',
    columns: ['month', 'revenue_cents'],
    same: 2,
    missing: 1,
    extra: 1,
    changed: 2,
    rows: [
      {
        mark: 'changed',
        expected: ['2025-01-01', '120395'],
        actual: ['2025-01-01', '178230'],
        differs: [1],
      },
      {
        mark: 'changed',
        expected: ['2025-02-01', '54950'],
        actual: ['2025-02-01', null],
        differs: [1],
      },
      { mark: 'missing', expected: ['2025-03-01', '88010'], actual: null, differs: [] },
      { mark: 'extra', expected: null, actual: ['2025-05-01', '1299'], differs: [] },
    ],
    causes: ['Every revenue that differs is larger than expected.'],
  },
};

function gradeQuiz(step: string, text: string): StepReport {
  const right = text.includes('countries');
  const check: CheckReport = {
    id: 'choice',
    name: 'choice',
    kind: 'choice',
    title: 'You found it',
    verdict: right ? 'pass' : 'fail',
    reason: right ? null : 'choice.wrong',
    points: right ? 1 : 0,
    points_max: 1,
    message: right
      ? 'The chosen option is the right one.'
      : 'The chosen option is not the right one.',
    hint: right ? null : 'For each piece of work, estimate **two numbers**.',
    witness: {
      kind: 'choices',
      chosen: [
        right
          ? {
              key: 'countries',
              text: '',
              correct: true,
              feedback: 'Yes. Millions of rows, few columns.',
            }
          : { key: 'stock', text: '', correct: false, feedback: 'This is OLTP at its purest.' },
      ],
    },
  };
  return {
    id: step,
    kind: 'quiz',
    title: 'Made for columns',
    status: right ? 'passed' : 'failed',
    score: right ? 1 : 0,
    score_max: 1,
    recognised: null,
    checks: [check],
  };
}
