// Asks the core to play a script, and keeps what it sent: the next answer holds only what differs.

import type { Outcome } from '../../core/client';
import type { DatabaseName, Files, Move, NightDoor, Scenario } from '../../core/night-protocol';
import type { Session } from '../session';
import { type TimeUs, writeTime } from './clock';
import { readTrace, spliceTrace, type Trace } from './trace';

/** Rows of an answer; the core stops the query there. */
const rowsMax = 10_000;

export type Played = NightDoor['night.play']['result'];

/** What is played: the learner's moves, in the lesson's world or in another one. */
export interface Play {
  readonly script: readonly Move[];
  readonly scenario: Scenario | null;
  /** Laid over the files that the lesson starts with. */
  readonly files?: Files;
}

export class NightPlayer {
  /** Of the latest play that went well. */
  trace: Trace = [];
  private of = '';

  constructor(
    private readonly session: Session,
    private readonly place: { readonly lesson: string; readonly pack: string },
  ) {}

  async play(play: Play, until: TimeUs): Promise<Outcome<Played>> {
    const of = play.scenario === null ? 'lesson' : JSON.stringify(play.scenario);
    const known = this.of === of ? this.trace : [];
    const played = await this.session.client.ask(this.place.pack, 'night.play', {
      ...this.request(play),
      until: writeTime(until),
      from_event: (known.at(-1)?.i ?? -1) + 1,
    });
    this.of = played.kind === 'done' ? of : '';
    if (played.kind === 'done') {
      const sent = readTrace(played.attachment);
      this.trace = spliceTrace(known, played.result.from_event, sent);
    }
    return played;
  }

  tables(play: Play, at: TimeUs) {
    const request = { ...this.request(play), at: writeTime(at) };
    return this.session.client.ask(this.place.pack, 'night.tables', request);
  }

  query(play: Play, at: TimeUs, database: DatabaseName, sql: string) {
    const request = { ...this.request(play), at: writeTime(at), database, sql, rows_max: rowsMax };
    return this.session.client.ask(this.place.pack, 'night.query', request);
  }

  check(files: Files) {
    const { lesson, pack } = this.place;
    return this.session.client.ask(pack, 'night.check', { lesson, files });
  }

  keys() {
    return this.session.client.ask(this.place.pack, 'night.keys', {});
  }

  private request({ script, scenario, files }: Play) {
    const request = { lesson: this.place.lesson, script };
    if (scenario === null) return request;
    return { ...request, scenario, files: files ?? {} };
  }
}
