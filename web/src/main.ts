import { mount } from 'svelte';

import { CoreClient } from './core/client';
import { fetchCourse } from './core/course';
import { Backup } from './state/backup';
import { Notebook } from './state/notebook';
import { Session } from './state/session';
import { openStorage } from './state/storage';
import App from './view/App.svelte';
import './view/tokens.css';
import './view/base.css';

declare global {
  interface Window {
    /** Set by before.js when the page already says why the app cannot start. */
    nightshiftUnsupported?: boolean;
  }
}

async function start(): Promise<void> {
  const storage = await openStorage(new URL('.', document.baseURI).pathname);
  const now = () => new Date().toISOString();
  const notebook = new Notebook(storage, now);
  await notebook.load();
  const backup = new Backup(storage, notebook, now);
  await backup.load();
  const session = new Session({
    fetch: fetchFromHost,
    storage,
    notebook,
    backup,
    settings: await storage.loadSettings(),
    nowMs: () => performance.now(),
  });
  saveWhenLeft(notebook);
  const target = document.getElementById('app');
  if (target === null) throw new Error('The page has no place for the app.');
  target.replaceChildren();
  mount(App, { target, props: { session } });
  await session.start();
}

async function fetchFromHost() {
  const course = await fetchCourse(document.baseURI);
  const spawn = () =>
    new Worker(new URL('./core/worker.ts', import.meta.url), { type: 'module', name: 'core' });
  return { client: new CoreClient(spawn, course), missing: course.missing };
}

/** The last half second of typing is written when the page is hidden or left. */
function saveWhenLeft(notebook: Notebook): void {
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void notebook.flush();
  });
  window.addEventListener('pagehide', () => void notebook.flush());
}

if (window.nightshiftUnsupported !== true) void start();
