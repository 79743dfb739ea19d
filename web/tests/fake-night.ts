// A stand-in for a night: a shop with a renamed column and a daily pipeline that does not notice. It
// knows just enough of the rules to give a plausible trace; equal scripts give equal traces.

import type { Files, Move, MoveAnswer } from '../src/core/night-protocol';
import type { WireError } from '../src/core/protocol';
import { dayUs, hourUs, minuteUs, readTime, secondUs, writeTime } from '../src/state/night/clock';
import type { Detail, TraceEvent } from '../src/state/night/trace';

export interface FakeWorld {
  readonly start: number;
  readonly end: number;
  readonly renamed: number;
  readonly orders_per_day: number;
}

export const march: FakeWorld = {
  start: readTime('2026-02-23T00:00:00Z'),
  end: readTime('2026-03-14T00:00:00Z'),
  renamed: readTime('2026-03-10T22:00:00Z'),
  orders_per_day: 60,
};

export interface FakeNight {
  readonly events: readonly TraceEvent[];
  readonly moves: readonly MoveAnswer[];
}

const tile = 'cfo_revenue_yesterday';

/** Plays a script in a world up to a moment. */
export function playFake(world: FakeWorld, script: readonly Move[], until: number): FakeNight {
  return new Player(world).play(script, until);
}

interface Item {
  readonly at: number;
  readonly order: number;
  readonly act: () => void;
}

class Player {
  private readonly events: TraceEvent[] = [];
  private readonly moves: MoveAnswer[] = [];
  private readonly agenda: Item[] = [];
  private readonly sold = new Map<number, number>();
  private readonly kept = new Map<number, number>();
  private now: number;
  private order = 0;
  private done = 0;
  private random = 12345;
  private isPlaying = false;
  private isMapped = false;
  private isRenamed = false;
  private flag = '';
  private shown: number | null = null;
  private readonly pages = new Map<string, string>();

  constructor(private readonly world: FakeWorld) {
    this.now = world.start;
  }

  play(script: readonly Move[], until: number): FakeNight {
    this.plan();
    for (const move of script) this.at(readTime(move.at), () => this.move(move));
    this.agenda.sort((a, b) => a.at - b.at || a.order - b.order);
    this.isPlaying = true;
    for (let item = this.agenda[0]; item !== undefined && item.at <= until;) {
      this.now = item.at;
      item.act();
      item = this.agenda[++this.done];
    }
    return { events: this.events, moves: this.moves };
  }

  private plan(): void {
    const { start, end, renamed, orders_per_day } = this.world;
    for (let day = start; day < end; day += dayUs) {
      this.planOrders(day, orders_per_day);
      if (day > start) this.at(day, () => this.runDay(day - dayUs, 'scheduled', this.now));
      this.at(day + 10 * minuteUs, () => this.showTile(day - dayUs));
      this.at(day + 2 * hourUs, () => this.look());
    }
    this.at(renamed, () => this.rename());
    this.at(start, () =>
      this.put('monitor.eval', 'raw_orders_freshness', {
        on: 'raw.orders',
        pillar: 'freshness',
        say: 'No row yet.',
        state: 'unknown',
      }),
    );
    this.at(start + dayUs + hourUs, () =>
      this.put('monitor.eval', 'raw_orders_freshness', {
        on: 'raw.orders',
        pillar: 'freshness',
        say: 'The newest row is 1 h old.',
        state: 'pass',
      }),
    );
  }

  private planOrders(day: number, count: number): void {
    const moments = Array.from({ length: count }, () => day + Math.floor(this.chance() * dayUs));
    for (const moment of moments.sort((a, b) => a - b)) {
      const cents = 500 + Math.floor(this.chance() * 14_000);
      this.at(moment, () => {
        const id = this.events.length + 1000;
        this.put('src.write', 'shop.orders', { id, op: 'c', status: 'placed' });
        this.sold.set(day, (this.sold.get(day) ?? 0) + cents);
      });
      const paid = moment + Math.floor(this.chance() * 20 * minuteUs);
      this.at(paid, () => this.put('src.write', 'shop.orders', { id: 1, op: 'u', status: 'paid' }));
    }
  }

  private rename(): void {
    const change = 'Say minor units, ready for yen';
    this.put('ci.check', 'backend', { change, objections: '', passed: true });
    this.put('app.release', 'backend', { change, overridden: false });
    this.put('src.schema', 'shop.orders', {
      before: 'order_id,status,amount_cents,created_at,updated_at',
      after: 'order_id,status,amount_minor_units,created_at,updated_at',
      version: 2,
    });
    this.isRenamed = true;
  }

  private runDay(day: number, type: string, from: number): void {
    const name = `orders_daily@${writeTime(day).slice(0, 10)}`;
    const rows = Math.round(this.world.orders_per_day * 0.9);
    const reads = () => (this.isRenamed && !this.isMapped ? 0 : rows);
    this.put(
      'run.start',
      'orders_daily',
      { type, data_interval_start: writeTime(day), data_interval_end: writeTime(day + dayUs) },
      name,
    );
    this.runTask(name, 'load_orders', from, 4 * minuteUs, (at) => {
      this.later(
        at - 2 * minuteUs,
        'sync.read',
        'load_orders',
        () => ({ rows, source: 'shop.orders' }),
        name,
      );
      this.later(
        at - minuteUs,
        'commit',
        'load_orders',
        () => ({ rows: reads(), table: 'raw.orders' }),
        name,
      );
      return () => ({ read: rows, written: reads() });
    });
    this.runTask(name, 'fct_revenue_daily', from + 4 * minuteUs, 20 * secondUs, (at) => {
      this.at(at - secondUs, () => this.keep(day, reads() > 0));
      this.later(
        at - secondUs,
        'commit',
        'fct_revenue_daily',
        () => ({ rows: reads() > 0 ? 1 : 0, table: 'fct_revenue_daily' }),
        name,
      );
      return () => ({ read: rows, written: 1 });
    });
    this.runTask(name, 'audit_revenue', from + 5 * minuteUs, 10 * secondUs, (at) => {
      this.later(
        at - secondUs,
        'check.result',
        'audit_revenue',
        () => ({
          on: 'fct_revenue_daily',
          rule: 'nullValues',
          say: 'No NULL in revenue_cents.',
          state: 'pass',
          vacuous: reads() === 0,
        }),
        name,
      );
      return () => ({ read: 0, written: 0 });
    });
    this.later(from + 6 * minuteUs, 'run.end', 'orders_daily', () => ({ state: 'success' }), name);
  }

  private keep(day: number, good: boolean): void {
    this.kept.set(day, good ? (this.sold.get(day) ?? 0) : 0);
  }

  private runTask(
    run: string,
    task: string,
    from: number,
    length: number,
    work: (ended: number) => () => Record<string, Detail>,
  ): void {
    const name = `${run}#1`;
    const state = (at: number, text: string) =>
      this.later(at, 'task.state', task, () => ({ state: text }), name);
    state(from, 'queued');
    state(from + 5 * secondUs, 'running');
    const result = work(from + length);
    this.later(from + length, 'task.end', task, () => ({ state: 'success', ...result() }), name);
    state(from + length, 'success');
  }

  private showTile(day: number): void {
    const value = this.kept.get(day);
    if (value === undefined || value === this.shown) return;
    this.shown = value;
    this.put('tile.show', tile, { kind: 'value', value, stale: this.flag !== '' });
  }

  private look(): void {
    const key = `viewer:${tile}`;
    if (this.shown === null || this.shown >= 100_000 || this.flag !== '' || this.pages.has(key))
      return;
    this.pages.set(key, 'triggered');
    this.put('page.open', key, {
      summary: 'Revenue yesterday cannot be that.',
      source: tile,
      severity: 'critical',
      wakes: true,
      who: 'on-call',
    });
  }

  private move(move: Move): void {
    const errors = 'install' in move ? this.install(move.install) : this.command(move.command);
    const answer = errors.length > 0 ? '' : 'install' in move ? 'In force from now on.' : 'Done.';
    this.moves.push({ at: move.at, answer, errors });
  }

  private install(files: Files): readonly WireError[] {
    const errors = checkFake(files);
    if (errors.length > 0) return errors;
    this.put('act', 'learner', { installed: Object.keys(files).join(',') });
    if (files['pipeline.jsonc']?.includes('amount_minor_units')) this.isMapped = true;
    return [];
  }

  private command(line: string): readonly WireError[] {
    const words = line.split(' ');
    const effect = this.effectOf(words, line);
    if (effect === null) return [refusal(line)];
    this.put('act', 'learner', { command: line });
    effect();
    return [];
  }

  private effectOf([first, second, third]: readonly string[], line: string): (() => void) | null {
    const key = (line.split(' ')[2] ?? '').replaceAll('"', '');
    switch (`${first} ${second}`) {
      case 'map shop.orders':
        return () => (this.isMapped = true);
      case 'tile flag':
        return () =>
          this.flagTile(line.includes('--clear') ? '' : (line.split('--stale ')[1] ?? ''));
      case 'order place':
        return () => this.put('src.write', 'shop.orders', { id: 999_000, op: 'c', status: 'paid' });
      case 'pager ack':
        return this.pages.has(key) ? () => this.put('page.ack', key, { who: 'you' }) : null;
      case 'pager resolve':
        return this.pages.has(key) ? () => this.put('page.resolve', key, { who: 'you' }) : null;
      case 'backfill create': {
        const day = /--from-date (\S+)/.exec(line)?.[1];
        const again = line.includes('--reprocess-behavior completed');
        if (day === undefined || third === undefined) return null;
        return () => again && this.backfill(readTime(`${day}T00:00:00Z`));
      }
      default:
        return null;
    }
  }

  private backfill(day: number): void {
    this.runDay(day, 'backfill', this.now);
    this.at(this.now + 10 * minuteUs, () => this.showTile(day));
  }

  private flagTile(text: string): void {
    this.flag = text.replaceAll('"', '');
    this.put('tile.flag', tile, { stale: this.flag !== '', text: this.flag });
  }

  private later(
    at: number,
    kind: string,
    subject: string,
    details: () => Record<string, Detail>,
    run: string,
  ): void {
    this.at(at, () => this.put(kind, subject, details(), run));
  }

  private at(at: number, act: () => void): void {
    const item = { at, order: this.order++, act };
    if (!this.isPlaying) return void this.agenda.push(item);
    let place = this.done + 1;
    while ((this.agenda[place]?.at ?? Infinity) <= at) place++;
    this.agenda.splice(place, 0, item);
  }

  private put(k: string, s: string, d: Record<string, Detail>, r?: string): void {
    const event = { i: this.events.length, t: this.now, k, s, d };
    this.events.push(r === undefined ? event : { ...event, r });
  }

  private chance(): number {
    this.random = (this.random * 1_103_515_245 + 12_345) % 2_147_483_648;
    return this.random / 2_147_483_648;
  }
}

function refusal(line: string): WireError {
  return {
    whose: 'learner',
    code: 'command.unknown',
    message: `There is no command "${line.split(' ')[0]}".`,
    remedy: 'The nearest one is "backfill create".',
  };
}

/** What is wrong with files: a word that the fake does not like. */
export function checkFake(files: Files): readonly WireError[] {
  return Object.entries(files).flatMap(([file, text]) => {
    const at = text.indexOf('"retrys"');
    if (at === -1) return [];
    return [
      {
        whose: 'learner' as const,
        code: 'json.unknown_key',
        message: 'A sync task has no key "retrys".',
        remedy: 'Did you mean "retries" (Airflow)?',
        where: { file, pointer: '/tasks/0/retrys' },
      },
    ];
  });
}
