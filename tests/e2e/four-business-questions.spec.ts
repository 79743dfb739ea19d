// Answers that are judged on any data: refused on a handful of rows, asked there, repaired.

import { readFileSync } from 'node:fs';

import { axe, expect, type Page, test, verdict, write } from './app';

const folder = new URL('../../lessons/foundations/10-four-business-questions/', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');
const step = (name: string) => `#/lesson/four-business-questions/${name}`;

const smallest = (page: Page) => page.getByRole('region', { name: /^Smallest input/ });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const results = (page: Page) => page.getByRole('tabpanel', { name: 'Results' });

async function grade(page: Page, path: string): Promise<void> {
  await write(page, read(path));
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(verdict(page)).toBeVisible({ timeout: 90_000 });
}

test('a join that multiplies is refused on a few rows, seen on them, repaired and passes', async ({
  page,
  open,
}) => {
  await open(step('valuable'));
  await grade(page, 'mistakes/valuable-fan-out/valuable.sql');
  await expect(verdict(page)).toContainText('Not yet.');
  await expect(smallest(page).getByRole('table', { name: 'refunds' })).toBeVisible();
  const compared = smallest(page).getByRole('table', { name: 'Expected and yours' });
  await expect(compared).toContainText(/≠\schanged/);
  expect(await axe(page)).toEqual([]);

  const yours = await compared.locator('u').last().innerText();
  await button(page, 'Load this input').click();
  await expect(results(page)).toContainText('from the smallest input');
  const value = results(page).getByRole('row').last().getByRole('cell').last();
  await expect(value).toHaveText(yours);
  await write(page, read('solution/valuable.sql'));
  await button(page, /^Run/).click();
  await expect(value).not.toHaveText(yours);
  await button(page, /^Back to/).click();
  await button(page, /^Grade/).click();
  await expect(verdict(page)).toContainText('Passed.', { timeout: 90_000 });
});

test('a tie that is left open is refused in its order, row by row', async ({ page, open }) => {
  await open(step('trending'));
  await grade(page, 'mistakes/trending-tie-left-open/trending.sql');
  await expect(smallest(page)).toContainText('The rows are the same, their order is not');
  await expect(smallest(page).getByRole('rowheader', { name: 'row 1' })).toBeVisible();
});

test.describe('narrow', () => {
  test.use({ viewport: { width: 360, height: 740 }, colorScheme: 'dark' });

  test('five tables of input do not make the page wider', async ({ page, open }) => {
    await open(step('valuable'));
    await button(page, /^Do$/).click();
    await grade(page, 'mistakes/valuable-fan-out/valuable.sql');
    await expect(smallest(page)).toBeVisible();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
    expect(await axe(page)).toEqual([]);
  });
});
