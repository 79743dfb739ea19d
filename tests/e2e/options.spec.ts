// Options that can be run: the night to watch, a question whose options are run, and switches. On the
// canned lessons of web/tests, which know what each of them comes to.

import { axe, canned, expect, type Page, test, verdict } from './app';

test.use({ dist: canned });

const lesson = '#/lesson/what-would-have-helped';
const stage = `${lesson}/the-bridge`;
const question = `${lesson}/which-would-have-helped`;
const silence = `${lesson}/break-the-silence`;

const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const clock = (page: Page) => page.locator('.clock b');
const bridge = (page: Page) => button(page, /^Arrow shop\.orders → load_orders/);
const runs = (page: Page, name: RegExp) => page.getByRole('region', { name }).locator('> ol > li');
const tried = (page: Page) => runs(page, /^Tried so far/);
const answer = (page: Page) => page.getByRole('region', { name: 'My answer' });

async function seeNight(page: Page): Promise<void> {
  await expect(page.getByRole('group', { name: 'Board' })).toBeVisible();
}

async function choose(page: Page, option: RegExp): Promise<void> {
  await page.getByRole('radio', { name: option }).check();
  await button(page, 'Check').click();
  await expect(verdict(page)).toBeVisible();
}

const stop = /^Stop at schema changes/;
const filter = /^No row filter/;
const notNull = /^A column that may not be NULL/;

/** Turns on exactly these switches and runs the night. */
async function tryOn(page: Page, ...switches: readonly RegExp[]): Promise<void> {
  for (const name of [stop, filter, notNull]) {
    await page.getByRole('checkbox', { name }).setChecked(switches.includes(name));
  }
  await button(page, /^Run the night with/).click();
}

test.describe('the stage', () => {
  test('stands beside the night, where nothing can be done', async ({ page, open }) => {
    await open(stage);
    await seeNight(page);
    await expect(page.getByText('Looking only')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Command' })).toHaveCount(0);
    await expect(button(page, 'Acknowledge')).toBeHidden();
    await expect(page.getByRole('tab', { name: 'Feedback' })).toHaveCount(0);
    // The key that acknowledges does nothing, either.
    await page.keyboard.press('a');
    await expect(page.getByRole('heading', { name: 'Pager' })).toContainText('1 open');
    await page.getByRole('tab', { name: 'Files' }).click();
    await expect(button(page, /^Install/)).toBeHidden();
    const editor = page.getByRole('textbox', { name: /^pipeline\.jsonc/ });
    await editor.click();
    await page.keyboard.type('zebra');
    await expect(editor).toContainText('load_orders');
    await expect(editor).not.toContainText('zebra');
  });

  test('lets time pass and tables be asked, and the learner’s own night stays', async ({
    page,
    open,
  }) => {
    await open(stage);
    await seeNight(page);
    await button(page, '+1 hour').click();
    await expect(clock(page)).toHaveText('11 Mar 03:00');
    await page.getByRole('tab', { name: 'Tables' }).click();
    await expect(page.locator('.tables .cm-content')).toContainText('FROM raw.orders');
    await button(page, /^Run/).click();
    await expect(page.locator('.facts')).toContainText('of the warehouse');
    await page.reload();
    await seeNight(page);
    await expect(clock(page)).toHaveText('11 Mar 03:00');
  });

  test('tells of an arrow who owns it, what was promised, and how it is', async ({
    page,
    open,
  }) => {
    await open(stage);
    await seeNight(page);
    await expect(page.getByText('Dashed: shop.orders → load_orders.')).toBeVisible();
    await bridge(page).focus();
    await page.keyboard.press('Enter');
    const details = page.getByRole('region', { name: 'Selected: arrow shop.orders → load_orders' });
    await expect(details).toContainText('data engineering: you');
    await expect(details).toContainText('nobody promised anything');
    await expect(details).toContainText('The schema it was built for is gone');
    await expect(bridge(page)).toHaveAttribute('aria-pressed', 'true');
    expect(await axe(page)).toEqual([]);
  });

  test('the arrow is whole before the column was renamed', async ({ page, open }) => {
    await open(stage);
    await seeNight(page);
    const broken = page.locator('.arrow.broken');
    await expect(broken).toHaveCount(1);
    await page.getByRole('slider', { name: 'Moment that is viewed' }).focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('PageDown');
    await expect(clock(page)).toHaveText('10 Mar 21:00');
    await expect(broken).toHaveCount(0);
    await expect(page.getByText('Dashed:')).toHaveCount(0);
  });

  test('where finding it is the task, the board does not tell', async ({ page, open }) => {
    await open('#/lesson/the-2-am-rename/diagnose');
    await seeNight(page);
    await expect(bridge(page)).toBeVisible();
    await expect(page.locator('.arrow.broken')).toHaveCount(0);
  });

  test('asks a question beside the night, and goes on', async ({ page, open }) => {
    await open(`${lesson}/who-owns-it`);
    await seeNight(page);
    await choose(page, /shop/);
    await expect(verdict(page)).toContainText('Not yet.');
    await button(page, 'Try again').click();
    await choose(page, /bridge/);
    await expect(verdict(page)).toContainText('Right.');
    expect(await axe(page)).toEqual([]);
    await verdict(page).getByRole('link', { name: /^Next/ }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('What would have stopped it?');
  });
});

test.describe('options that are run', () => {
  test('a wrong choice shows its own run, and says what it changes', async ({ page, open }) => {
    await open(question);
    await choose(page, /freshness monitor/);
    await expect(verdict(page)).toContainText('Not yet.');
    const shown = runs(page, /^The night with this option/);
    await expect(shown).toHaveCount(1);
    await expect(shown).toContainText('detects, too late');
    await expect(shown).toContainText('replaces /monitors/0/error_after');
    await expect(shown).toContainText('raw.orders is 25 h old');
  });

  test('the right one shows all of them, one below the other', async ({ page, open }) => {
    await open(question);
    await choose(page, /producer’s CI/);
    const shown = runs(page, /^The night with each option/);
    await expect(shown).toHaveCount(5);
    for (const [i, word] of [
      'changes nothing',
      'prevents',
      'detects, too late',
      'helps the repair',
      'blind',
    ].entries()) {
      await expect(shown.nth(i)).toContainText(word);
    }
    await expect(shown.nth(1)).toContainText('you chose it');
    // One axis: the same moments stand in the same places.
    const ticks = await shown.locator('.axis').allInnerTexts();
    expect(new Set(ticks).size).toBe(1);
    await shown.first().getByText('What stood on the tile, as a table').click();
    const table = shown.first().getByRole('table', { name: 'Shown against truth' });
    await expect(table).toContainText('wrong, and nobody said so');
    expect(await axe(page)).toEqual([]);
    await page.reload();
    await expect(runs(page, /^The night with each option/)).toHaveCount(5);
  });
});

test.describe('switches', () => {
  test('what is tried is kept, and the same set is not run twice', async ({ page, open }) => {
    await open(silence);
    await expect(button(page, 'Check')).toBeDisabled();
    await tryOn(page);
    await expect(tried(page)).toHaveCount(1);
    await expect(tried(page).first()).toContainText('the night as it is');
    await tryOn(page, stop);
    await expect(tried(page)).toHaveCount(2);
    await expect(tried(page).first()).toContainText('Loud: the pipeline said something.');
    await tryOn(page);
    await expect(page.getByText('Already tried: silent.')).toBeVisible();
    await expect(tried(page)).toHaveCount(2);
    await page.reload();
    await expect(tried(page)).toHaveCount(2);
  });

  test('sets are judged one by one, until every smallest one is there', async ({ page, open }) => {
    await open(silence);
    await tryOn(page, filter);
    await tried(page).first().getByRole('button', { name: 'Put into my answer' }).click();
    await tryOn(page, filter, stop);
    await tried(page).first().getByRole('button', { name: 'Put into my answer' }).click();
    await button(page, 'Check').click();
    await expect(verdict(page)).toContainText('Not yet.');
    await expect(page.getByText('0 of 2 smallest sets found, 2 to go.')).toBeVisible();
    await expect(page.getByText('Silent: with these the night says nothing.')).toBeVisible();
    await expect(page.getByText('This is enough: Stop at schema changes.')).toBeVisible();
    expect(await axe(page)).toEqual([]);

    for (const set of [0, 0])
      await answer(page).getByRole('button', { name: 'Take out' }).nth(set).click();
    await expect(page.getByText('it has changed since')).toBeVisible();
    await tryOn(page, stop);
    await tried(page).first().getByRole('button', { name: 'Put into my answer' }).click();
    await tryOn(page, filter, notNull);
    await tried(page).first().getByRole('button', { name: 'Put into my answer' }).click();
    await button(page, 'Check').click();
    await expect(verdict(page)).toContainText('Passed.');
    await expect(answer(page)).toContainText('passed');
    expect(await axe(page)).toEqual([]);
  });

  test('Reset can be undone, and an attempt be brought back', async ({ page, open }) => {
    await open(silence);
    await tryOn(page, stop);
    await tried(page).first().getByRole('button', { name: 'Put into my answer' }).click();
    await button(page, 'Check').click();
    await expect(verdict(page)).toContainText('Not yet.');
    await button(page, 'Reset').click();
    await expect(answer(page)).toContainText('No set yet.');
    await button(page, 'Undo reset').click();
    await expect(answer(page)).toContainText('Stop at schema changes');
    await answer(page).getByRole('button', { name: 'Take out' }).click();
    await button(page, /^Attempts \(1\)/).click();
    await button(page, 'Restore attempt 1').click();
    await expect(answer(page)).toContainText('Stop at schema changes');
  });

  test('what cannot be run is told, and nothing is lost', async ({ page, open }) => {
    await open(silence);
    await tryOn(page, stop);
    await expect(tried(page)).toHaveCount(1);
    await tryOn(page, stop, filter, notNull);
    const error = page.getByRole('heading', { name: 'The night could not be run with these' });
    await expect(error).toBeVisible();
    expect(await axe(page)).toEqual([]);
    await tryOn(page, filter);
    await expect(tried(page)).toHaveCount(2);
    await expect(error).toHaveCount(0);
  });

  test('by keyboard alone', async ({ page, open }) => {
    await open(silence);
    await page.getByRole('checkbox', { name: stop }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await expect(tried(page)).toHaveCount(1);
    await tried(page).first().getByRole('button', { name: 'Put into my answer' }).focus();
    await page.keyboard.press('Enter');
    await expect(answer(page)).toContainText('Stop at schema changes');
  });
});

test.describe('dark', () => {
  test.use({ colorScheme: 'dark' });

  test('runs can be told apart', async ({ page, open }) => {
    await open(question);
    await choose(page, /producer’s CI/);
    await expect(runs(page, /^The night with each option/)).toHaveCount(5);
    expect(await axe(page)).toEqual([]);
  });
});

test.describe('narrow', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  const sideways = (page: Page) =>
    page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);

  test('nothing scrolls sideways', async ({ page, open }) => {
    await open(question);
    await choose(page, /producer’s CI/);
    await expect(runs(page, /^The night with each option/)).toHaveCount(5);
    expect(await sideways(page)).toBe(false);
    await open(silence);
    await tryOn(page, filter);
    await expect(tried(page)).toHaveCount(1);
    expect(await sideways(page)).toBe(false);
    await open(stage);
    expect(await sideways(page)).toBe(false);
    await button(page, 'Look').click();
    await seeNight(page);
    expect(await sideways(page)).toBe(false);
  });
});

test.describe('forced colours', () => {
  test.use({ forcedColors: 'active' });

  test('the broken arrow is dashed, and bars keep their patterns', async ({ page, open }) => {
    await open(stage);
    await seeNight(page);
    const dashes = await page
      .locator('.arrow.broken')
      .evaluate((arrow) => getComputedStyle(arrow).strokeDasharray);
    expect(dashes).not.toBe('none');
    await open(question);
    await choose(page, /Five retries/);
    const wrong = page.locator('.bar.silent_wrong').first();
    await expect(wrong).toBeAttached();
    expect(await wrong.evaluate((bar) => getComputedStyle(bar).backgroundImage)).toContain(
      'gradient',
    );
  });
});
