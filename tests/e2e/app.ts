// What every browser test needs: the built app under a deep path of a plain host, in a fresh profile.

import { readFileSync } from 'node:fs';

import { expect, type Page, test as base } from '../../web/e2e.ts';
import { serveFolder, type StaticServer } from './static-server';

const here = new URL('.', import.meta.url);
const built = process.env['NIGHTSHIFT_DIST'] ?? new URL('../../web/dist', here).pathname;
/** The app with the canned lessons of web/tests, for states that no real lesson has. */
export const canned = new URL('../../build/web-fake', here).pathname;
const axeSource = readFileSync(new URL('../../web/node_modules/axe-core/axe.min.js', here), 'utf8');

export const exercise = '#/lesson/paid-revenue-by-month/revenue';
export const quiz = '#/lesson/two-kinds-of-database/best-match';

export const everyStatus = `SELECT date(placed_at, 'start of month') AS month,
       SUM(amount_cents) AS revenue_cents
FROM orders
GROUP BY 1
ORDER BY 1;
`;

export const rightAnswer = `SELECT date(placed_at, 'start of month') AS month,
       SUM(amount_cents) AS revenue_cents
FROM orders
WHERE status = 'paid'
GROUP BY 1
ORDER BY 1;
`;

/** Every test has a server of its own, so that it may close it, and fails on any page error. */
export const test = base.extend<{
  /** The folder that is served. */
  dist: string;
  server: StaticServer;
  open: (hash: string) => Promise<void>;
}>({
  dist: [built, { option: true }],
  server: async ({ dist }, use) => {
    const server = await serveFolder(dist, '/courses/de-2026/lab/');
    await use(server);
    await server.close();
  },
  open: async ({ page, server }, use) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(String(error)));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) errors.push(message.text());
    });
    await use(async (hash) => {
      await page.goto(server.address + hash);
      await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    });
    expect(errors).toEqual([]);
  },
});

export { expect, type Page };

export const editor = (page: Page) => page.locator('.cm-content');
export const status = (page: Page) =>
  page.locator('body > #app > [role=status], [role=status]').last();
export const verdict = (page: Page) => page.getByRole('region', { name: 'Verdict' });

/** Replaces the editor's text by what a person would type or paste. */
export async function write(page: Page, text: string): Promise<void> {
  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text);
}

export async function editorText(page: Page): Promise<string> {
  return (await editor(page).locator('.cm-line').allInnerTexts())
    .map((line) => line.replace(/\n$/, ''))
    .join('\n');
}

export interface Violation {
  readonly rule: string;
  readonly targets: readonly string[];
}

/** What axe finds wrong on the page as it stands. The policy forbids a script tag, not this. */
export async function axe(page: Page): Promise<readonly Violation[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    interface Axe {
      run(options: object): Promise<{
        violations: {
          id: string;
          nodes: { target: string[]; failureSummary: string }[];
        }[];
      }>;
    }
    const { axe } = window as unknown as { axe: Axe };
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    const { violations } = await axe.run({ runOnly: { type: 'tag', values } });
    return violations.map(({ id, nodes }) => ({
      rule: id,
      targets: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
    }));
  });
}
