// The app as a whole: the packs that are open, the lessons that were read, settings, and the desks.

import type { CoreClient, OpenedOrNot } from '../core/client';
import type { Lesson, OpenedPack } from '../core/protocol';
import type { Backup } from './backup';
import type { Desk } from './desk';
import type { NightDesk } from './night/night-desk';
import type { Notebook } from './notebook';
import { sentences } from './sentences';
import type { Settings } from './settings';
import type { Storage } from './storage';
import { Store } from './store';

export type Phase =
  | { readonly kind: 'loading' }
  | { readonly kind: 'failed'; readonly reason: string }
  | { readonly kind: 'ready' };

export interface BadPack {
  readonly name: string;
  readonly reasons: readonly string[];
}

export interface Library {
  readonly phase: Phase;
  readonly packs: readonly OpenedPack[];
  readonly bad: readonly BadPack[];
}

export type LessonState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly lesson: Lesson; readonly pack: OpenedPack }
  | { readonly kind: 'failed'; readonly reasons: readonly string[] }
  | { readonly kind: 'unknown' };

export interface Opened {
  readonly client: CoreClient;
  readonly missing: readonly { readonly name: string; readonly reason: string }[];
}

export interface SessionParts {
  /** Fetches what stands beside the page and makes a client of it. */
  readonly fetch: () => Promise<Opened>;
  readonly storage: Storage;
  readonly notebook: Notebook;
  readonly backup: Backup;
  readonly settings: Settings;
  readonly nowMs: () => number;
}

export class Session {
  readonly library = new Store<Library>({ phase: { kind: 'loading' }, packs: [], bad: [] });
  readonly lessons = new Store<ReadonlyMap<string, LessonState>>(new Map());
  readonly settings: Store<Settings>;
  /** Read out by screen readers. The number makes the same words news again. */
  readonly announcement = new Store({ text: '', number: 0 });
  /** The last words of a core that stopped at a broken invariant; null when none did. */
  readonly broken = new Store<string | null>(null);
  readonly notebook: Notebook;
  readonly backup: Backup;
  readonly nowMs: () => number;
  /** The desks that were opened, see openDesk. */
  readonly desks = new Map<string, Desk>();
  /** The nights that were opened by lesson, see openNight. */
  readonly nights = new Map<string, NightDesk>();
  private readonly fileNames = new Map<string, string>();
  private opened: CoreClient | undefined;

  constructor(private readonly parts: SessionParts) {
    this.notebook = parts.notebook;
    this.backup = parts.backup;
    this.nowMs = parts.nowMs;
    this.settings = new Store(parts.settings);
  }

  get lasting(): boolean {
    return this.parts.storage.lasting;
  }

  get client(): CoreClient {
    if (this.opened === undefined) throw new Error('The session was not started.');
    return this.opened;
  }

  /** Opens the packs. Can be called again after a failure. */
  async start(): Promise<void> {
    this.library.set({ phase: { kind: 'loading' }, packs: [], bad: [] });
    try {
      const { client, missing } = await this.parts.fetch();
      this.opened = client;
      this.library.set(this.toLibrary(await client.open(), missing));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.library.set({ phase: { kind: 'failed', reason }, packs: [], bad: [] });
    }
  }

  private toLibrary(all: readonly OpenedOrNot[], missing: Opened['missing']): Library {
    const bad = all.filter(({ opened }) => opened === null);
    const packs = all.flatMap(({ name, opened }) => {
      if (opened !== null) this.fileNames.set(opened.pack.id, name);
      return opened ?? [];
    });
    return {
      phase: { kind: 'ready' },
      packs,
      bad: [
        ...bad.map(({ name, errors }) => ({ name, reasons: errors.map(sentences) })),
        ...missing.map(({ name, reason }) => ({ name, reasons: [reason] })),
      ],
    };
  }

  /** Asks for a lesson once; the answer arrives in `lessons`. */
  async openLesson(slug: string): Promise<void> {
    const known = this.lessons.value.get(slug)?.kind;
    if (known === 'ready' || known === 'loading') return;
    const pack = this.library.value.packs.find(({ lessons }) =>
      lessons.some((lesson) => lesson.slug === slug),
    );
    if (pack === undefined) return this.setLesson(slug, { kind: 'unknown' });
    this.setLesson(slug, { kind: 'loading' });
    this.setLesson(slug, await this.describe(slug, pack));
  }

  private async describe(slug: string, pack: OpenedPack): Promise<LessonState> {
    const reply = await this.client.ask(this.fileName(pack), 'lesson.describe', { lesson: slug });
    switch (reply.kind) {
      case 'done':
        return { kind: 'ready', lesson: reply.result.lesson, pack };
      case 'refused':
        return { kind: 'failed', reasons: reply.errors.map(sentences) };
      case 'stopped':
        return { kind: 'failed', reasons: ['Opening the lesson was stopped.'] };
      case 'broken':
        this.broken.set(reply.lastWords);
        return { kind: 'failed', reasons: [reply.lastWords] };
    }
  }

  private setLesson(slug: string, state: LessonState): void {
    this.lessons.update((lessons) => new Map(lessons).set(slug, state));
  }

  /** The name under which the client knows a pack. */
  fileName(pack: OpenedPack): string {
    return this.fileNames.get(pack.pack.id) ?? '';
  }

  /** After an import or a deletion no desk may show what is not in the notebook any more. */
  forgetDesks(): void {
    this.desks.clear();
    this.nights.clear();
  }

  changeSettings(change: Partial<Settings>): void {
    this.settings.update((settings) => ({ ...settings, ...change }));
    this.parts.storage.putSettings(this.settings.value).catch(() => undefined);
  }

  announce(text: string): void {
    this.announcement.update(({ number }) => ({ text, number: number + 1 }));
  }
}
