// Canned lessons for the fake core: enough to draw every screen and to test the desk's work.

import type { Lesson, OpenedPack } from '../src/core/protocol';
import { nightLesson } from './fake-night-lesson';
import { optionsLesson } from './fake-options-lesson';

const checks = [
  ['runs', 'Your query runs', 1],
  ['columns', 'Its columns are month and revenue_cents', 1],
  ['types', 'A date and a whole number of cents', 1],
  ['row_count', 'One row for each month with a paid order', 1],
  ['rows', 'Every month’s revenue is right', 3],
  ['order', 'The earliest month comes first', 1],
  ['judged', 'It is right on any data', 3],
] as const;

export const revenueChecks = checks.map(([kind, title, points]) => ({
  id: kind,
  name: kind,
  kind,
  title,
  points,
}));

const column = (name: string, type: string, description: string) => ({ name, type, description });

export const revenueLesson: Lesson = {
  id: '1f9fdae9-3600-4e5e-bea7-d812129b4e25',
  slug: 'paid-revenue-by-month',
  folder: '02-paid-revenue-by-month',
  title: 'Paid revenue by month',
  summary: 'Three people added up the same table and got three lists.',
  objectives: ['Aggregate orders per calendar month', 'Decide which rows count'],
  duration_minutes: 25,
  level: 1,
  topics: ['SQL', 'aggregation'],
  prerequisites: ['a493c077-e063-4c7c-958f-3327617c5727'],
  tables: [
    {
      name: 'orders',
      description: 'One row per order, with its latest status.',
      primary_key: ['order_id'],
      columns: [
        column('order_id', 'integer', 'The order’s number.'),
        {
          ...column('status', 'text', 'The latest.'),
          accepted_values: ['paid', 'refunded', 'cancelled'],
        },
        { ...column('amount_cents', 'integer', 'In euro cents.'), nullable: true },
        column('placed_at', 'timestamp', 'With its offset from UTC.'),
      ],
    },
    {
      name: 'calendar',
      description: 'One row per month.',
      primary_key: ['month'],
      columns: [column('month', 'date', 'The first day of the month.')],
    },
  ],
  datasets: [
    {
      name: 'six-months',
      title: 'November to April',
      visible: true,
      row_counts: { orders: 24, calendar: 6 },
    },
  ],
  steps: [
    {
      kind: 'read',
      id: 'closing-the-books',
      title: 'Closing the books',
      text: 'Monday. Priya is closing the books.\n\n> One number per month.\n\n| column | what |\n| --- | --- |\n| `status` | `paid` or not |\n\n<script>alert(1)</script> is text, and [this](javascript:alert(1)) no link.\n',
    },
    {
      kind: 'query',
      id: 'revenue',
      title: 'Paid revenue by month',
      text: "Write the query that Priya needs: **the revenue from paid orders, for each month**.\n\n```sql\ndate(placed_at, 'start of month')\n```\n\n- The earliest month first.\n",
      answer: 'revenue.sql',
      start: 'SELECT *\nFROM orders\nLIMIT 10;\n',
      datasets: ['six-months'],
      hidden_datasets: 5,
      columns: [
        { name: 'month', type: 'date' },
        { name: 'revenue_cents', type: 'integer' },
      ],
      ordered: true,
      checks: revenueChecks,
      hints: ['Do it in words first.', 'The clauses are `WHERE` and `GROUP BY`.'],
      score_max: 11,
    },
  ],
};

export const quizLesson: Lesson = {
  id: 'a493c077-e063-4c7c-958f-3327617c5727',
  slug: 'two-kinds-of-database',
  folder: '01-two-kinds-of-database',
  title: 'Two kinds of database',
  summary: 'The checkout is slow every Friday at four.',
  objectives: ['Tell OLTP from OLAP'],
  duration_minutes: 15,
  level: 1,
  topics: ['OLTP', 'OLAP'],
  prerequisites: [],
  tables: [],
  datasets: [],
  steps: [
    {
      kind: 'read',
      id: 'friday',
      title: 'Friday at four',
      text: 'The explanation fits into 27 bytes.\n',
    },
    {
      kind: 'quiz',
      id: 'best-match',
      title: 'Made for columns',
      text: 'Which of these gains most from a **column store**?\n',
      answer: 'best-match.json',
      mode: 'single',
      options: [
        { key: 'stock', text: 'Look up one lamp’s stock and lower it by one.' },
        { key: 'countries', text: 'Add up the revenue of five years, per country.' },
      ],
      checks: [{ id: 'choice', name: 'choice', kind: 'choice', title: 'You found it', points: 1 }],
      hints: [],
      score_max: 1,
    },
  ],
};

export const fakeLessons: readonly Lesson[] = [
  quizLesson,
  revenueLesson,
  nightLesson,
  optionsLesson,
];

export const fakePack: OpenedPack = {
  pack: {
    id: '3c9b3fee-c059-4811-bdb8-421c654de269',
    name: 'foundations',
    title: 'Foundations',
    description: 'Your first weeks as the data engineer of a small lamp shop.',
    version: '0.1.0',
    language: 'en',
    authors: [],
    digest: 'fake',
    audience: 'learner',
  },
  lessons: fakeLessons,
};
