// For everybody: keyboard only, both themes without a finding of axe, narrow screens.

import {
  axe,
  editor,
  everyStatus,
  exercise,
  expect,
  type Page,
  quiz,
  test,
  verdict,
  write,
} from './app';

async function failingFeedback(page: Page): Promise<void> {
  await write(page, everyStatus);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(verdict(page)).toBeVisible();
}

async function longResult(page: Page): Promise<void> {
  await write(
    page,
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 300) SELECT i FROM n;',
  );
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('grid')).toBeVisible();
}

async function brokenQuery(page: Page): Promise<void> {
  await write(page, 'SELECT nothing_here FROM orders');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('heading', { name: 'The query could not run' })).toBeVisible();
}

async function wrongChoice(page: Page): Promise<void> {
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(verdict(page)).toBeVisible();
}

const press = (keys: string, dialog: string) => async (page: Page) => {
  await page.keyboard.press(keys);
  await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
};

const tab = (name: string) => async (page: Page) => {
  await page.getByRole('tab', { name }).click();
};

const screens: readonly {
  name: string;
  hash: string;
  act?: (page: Page) => Promise<void>;
}[] = [
  { name: 'catalogue', hash: '' },
  { name: 'catalogue, nothing found', hash: '#/?text=zebra' },
  { name: 'no such page', hash: '#/zebra' },
  { name: 'progress', hash: '#/progress' },
  { name: 'reading', hash: '#/lesson/paid-revenue-by-month/closing-the-books' },
  { name: 'exercise', hash: exercise },
  { name: 'exercise, failing', hash: exercise, act: failingFeedback },
  { name: 'exercise, long result', hash: exercise, act: longResult },
  { name: 'exercise, error', hash: exercise, act: brokenQuery },
  { name: 'exercise, tables', hash: exercise, act: tab('Tables') },
  { name: 'quiz', hash: quiz },
  { name: 'quiz, answered', hash: quiz, act: wrongChoice },
  { name: 'help', hash: '', act: press('?', 'Help') },
  { name: 'palette', hash: '', act: press('ControlOrMeta+K', 'Go to') },
];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`axe, ${colorScheme}`, () => {
    test.use({ colorScheme });
    for (const { name, hash, act } of screens) {
      test(name, async ({ page, open }) => {
        await open(hash);
        await act?.(page);
        expect(await axe(page)).toEqual([]);
      });
    }
  });
}

test('axe can find something', async ({ page, open }) => {
  await open('');
  await page.evaluate(() => document.body.append(document.createElement('button')));
  expect((await axe(page)).map(({ rule }) => rule)).toContain('button-name');
});

test('the keyboard alone leads from the catalogue to a verdict', async ({ page, open }) => {
  await open('');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to the content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await page.keyboard.press('ControlOrMeta+K');
  await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  await page.keyboard.type('paid revenue');
  await expect(page.getByRole('option', { selected: true })).toContainText('Paid revenue by month');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/paid-revenue-by-month\/revenue$/);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  await expect(editor(page)).toBeVisible();
  await page.keyboard.press('F6');
  await expect(editor(page)).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.insertText(everyStatus);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(verdict(page)).toContainText('Not yet.');
  await page.keyboard.press('Tab');
  await expect(editor(page)).not.toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press(']');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The quiet months');
});

test('single keys can be switched off', async ({ page, open }) => {
  await open('');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('checkbox', { name: /Shortcuts of a single key/ }).uncheck();
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the splitter moves by keyboard and is remembered', async ({ page, open }) => {
  await open(exercise);
  const splitter = page.getByRole('separator', { name: 'Width of the task' });
  const before = Number(await splitter.getAttribute('aria-valuenow'));
  await splitter.focus();
  await page.keyboard.press('ArrowRight');
  await expect(splitter).toHaveAttribute('aria-valuenow', `${before + 4}`);
  await page.reload();
  await expect(splitter).toHaveAttribute('aria-valuenow', `${before + 4}`);
});

test('the theme is kept over a reload', async ({ page, open }) => {
  await open('');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test.describe('narrow', () => {
  // What is left of an ordinary window at a zoom of 400 %.
  test.use({ viewport: { width: 320, height: 640 } });

  for (const { name, hash, act } of screens.filter((screen) => !screen.hash.includes('/revenue'))) {
    test(`${name} does not scroll sideways`, async ({ page, open }) => {
      await open(hash);
      await act?.(page);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
    });
  }

  test('the exercise is two screens, and neither scrolls sideways', async ({ page, open }) => {
    await open(exercise);
    await expect(editor(page)).toBeHidden();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.getByRole('button', { name: 'Do', exact: true }).click();
    await failingFeedback(page);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Read', exact: true }).click();
    await expect(editor(page)).toBeHidden();
  });
});

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
