// Does the work of the incident screen: lets time pass, makes moves, asks the databases, checks files.
// One for each lesson, shared by its steps, and written down as it goes.

import type { Outcome } from '../../core/client';
import type {
  DatabaseName,
  Files,
  KeyHelp,
  LessonNight,
  Move,
  NightWitness,
} from '../../core/night-protocol';
import type { Lesson } from '../../core/protocol';
import { plural } from '../plural';
import type { Session } from '../session';
import { Store } from '../store';
import { clockText, readTime, type TimeUs, wholeSecond, writeTime } from './clock';
import { following, lanesOf, type Span } from './lanes';
import { neighbour, notableLines } from './log';
import {
  emptyNight,
  filesAt,
  filesInForce,
  graphKey,
  type Intent,
  isLive,
  liveOf,
  nextRunEnd,
  nextRunHorizon,
  type NightState,
  type NightTab,
  type NightTrouble,
  scenarioTime,
  shownScript,
  type Wait,
  wholeOf,
} from './night-state';
import {
  branchedAt,
  branchNamed,
  changedFiles,
  currentBranch,
  editedFiles,
  stageStep,
  type NightNotes,
  notesStep,
  readNotes,
  scriptIn,
  scriptOf,
  withCurrent,
  withDraft,
  withLive,
  withMove,
  withoutBranch,
  withViewed,
  writeNotes,
} from './notes';
import { type Play, type Played, NightPlayer } from './night-player';
import { packNight, type SharedNight } from './permalink';
import { eventOf } from './trace';
import { TraceIndex } from './trace-index';
import { pagerAt } from './views-at';

const checkDelayMs = 300;
const noteDelayMs = 400;

export interface NightPlace {
  readonly lesson: Lesson;
  readonly night: LessonNight;
  readonly pack: string;
  /** To look only: time may pass, and no move is made. */
  readonly readOnly: boolean;
}

export class NightDesk {
  readonly state: Store<NightState>;
  /** Keys of pipeline.jsonc, for the editor; empty until they were asked for. */
  readonly keys = new Store<readonly KeyHelp[]>([]);
  private readonly player: NightPlayer;
  private notable: Float64Array = new Float64Array();
  private checkTimer: ReturnType<typeof setTimeout> | undefined;
  private noteTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly session: Session,
    readonly place: NightPlace,
  ) {
    const { lesson, night, pack } = place;
    this.player = new NightPlayer(session, { lesson: lesson.slug, pack });
    const draft = session.notebook.get(lesson.id, this.notesStep).draft;
    this.state = new Store(emptyNight(night, readNotes(draft, night.acts_from)));
  }

  get now(): NightState {
    return this.state.value;
  }

  /** The files in force where time has come to. */
  get inForce(): Files {
    return filesInForce(this.now, this.night);
  }

  get readOnly(): boolean {
    return this.place.readOnly;
  }

  private get night(): LessonNight {
    return this.place.night;
  }

  private get notesStep(): string {
    return this.readOnly ? stageStep : notesStep;
  }

  /** Plays up to where the learner had come. Can be called again after a failure. */
  async open(): Promise<void> {
    if (this.now.index !== null || this.isBusy()) return;
    await this.show(scriptOf(currentBranch(this.now.notes)), liveOf(this.now), this.now.viewed);
    void this.askKeys();
    void this.check();
  }

  seek(time: TimeUs): void {
    const whole = wholeOf(this.now, this.night);
    const viewed = Math.min(Math.max(Math.round(time), whole.from), liveOf(this.now));
    this.set({ viewed, span: following(this.now.span, viewed, whole) });
    this.noteSoon();
  }

  /** The learner comes to another act: what happens now counts, and what was said of the last one is read. */
  enter(isAct: boolean): void {
    if (this.now.index === null || this.now.replay !== null) return;
    if (isAct) this.goLive();
    if (this.now.tab === 'feedback') this.chooseTab('board');
  }

  goLive(): void {
    this.seek(liveOf(this.now));
  }

  /** To the next or previous moment at which something happened. */
  step(direction: 1 | -1, notableOnly: boolean): void {
    const times = notableOnly ? this.notable : this.now.index?.times;
    const to = times === undefined ? null : neighbour(times, this.now.viewed, direction);
    if (to !== null) this.seek(to);
  }

  /** Looks at an event, and at everything else at its moment. */
  select(event: number | null): void {
    const found = event === null ? null : eventOf(this.now.index?.trace ?? [], event);
    this.set({ selected: found?.i ?? null });
    if (found !== null) this.seek(found.t);
  }

  zoomTo(span: Span): void {
    this.set({ span });
  }

  chooseTab(tab: NightTab): void {
    this.set({ tab });
  }

  chooseNode(node: string | null): void {
    this.set({ node });
  }

  async wait(wait: Wait): Promise<void> {
    if (this.isBusy() || this.now.replay !== null) return;
    const end = readTime(this.night.end);
    const live = liveOf(this.now);
    if (wait.kind === 'for') return this.waitUntil(Math.min(live + wait.us, end));
    if (wait.kind === 'end') return this.waitUntil(end);
    const script = scriptOf(currentBranch(this.now.notes));
    const ahead = await this.play(script, nextRunHorizon(live, end));
    if (ahead.kind !== 'done') return this.fail(ahead);
    const ended = nextRunEnd(new TraceIndex(this.player.trace), live);
    return this.waitUntil(ended === null ? nextRunHorizon(live, end) : wholeSecond(ended));
  }

  private async waitUntil(time: TimeUs): Promise<void> {
    const done = await this.show(scriptOf(currentBranch(this.now.notes)), time, time);
    if (!done) return;
    this.note(withLive(this.now.notes, time));
    const pages = this.now.index === null ? [] : pagerAt(this.now.index, time);
    const open = pages.filter(({ state }) => state !== 'resolved');
    this.session.announce(
      `It is ${clockText(time)} now. ${plural(open.length, 'open page', 'open pages')}.`,
    );
  }

  /** A line of the console. In the past it waits for the learner to say what is meant. */
  async command(line: string): Promise<void> {
    if (line.trim() !== '') await this.act({ kind: 'command', line: line.trim() });
  }

  /** Puts the changed files in force. */
  async install(): Promise<void> {
    const files = changedFiles(this.inForce, currentBranch(this.now.notes));
    if (Object.keys(files).length > 0) await this.act({ kind: 'install', files });
  }

  private async act(intent: Intent): Promise<void> {
    if (this.isBusy() || this.now.replay !== null || this.readOnly) return;
    if (isLive(this.now)) await this.move(intent);
    else this.set({ intent });
  }

  /** What becomes of a move that was meant while the past was on show. */
  async decide(choice: 'branch' | 'live' | 'drop'): Promise<void> {
    const { intent } = this.now;
    this.set({ intent: null });
    if (intent === null || choice === 'drop') return;
    if (choice === 'branch') await this.branch(this.now.viewed);
    else this.goLive();
    await this.move(intent);
  }

  private async move(intent: Intent): Promise<void> {
    const at = writeTime(liveOf(this.now));
    const move: Move =
      intent.kind === 'command' ? { at, command: intent.line } : { at, install: intent.files };
    const script = [...scriptOf(currentBranch(this.now.notes)), move];
    const live = liveOf(this.now);
    const played = await this.play(script, live);
    if (played.kind !== 'done') return this.fail(played);
    const errors = played.result.moves[script.length - 1]?.errors ?? [];
    this.note(withMove(this.now.notes, move, errors.length > 0 ? errors : null));
    const kept = errors.length > 0 ? played.result.moves.slice(0, -1) : played.result.moves;
    this.take({ ...played.result, moves: kept }, live);
    const answer = played.result.moves.at(-1)?.answer ?? '';
    this.session.announce(
      errors[0] === undefined ? answer || 'Done.' : `Refused. ${errors[0].message}`,
    );
    if (intent.kind === 'install') void this.check();
  }

  /** A new run that shares the past up to a moment, at the earliest that of taking over. */
  async branch(time: TimeUs): Promise<void> {
    const at = Math.max(wholeSecond(time), readTime(this.night.acts_from));
    this.note(branchedAt(this.now.notes, Math.min(at, liveOf(this.now))));
    await this.showCurrent();
    this.session.announce(`This is run ${this.now.notes.current} now.`);
  }

  async chooseBranch(name: string): Promise<void> {
    if (this.isBusy() || name === this.now.notes.current) return;
    this.note(withCurrent(this.now.notes, name));
    if (this.now.compared?.name === name) this.set({ compared: null });
    await this.showCurrent();
  }

  async deleteBranch(name: string): Promise<void> {
    if (this.isBusy()) return;
    this.note(withoutBranch(this.now.notes, name));
    if (this.now.compared?.name === name) this.set({ compared: null });
    await this.showCurrent();
  }

  private async showCurrent(): Promise<void> {
    const branch = currentBranch(this.now.notes);
    const live = readTime(branch.live);
    this.set({ selected: null, tables: null });
    await this.show(scriptOf(branch), live, live);
    void this.check();
  }

  /** Plays another run of the learner's, to be seen beside the one on show. */
  async compareWith(name: string | null): Promise<void> {
    const branch = name === null ? undefined : branchNamed(this.now.notes, name);
    if (branch === undefined) return this.set({ compared: null });
    if (this.isBusy()) return;
    const live = readTime(branch.live);
    const played = await this.play(scriptOf(branch), live);
    if (played.kind !== 'done') return this.fail(played);
    const index = new TraceIndex(this.player.trace);
    const lanes = lanesOf(index, this.night.tile);
    this.set({ compared: { name: branch.name, index, lanes, live } });
  }

  /** Opens the smallest world in which a check failed, with the learner's files from its start. */
  async replay(witness: NightWitness): Promise<void> {
    const { smallest } = witness;
    if (smallest === null || this.isBusy()) return;
    const { scenario } = smallest;
    const start = scenarioTime(scenario, 'start');
    const end = scenarioTime(scenario, 'end');
    const files = this.inForce;
    this.set({ replay: { title: witness.title, scenario, start, end, files }, compared: null });
    this.set({
      index: null,
      selected: null,
      tables: null,
      span: { from: start, to: end },
      tab: 'board',
    });
    await this.show([], end, end);
  }

  async endReplay(): Promise<void> {
    if (this.now.replay === null || this.isBusy()) return;
    const { span } = emptyNight(this.night, this.now.notes);
    this.set({ replay: null, index: null, selected: null, tables: null, span });
    await this.showCurrent();
  }

  async loadTables(): Promise<void> {
    const { viewed, notes } = this.now;
    if (this.now.tables?.at === viewed && this.now.tables.branch === notes.current) return;
    const reply = await this.player.tables(this.shownPlay(), viewed);
    if (reply.kind !== 'done') return this.fail(reply);
    this.set({ tables: { at: viewed, branch: notes.current, databases: reply.result.databases } });
  }

  async ask(database: DatabaseName, sql: string): Promise<void> {
    if (this.isBusy()) return;
    const at = this.now.viewed;
    this.set({ activity: { kind: 'running', since_ms: this.session.nowMs() } });
    const reply = await this.player.query(this.shownPlay(), at, database, sql);
    this.set({ activity: { kind: 'idle' } });
    switch (reply.kind) {
      case 'done':
        this.session.announce(`${reply.result.outcome.rows} rows.`);
        return this.set({ asked: { kind: 'rows', outcome: reply.result.outcome, at, database } });
      case 'refused':
        this.session.announce(`The query could not run. ${reply.errors[0]?.message ?? ''}`);
        return this.set({ asked: { kind: 'refused', errors: reply.errors } });
      case 'stopped':
        return this.set({ asked: { kind: 'stopped' } });
      case 'broken':
        this.session.broken.set(reply.lastWords);
        return this.set({ asked: { kind: 'broken' } });
    }
  }

  draftFile(path: string, text: string): void {
    const branch = currentBranch(this.now.notes);
    if (editedFiles(this.inForce, branch)[path] === text) return;
    const installed = this.inForce[path];
    this.note(withDraft(this.now.notes, path, installed === text ? null : text));
    clearTimeout(this.checkTimer);
    this.checkTimer = setTimeout(() => void this.check(), checkDelayMs);
  }

  resetFile(path: string): void {
    this.note(withDraft(this.now.notes, path, null));
    void this.check();
  }

  /** Asks what is wrong with the files as they are in the editor, and how they hang together. */
  async check(): Promise<void> {
    const files = editedFiles(this.inForce, currentBranch(this.now.notes));
    this.set({ checking: true });
    const reply = await this.player.check(files);
    this.set({ checking: false });
    if (reply.kind === 'done') {
      const { errors, lints } = reply.result;
      this.set({ check: { files, errors, lints } });
    }
    await this.askGraphs();
  }

  /** The graphs of every state of the files that was in force. */
  private async askGraphs(): Promise<void> {
    const script = shownScript(this.now);
    const moments = [-Infinity, ...script.map(({ at }) => readTime(at))];
    const states = moments.map((time) => filesAt(this.now, this.night, script, time));
    if (this.now.replay === null) states.push(this.inForce);
    for (const files of new Map(states.map((each) => [graphKey(each), each])).values()) {
      const key = graphKey(files);
      if (this.now.graphs.has(key)) continue;
      const reply = await this.player.check(files);
      if (reply.kind !== 'done' || reply.result.graph === null) continue;
      this.set({ graphs: new Map(this.now.graphs).set(key, reply.result.graph) });
    }
  }

  private async askKeys(): Promise<void> {
    if (this.keys.value.length > 0) return;
    const reply = await this.player.keys();
    if (reply.kind === 'done') this.keys.set(reply.result.keys);
  }

  /** The night as part of an address; null when it is too long for one. */
  share(): Promise<string | null> {
    const branch = currentBranch(this.now.notes);
    return packNight({
      script: scriptOf(branch),
      live: branch.live,
      viewed: writeTime(this.now.viewed),
    });
  }

  /** Opens what somebody shared as one more run. */
  async openShared(shared: SharedNight): Promise<void> {
    const start = branchedAt(this.now.notes, readTime(this.night.acts_from));
    const branches = start.branches.map((branch) =>
      branch.name === start.current
        ? {
            ...branch,
            from: null,
            live: shared.live,
            entries: shared.script.map((move) => ({ move, refused: null })),
          }
        : branch,
    );
    this.note({ ...start, branches, viewed: shared.viewed });
    this.set({ viewed: readTime(shared.viewed), index: null });
    await this.open();
  }

  /** Opens what was handed in once as one more run, up to its last move. */
  async openAttempt(text: string): Promise<void> {
    const script = scriptIn(text);
    if (script === null || this.isBusy()) return;
    const live = script.at(-1)?.at ?? this.night.acts_from;
    await this.openShared({ script, live, viewed: live });
    this.session.announce(`This attempt is run ${this.now.notes.current} now.`);
  }

  stop(): void {
    if (this.isBusy()) this.session.client.stop();
  }

  /** Plays a script and puts its trace on show. False when that failed. */
  private async show(script: readonly Move[], until: TimeUs, viewed: TimeUs): Promise<boolean> {
    const before = this.now.viewed;
    const played = await this.play(script, until);
    if (played.kind !== 'done') {
      this.fail(played);
      return false;
    }
    // Whoever went to another moment in the meantime stays there.
    this.take(played.result, this.now.viewed === before ? viewed : this.now.viewed);
    void this.askGraphs();
    return true;
  }

  private async play(script: readonly Move[], until: TimeUs): Promise<Outcome<Played>> {
    this.set({ activity: { kind: 'running', since_ms: this.session.nowMs() } });
    const played = await this.player.play({ ...this.shownPlay(), script }, until);
    this.set({ activity: { kind: 'idle' } });
    return played;
  }

  private take({ moves, over_limit, files }: Played, viewed: TimeUs): void {
    const index = new TraceIndex(this.player.trace);
    const { trace } = index;
    this.notable = Float64Array.from(notableLines(trace), (position) => trace[position]?.t ?? 0);
    this.set({
      index,
      lanes: lanesOf(index, this.night.tile),
      answers: moves,
      files: this.now.replay === null ? (files ?? null) : this.now.files,
      over_limit,
      trouble: null,
    });
    const span = following(this.now.span, viewed, wholeOf(this.now, this.night));
    this.set({ viewed, span });
  }

  private shownPlay(): Play {
    const { replay } = this.now;
    const script = shownScript(this.now);
    return replay === null ? { script, scenario: null } : { script, ...replay };
  }

  private fail(outcome: Exclude<Outcome<unknown>, { kind: 'done' }>): void {
    if (outcome.kind === 'broken') this.session.broken.set(outcome.lastWords);
    const trouble: NightTrouble =
      outcome.kind === 'refused'
        ? { kind: 'refused', errors: outcome.errors }
        : { kind: outcome.kind };
    this.set({ trouble, activity: { kind: 'idle' } });
  }

  private isBusy(): boolean {
    return this.now.activity.kind !== 'idle';
  }

  private set(change: Partial<NightState>): void {
    this.state.update((state) => ({ ...state, ...change }));
  }

  /** Scrubbing is written down when it pauses. */
  private noteSoon(): void {
    if (this.now.replay !== null) return;
    clearTimeout(this.noteTimer);
    this.noteTimer = setTimeout(
      () => this.note(withViewed(this.now.notes, this.now.viewed)),
      noteDelayMs,
    );
  }

  private note(notes: NightNotes): void {
    this.set({ notes });
    const event = { kind: 'drafted', text: writeNotes(notes) } as const;
    this.session.notebook.apply(this.place.lesson.id, this.notesStep, event);
  }
}
