// The incident screen: the night of the lesson "The 2 AM rename", looked at, acted in, shared.

import { readFileSync } from 'node:fs';

import { axe, expect, type Page, test, verdict } from './app';

const startFile = new URL(
  '../../lessons/foundations/03-the-2-am-rename/start/pipeline.jsonc',
  import.meta.url,
);
const lesson = '#/lesson/the-2-am-rename';
const contain = `${lesson}/contain`;
const diagnose = `${lesson}/diagnose`;

const clock = (page: Page) => page.locator('.clock b');
const slider = (page: Page) => page.getByRole('slider', { name: 'Moment that is viewed' });
const tile = (page: Page) => page.getByRole('region', { name: 'Tile', exact: true });
const line = (page: Page) => page.getByRole('combobox', { name: 'Command' });
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const tab = (page: Page, name: string | RegExp) => page.getByRole('tab', { name }).click();

/** The night is played up to where the learner takes over. */
async function ready(page: Page): Promise<void> {
  await expect(page.getByRole('group', { name: 'Board' })).toBeVisible({ timeout: 20_000 });
  await expect(tile(page)).toContainText('$0.00');
}

async function command(page: Page, text: string): Promise<void> {
  await line(page).fill(text);
  await page.keyboard.press('Enter');
  await expect(line(page)).toHaveValue('');
}

const moves = (page: Page) => page.locator('section:has(> form) .lines li');

async function flag(page: Page): Promise<void> {
  await command(page, 'tile flag cfo_revenue_yesterday --stale "We are on it."');
  await expect(tile(page)).toContainText('We are on it.');
}

const screens: readonly { name: string; act: (page: Page) => Promise<void> }[] = [
  { name: 'graph', act: async (page) => page.locator('.node', { hasText: 'load_orders' }).click() },
  { name: 'gantt', act: (page) => tab(page, 'Gantt') },
  { name: 'tables', act: askShop },
  { name: 'log', act: selectLine },
  { name: 'files', act: (page) => tab(page, 'Files') },
  { name: 'feedback', act: (page) => tab(page, 'Feedback') },
  { name: 'a refusal', act: refused },
  { name: 'a link', act: async (page) => page.getByRole('button', { name: 'Link' }).click() },
];

async function askShop(page: Page): Promise<void> {
  await tab(page, 'Tables');
  await page.getByRole('button', { name: /shop’s database/ }).click();
  // The button stays where it is once the editor stands.
  await expect(page.locator('.tables .cm-content')).toContainText('FROM orders');
  await page.getByRole('button', { name: /^Run/ }).click();
  await expect(page.locator('.facts')).toContainText('of the shop');
}

async function selectLine(page: Page): Promise<void> {
  await tab(page, 'Log');
  const log = page.getByRole('listbox', { name: 'Log' });
  await log.focus();
  await page.keyboard.press('ArrowUp');
  await expect(page.getByRole('region', { name: /^Event \d+/ })).toBeVisible();
}

async function refused(page: Page): Promise<void> {
  await command(page, 'restart everything');
  await expect(moves(page).first()).toContainText('Refused');
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe, ${colorScheme}`, () => {
    test.use({ colorScheme, viewport: { width: 1366, height: 820 } });
    for (const { name, act } of screens) {
      test(`incident, ${name}`, async ({ page, open }) => {
        await open(contain);
        await ready(page);
        await act(page);
        expect(await axe(page)).toEqual([]);
      });
    }
  });
}

test('the night opens where the learner takes over, and time stands still', async ({
  page,
  open,
}) => {
  await open(contain);
  await ready(page);
  await expect(clock(page)).toHaveText('11 Mar 02:00');
  await expect(page.getByRole('heading', { name: 'Pager' })).toContainText('1 open');
  await button(page, '+1 hour').click();
  await expect(clock(page)).toHaveText('11 Mar 03:00');
  await page.getByRole('button', { name: 'until the next run' }).click();
  await expect(clock(page)).toContainText('12 Mar 00:0');
});

test('the keyboard alone goes through the night, and every panel goes along', async ({
  page,
  open,
}) => {
  await open(contain);
  await ready(page);
  await slider(page).focus();
  await page.keyboard.press('PageDown');
  await expect(clock(page)).toHaveText('11 Mar 01:00');
  await expect(slider(page)).toHaveAttribute('aria-valuetext', /11 Mar 01:00, .* 0 open pages/);
  await page.keyboard.press('ArrowLeft');
  await expect(clock(page)).toHaveText('11 Mar 00:59');
  await expect(page.getByRole('heading', { name: 'Pager' })).toContainText('all quiet');
  for (let i = 0; i < 3; i++) await page.keyboard.press('PageDown');
  await expect(tile(page)).not.toContainText('$0.00');
  await page.keyboard.press("'");
  await expect(clock(page)).toContainText('10 Mar 22:00');
  await page.keyboard.press('.');
  await page.keyboard.press(',');
  await expect(clock(page)).toContainText('10 Mar 22:00');
  await expect(page.getByText(/viewing the past; live is/)).toBeVisible();
  await page.keyboard.press('End');
  await expect(clock(page)).toHaveText('11 Mar 02:00');
});

test('rows move over the bridge while a task runs, and only then', async ({ page, open }) => {
  await open(contain);
  await ready(page);
  await tab(page, 'Log');
  await page.getByRole('searchbox', { name: 'Filter' }).fill('task:load_orders kind:sync.read');
  const log = page.getByRole('listbox', { name: 'Log' });
  await log.focus();
  await page.keyboard.press('End');
  await tab(page, 'Graph');
  await expect(page.locator('.arrow.moving')).not.toHaveCount(0);
  await button(page, 'Go live').click();
  await expect(page.locator('.arrow.moving')).toHaveCount(0);
});

test('a command is answered, a wrong one is refused and changes nothing', async ({
  page,
  open,
}) => {
  await open(contain);
  await ready(page);
  await page.getByRole('button', { name: 'Flag the tile' }).click();
  await expect(line(page)).toHaveValue(/^tile flag cfo_revenue_yesterday --stale/);
  await page.keyboard.press('Enter');
  await expect(tile(page)).toContainText('Do not trust this number');
  await refused(page);
  await expect(moves(page)).toHaveCount(2);
  await expect(page.getByText(/^saved /)).toBeVisible();
  await page.reload();
  await ready(page);
  await expect(tile(page)).toContainText('Do not trust this number');
  await expect(moves(page)).toHaveCount(2);
  await line(page).focus();
  await page.keyboard.press('ArrowUp');
  await expect(line(page)).toHaveValue('restart everything');
});

test('commands complete by keyboard', async ({ page, open }) => {
  await open(contain);
  await ready(page);
  await line(page).click();
  await page.keyboard.type('backf');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(line(page)).toHaveValue('backfill create ');
  await page.keyboard.type('--dag-id ');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(line(page)).toHaveValue('backfill create --dag-id orders_daily ');
});

test('files with an error are not installed, and it is said where', async ({ page, open }) => {
  await open(contain);
  await ready(page);
  await tab(page, 'Files');
  const editor = page.getByRole('textbox', { name: /^pipeline\.jsonc/ });
  const text = readFileSync(startFile, 'utf8');
  await editor.click();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(text.replace('"type": "sync"', '"type": "sync", "retrys": 3'));
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems).toContainText('retrys');
  await expect(page.locator('.cm-lintRange-error')).not.toHaveCount(0);
  expect(await axe(page)).toEqual([]);
  await page.getByRole('button', { name: /^Install 1 changed file/ }).click();
  await expect(moves(page).first()).toContainText('Refused');
  await expect(page.getByRole('tab', { name: 'Files (1 changed)' })).toBeVisible();
  await page.getByRole('button', { name: 'Reset pipeline.jsonc' }).click();
  await expect(problems).not.toContainText('retrys');
  await expect(page.getByRole('tab', { name: 'Files', exact: true })).toBeVisible();
});

test('a move in the past branches, and the runs can be compared', async ({ page, open }) => {
  await open(contain);
  await ready(page);
  await button(page, '+1 hour').click();
  await expect(clock(page)).toHaveText('11 Mar 03:00');
  await slider(page).focus();
  for (let i = 0; i < 30; i++) await page.keyboard.press('ArrowLeft');
  await expect(clock(page)).toHaveText('11 Mar 02:30');
  await line(page).fill('order place --amount 1000');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Branch a new run from 11 Mar 02:30?' });
  await expect(dialog).toBeVisible();
  expect(await axe(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Branch a new run' }).click();
  await expect(page.getByRole('combobox', { name: 'Run', exact: true })).toHaveValue('B');
  await expect(moves(page)).toContainText('order place --amount 1000');
  await tab(page, 'Compare');
  await expect(page.getByRole('group', { name: 'Run A over time' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'At 11 Mar 02:30' })).toContainText('order place');
  expect(await axe(page)).toEqual([]);
});

test('a link opens the same night at the same moment for somebody else', async ({
  page,
  open,
  browser,
}) => {
  await open(contain);
  await ready(page);
  await flag(page);
  await slider(page).focus();
  await page.keyboard.press('PageDown');
  await page.getByRole('button', { name: 'Link' }).click();
  const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  const other = await (await browser.newContext()).newPage();
  await other.goto(link);
  await expect(other.getByRole('combobox', { name: 'Run', exact: true })).toHaveValue('B');
  await expect(clock(other)).toHaveText('11 Mar 01:00');
  await other.getByRole('button', { name: 'Go live' }).click();
  await expect(tile(other)).toContainText('We are on it.');
  expect(other.url()).not.toContain('night=');
  await other.context().close();
});

test('an event that did not cause it is not taken for the cause', async ({ page, open }) => {
  await open(diagnose);
  await ready(page);
  await expect(button(page, 'This one caused it')).toBeDisabled();
  await selectLine(page);
  await button(page, 'This one caused it').click();
  await expect(verdict(page)).toContainText('Not yet.');
  expect(await axe(page)).toEqual([]);
});

test.describe('forced colours', () => {
  test.use({ forcedColors: 'active' });

  test('the incident screen can be told apart', async ({ page, open }) => {
    await open(contain);
    await ready(page);
    const stroke = await page
      .locator('.arrow')
      .first()
      .evaluate((arrow) => getComputedStyle(arrow).stroke);
    const text = await page.evaluate(() => getComputedStyle(document.body).color);
    expect(stroke).toBe(text);
    const found = await axe(page);
    expect(found.filter(({ rule }) => rule !== 'color-contrast')).toEqual([]);
  });
});

test.describe('narrow', () => {
  test.use({ viewport: { width: 320, height: 640 } });

  for (const name of ['Graph', 'Gantt', 'Tables', 'Log', 'Files']) {
    test(`the incident screen, ${name}, does not scroll sideways`, async ({ page, open }) => {
      await open(contain);
      await page.getByRole('button', { name: 'Do', exact: true }).click();
      await ready(page);
      await tab(page, name);
      const sideways = () =>
        page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(await sideways()).toBeLessThanOrEqual(0);
      expect(await axe(page)).toEqual([]);
    });
  }
});

test('where the system asks for less motion, the arrows stand still', async ({ page, open }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await open(contain);
  await ready(page);
  await slider(page).focus();
  for (let i = 0; i < 2; i++) await page.keyboard.press('PageDown');
  const animation = () =>
    page
      .locator('.arrow')
      .first()
      .evaluate((arrow) => {
        arrow.classList.add('moving');
        return getComputedStyle(arrow).animationName;
      });
  expect(await animation()).toBe('none');
});
