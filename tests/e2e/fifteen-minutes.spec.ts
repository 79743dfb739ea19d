// The lab in which looking has a price: dug out in time, and dug out too late.

import { axe, expect, type Page, test, verdict } from './app';

const step = '#/lesson/fifteen-minutes/dig';
const cause = /Columns are now .*order_state.*updated_at.*basket_id \(version 5\)/;
const orders =
  "select status, count(*) from raw.orders where date(created_at) = '2026-05-21' group by 1";

const tab = (page: Page, name: string) => page.getByRole('tab', { name }).click();
const clock = (page: Page) => page.locator('.clock');
const places = (page: Page) => page.getByRole('region', { name: 'Where do you look?' });
const lines = (page: Page) => page.getByRole('listbox', { name: 'Log' }).getByRole('option');

async function ready(page: Page): Promise<void> {
  await expect(page.getByRole('group', { name: 'Board' })).toBeVisible({ timeout: 30_000 });
}

async function look(page: Page, subject: string): Promise<void> {
  await places(page).getByRole('button', { name: subject, exact: false }).first().click();
}

async function point(page: Page): Promise<void> {
  await page.getByRole('searchbox', { name: 'Filter' }).fill('kind:src.schema');
  await lines(page).filter({ hasText: cause }).click();
  await page.getByRole('button', { name: 'This one caused it' }).click();
  await expect(verdict(page)).toBeVisible({ timeout: 90_000 });
}

test('the wall is free, a query and a log have a price, and five minutes are enough', async ({
  page,
  open,
}) => {
  await open(step);
  await ready(page);
  await expect(clock(page)).toContainText('15 of 15 minutes left');
  await expect(page.getByRole('tab', { name: 'Gantt' })).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'Timeline' })).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Command' })).toHaveCount(0);
  await tab(page, 'Tables');
  await page.getByRole('button', { name: 'The warehouse' }).click();
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText('selct 1');
  await page.getByRole('button', { name: 'Run: 3 minutes' }).click();
  await expect(page.getByRole('heading', { name: 'The query could not run' })).toBeVisible();
  await expect(clock(page)).toContainText('15 of 15 minutes left');
  await page.locator('.cm-content').click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(orders);
  await page.getByRole('button', { name: 'Run: 3 minutes' }).click();
  await expect(clock(page)).toContainText('12 of 15 minutes left');
  await tab(page, 'Log');
  await expect(lines(page)).toHaveCount(0);
  await look(page, 'shop.orders');
  await expect(clock(page)).toContainText('10 of 15 minutes left');
  expect(await axe(page)).toEqual([]);
  await page.reload();
  await ready(page);
  await expect(clock(page)).toContainText('10 of 15 minutes left');
  await tab(page, 'Log');
  await point(page);
  await expect(verdict(page)).toContainText('Passed');
});

test('one may look on when the time is over, is told so, and begins again', async ({
  page,
  open,
}) => {
  await open(step);
  await ready(page);
  await tab(page, 'Log');
  for (const subject of [
    'viewer:revenue_yesterday',
    'harbour_daily',
    'revenue_daily',
    'ordered_daily',
    'largest_daily',
    'load_orders',
    'as_many_as_usual',
    'shop.orders',
  ]) {
    await look(page, subject);
  }
  await expect(clock(page)).toContainText('15 minutes are over: your looks have taken 16 minutes');
  await point(page);
  await expect(verdict(page)).toContainText('2 / 3');
  await expect(
    page.getByRole('tabpanel').getByText('Your looks took 16 minutes, and there were 15'),
  ).toBeVisible();
  await clock(page).getByRole('button', { name: 'Begin the clock again' }).click();
  await clock(page).getByRole('button', { name: 'Really begin again?' }).click();
  await expect(clock(page)).toContainText('15 of 15 minutes left');
  await expect(page.getByRole('button', { name: 'This one caused it' })).toBeDisabled();
});
