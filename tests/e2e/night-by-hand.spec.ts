// What hands and eyes meet on the incident screen: nothing moves away under a press, every glyph of the
// timeline is reached by keyboard, and a night can be taken along.

import { readFileSync } from 'node:fs';

import { axe, expect, type Page, test } from './app';

const contain = '#/lesson/the-2-am-rename/contain';

const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' });
const lane = (page: Page, name: string) => timeline(page).getByRole('group', { name, exact: true });
const clock = (page: Page) => page.locator('.clock b');

async function ready(page: Page): Promise<void> {
  await expect(lane(page, 'Releases').getByRole('button').first()).toBeVisible({ timeout: 30_000 });
}

test('Run stays where it is while tables and editor come, and when the database changes', async ({
  page,
  open,
}) => {
  await open(contain);
  await ready(page);
  await page.getByRole('tab', { name: 'Tables' }).click();
  const run = page.getByRole('button', { name: /^Run/ });
  const before = await run.boundingBox();
  await expect(run).toBeEnabled();
  await expect(page.locator('.tables .cm-content')).toBeVisible();
  expect(await run.boundingBox()).toEqual(before);
  for (const name of ['The shop’s database', 'The warehouse']) {
    await page.getByRole('button', { name }).click();
    await expect(page.locator('.tables .cm-content')).toBeVisible();
    expect(await run.boundingBox()).toEqual(before);
  }
});

test('the keyboard goes from glyph to glyph, and Enter jumps there', async ({ page, open }) => {
  await open(contain);
  await ready(page);
  await timeline(page).getByRole('slider').focus();
  await page.keyboard.press('Shift+Tab');
  const release = lane(page, 'Releases').getByRole('button');
  await expect(release).toBeFocused();
  await expect(release).toHaveAccessibleName(/Released: Call amounts minor units/);
  await page.keyboard.press('ArrowDown');
  const runs = lane(page, 'Runs').getByRole('button');
  await expect(runs.last()).toBeFocused();
  await page.keyboard.press('Home');
  await expect(runs.first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(runs.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(clock(page)).toHaveText('10 Mar 00:00');
  await expect(runs.first()).toBeFocused();
  // One stop of Tab for all of them.
  await page.keyboard.press('Tab');
  await expect(timeline(page).getByRole('slider')).toBeFocused();
});

test('Space on a glyph jumps and does not play; zooming keeps the focus', async ({
  page,
  open,
}) => {
  await open(contain);
  await ready(page);
  await lane(page, 'Releases').getByRole('button').focus();
  await page.keyboard.press('Space');
  await expect(clock(page)).toHaveText('10 Mar 22:00');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  for (const key of ['-', '-', '-', '+', '+', '+']) await page.keyboard.press(key);
  await expect(lane(page, 'Releases').getByRole('button').last()).toBeFocused();
});

test('a night is taken along as an archive', async ({ page, open }) => {
  await open(contain);
  await ready(page);
  await page.getByRole('button', { name: 'Export' }).click();
  const dialog = page.getByRole('dialog', { name: 'Take it along' });
  await expect(dialog.getByText('airflow/dags/orders_daily.py')).toBeVisible();
  expect(await axe(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await dialog.getByRole('button', { name: /^Download/ }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('the-2-am-rename.zip');
  const bytes = readFileSync(await file.path());
  expect(bytes.subarray(0, 4).toString('latin1')).toBe('PK\u0003\u0004');
  expect(bytes.includes('dbt/models/fct_revenue_daily.sql')).toBe(true);
});

test.describe('narrow', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('what is found is handed in where it was found, and the verdict comes into sight', async ({
    page,
    open,
  }) => {
    await open('#/lesson/the-2-am-rename/diagnose');
    await page.getByRole('button', { name: 'Do', exact: true }).click();
    await ready(page);
    const point = page.getByRole('button', { name: 'This caused it' });
    await expect(point).toBeDisabled();
    await lane(page, 'Releases').getByRole('button').click();
    await expect(point).toBeInViewport();
    await point.click();
    await expect(page.getByRole('region', { name: 'Verdict' })).toBeInViewport();
    await expect(page.getByRole('tab', { name: 'Feedback' })).toBeInViewport({ ratio: 1 });
    expect(await axe(page)).toEqual([]);
  });

  test('the lanes have names, and the page does not scroll sideways', async ({ page, open }) => {
    await open(contain);
    await page.getByRole('button', { name: 'Do', exact: true }).click();
    await ready(page);
    await expect(timeline(page).getByText('Your moves', { exact: true })).toBeInViewport();
    await lane(page, 'Releases').getByRole('button').click();
    await expect(page.getByRole('button', { name: 'Go live' })).toBeInViewport();
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth),
    ).toBeLessThanOrEqual(0);
  });
});
