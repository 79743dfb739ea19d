// The headline lab, from the pager to green, as a learner plays it; and played wrong, to read why.

import { readFileSync } from 'node:fs';

import { expect, type Page, test, verdict } from './app';

const lesson = '#/lesson/the-2-am-rename';
const solution = new URL('../../lessons/foundations/03-the-2-am-rename/solution/', import.meta.url);
const day = '--from-date 2026-03-10 --to-date 2026-03-10';

const read = (path: string) => readFileSync(new URL(path, solution), 'utf8');
const tile = (page: Page) => page.getByRole('region', { name: 'Tile', exact: true });
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name }).click();

async function ready(page: Page): Promise<void> {
  await expect(page.getByRole('group', { name: 'Board' })).toBeVisible({ timeout: 30_000 });
}

async function command(page: Page, text: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Command' }).fill(text);
  await page.keyboard.press('Enter');
  await expect(page.locator('.lines li').first()).toContainText(text.slice(0, 30));
  await expect(page.locator('.lines li').first()).not.toContainText('Refused');
}

/** Writes a whole file, one that is there or a new one. */
async function write(page: Page, path: string): Promise<void> {
  await tab(page, /^Files/);
  const files = page.getByRole('group', { name: 'Files' });
  const there = files.getByRole('button', { name: path });
  if ((await there.count()) > 0) {
    await there.click();
  } else {
    await files.getByRole('button', { name: 'New file' }).click();
    await page.getByLabel('Its path').fill(path);
    await page.keyboard.press('Enter');
  }
  await page.getByRole('textbox', { name: new RegExp(`^${path}`) }).click();
  await page.keyboard.press('ControlOrMeta+A');
}

async function install(page: Page, folder: string, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await write(page, path);
    await page.keyboard.insertText(read(`${folder}/${path}`));
  }
  await expect(page.getByRole('region', { name: 'Problems' })).not.toContainText('wrong');
  await page.getByRole('button', { name: /^Install \d/ }).click();
  await expect(page.locator('.lines li').first()).toContainText('install ');
  await expect(page.locator('.lines li').first()).not.toContainText('Refused');
}

async function check(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(verdict(page)).toBeVisible({ timeout: 90_000 });
}

/** By the link under the verdict, as a learner goes on. */
async function next(page: Page, title: RegExp): Promise<void> {
  await verdict(page).getByRole('link', { name: /^Next/ }).click();
  await expect(page.getByRole('heading', { level: 1 }).first()).toHaveText(title);
}

test('from the pager to green', async ({ page, open }) => {
  test.setTimeout(300_000);
  await open(`${lesson}/diagnose`);
  await ready(page);
  await tab(page, 'Log');
  await page.getByRole('searchbox', { name: 'Filter' }).fill('kind:src.schema');
  await page.getByRole('listbox', { name: 'Log' }).getByRole('option').first().click();
  await page.getByRole('button', { name: 'This one caused it' }).click();
  await expect(verdict(page)).toContainText('Passed.', { timeout: 60_000 });

  await next(page, /^Contain/);
  await command(page, 'tile flag cfo_revenue_yesterday --stale "Not the revenue of 10 March."');
  await expect(tile(page)).toContainText('Do not trust this number');
  await page.getByRole('button', { name: 'Acknowledge' }).click();
  await expect(page.locator('.lines li')).toHaveCount(2);
  await check(page);
  await expect(verdict(page)).toContainText('Passed.');

  await next(page, /^Repair/);
  await page.getByRole('button', { name: '+10 min' }).click();
  await expect(page.locator('.clock b')).toHaveText('11 Mar 02:10');
  await install(page, 'repaired', ['pipeline.jsonc']);
  const again = `backfill create --dag-id orders_daily ${day} --reprocess-behavior completed`;
  await command(page, again);
  await page.getByRole('button', { name: '+1 hour' }).click();
  await expect(tile(page)).not.toContainText('$0.00');
  await check(page);
  await expect(verdict(page)).toContainText('Passed.');

  await next(page, /boring/);
  await check(page);
  await expect(verdict(page)).toContainText('Passed.');

  await next(page, /^Prevent/);
  await install(page, 'prevented', ['pipeline.jsonc', 'contracts/shop.orders.odcs.jsonc']);
  await command(page, 'tile flag cfo_revenue_yesterday --clear');
  await page.getByRole('button', { name: 'Resolve' }).click();
  await check(page);
  await expect(verdict(page)).toContainText('Passed.');
  const end = page.getByRole('region', { name: 'How the night went' });
  await expect(end.getByRole('table', { name: 'Shown against truth' })).toBeVisible();
  await expect(end).toContainText('pager ack');
});

test('saying nothing is graded with what the readers saw', async ({ page, open }) => {
  test.setTimeout(120_000);
  await open(`${lesson}/contain`);
  await ready(page);
  await command(page, 'dags trigger orders_daily');
  await check(page);
  await expect(verdict(page)).toContainText('Not yet.');
  const feedback = page.getByRole('tabpanel', { name: 'Feedback' });
  await expect(feedback.getByText('wrong, and nobody said so').first()).toBeVisible();
  await feedback.getByRole('button', { name: 'Look at it' }).first().click();
  await expect(page.getByRole('region', { name: /^Event \d+/ })).toBeVisible();
});

test('files that only repair fail in another world, which can be opened', async ({
  page,
  open,
}) => {
  test.setTimeout(180_000);
  await open(`${lesson}/prevent`);
  await ready(page);
  await install(page, 'repaired', ['pipeline.jsonc']);
  await check(page);
  await expect(verdict(page)).toContainText('Not yet.');
  await page.getByRole('button', { name: 'Replay this' }).first().click();
  await expect(page.getByText(/^Another world:/)).toBeVisible();
  await ready(page);
  await expect(page.getByRole('button', { name: 'Check', exact: true })).toBeDisabled();
  await page.getByRole('button', { name: 'Back to your night' }).click();
  await expect(page.locator('.clock b')).toHaveText('11 Mar 02:00');
});
