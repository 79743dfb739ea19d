// What a graded query alone gives away: told beside the verdict, marked in the editor, and never part of the grade.

import { readFileSync } from 'node:fs';

import { axe, canned, editor, exercise, expect, type Page, test, verdict, write } from './app';

const worth = (page: Page) => page.getByRole('region', { name: 'Worth a look in your query' });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const said = (page: Page) => page.locator('#app > [role=status]');
const line = (page: Page) => page.locator('.cm-activeLine');
const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

/** The real judge needs its while on a busy machine. */
async function grade(page: Page, text: string): Promise<void> {
  await write(page, text);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(verdict(page)).toBeVisible({ timeout: 90_000 });
}

const equalsNull = `SELECT date(placed_at, 'start of month') AS month,
       SUM(amount_cents) AS revenue_cents
FROM orders
WHERE status = NULL
GROUP BY 1
ORDER BY 1;
`;

const unusedTable = `WITH nobody AS (SELECT 1 AS one)
SELECT date(placed_at, 'start of month') AS month,
       SUM(amount_cents) AS revenue_cents
FROM orders
WHERE status = 'paid'
GROUP BY 1
ORDER BY 1;
`;

const fanOut = readFileSync(
  new URL(
    '../../lessons/foundations/10-four-business-questions/mistakes/valuable-fan-out/valuable.sql',
    import.meta.url,
  ),
  'utf8',
);

test('a comparison with NULL is told, found by keyboard, and gone once it is repaired', async ({
  page,
  open,
}) => {
  await open(exercise);
  await grade(page, equalsNull);
  await expect(verdict(page)).toContainText('Not yet.');
  await expect(worth(page).getByRole('listitem')).toHaveCount(1);
  await expect(worth(page)).toContainText('status = NULL is never true');
  await expect(worth(page)).toContainText('use IS NULL or IS NOT NULL');
  await expect(worth(page)).toContainText('Neither changes the grade');
  await expect(said(page)).toContainText('1 thing worth a look in your query.');
  await expect(page.locator('.cm-lintRange-warning')).toHaveText('status = NULL');
  expect(await axe(page)).toEqual([]);

  await button(page, 'Line 4').focus();
  await page.keyboard.press('Enter');
  await expect(editor(page)).toBeFocused();
  await expect(line(page)).toHaveText('WHERE status = NULL');

  await write(page, equalsNull.replace('= NULL', "= 'paid'"));
  await expect(page.locator('.cm-lintRange-warning')).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(verdict(page)).toContainText('Passed.', { timeout: 90_000 });
  await expect(worth(page)).toHaveCount(0);
  await expect(said(page)).not.toContainText('worth a look');
});

test('a query that passes is told its warnings, and keeps its points', async ({ page, open }) => {
  await open(exercise);
  await grade(page, unusedTable);
  await expect(verdict(page)).toContainText('Passed.');
  await expect(worth(page)).toContainText('nobody is defined in WITH, and nothing reads it.');
  const points = (await verdict(page).getByTitle('Points').innerText()).split(' / ');
  expect(points[0]).toBe(points[1]);
  await expect(said(page)).toContainText('1 thing worth a look in your query.');
});

test('sums over rows that a join repeats are named beside the smallest input', async ({
  page,
  open,
}) => {
  await open('#/lesson/four-business-questions/valuable');
  await grade(page, fanOut);
  await expect(page.getByRole('region', { name: /^Smallest input/ })).toBeVisible();
  await expect(worth(page)).toContainText('Aggregate each table in a subquery of its own');
  expect(await axe(page)).toEqual([]);
});

test.describe('of the canned lessons', () => {
  test.use({ dist: canned });

  const many = `SELECT count(status)
FROM orders
WHERE amount_cents = NULL
   OR status = NULL
   OR placed_at = NULL
   OR order_id = NULL
   OR order_id NOT IN (SELECT amount_cents FROM orders)
   OR status = NULL;
`;

  test('five are told, warnings first; all are marked', async ({ page, open }) => {
    await open(exercise);
    await grade(page, many);
    await expect(worth(page).getByRole('listitem')).toHaveCount(5);
    await expect(worth(page).getByRole('listitem').first()).toContainText('warning');
    await expect(worth(page)).toContainText('And 2 more, underlined in the editor.');
    await expect(said(page)).toContainText('7 things worth a look in your query.');
    await expect(page.locator('.cm-lintRange-warning')).toHaveCount(6);
    await expect(page.locator('.cm-lintRange-info')).toHaveCount(1);
    // What to do is said once for all that have it in common.
    await expect(worth(page).getByText('use IS NULL or IS NOT NULL')).toHaveCount(1);

    await editor(page).press('ControlOrMeta+Home');
    for (const number of [1, 3, 4]) {
      await page.keyboard.press('F8');
      await expect(page.locator('.cm-activeLineGutter')).toHaveText(`${number}`);
    }
  });

  test('it stands between the first failure and the other checks', async ({ page, open }) => {
    await open(exercise);
    await grade(page, 'SELECT status = NULL');
    const headings = page.getByRole('tabpanel', { name: 'Feedback' }).getByRole('heading');
    const titles = await headings.allInnerTexts();
    const at = (words: string) => titles.findIndex((title) => title.includes(words));
    expect(at('Every month')).toBeGreaterThan(-1);
    expect(at('Worth a look')).toBeGreaterThan(at('Every month'));
    expect(at('The other checks')).toBeGreaterThan(at('Worth a look'));
  });

  test('a line is found where it stands by now', async ({ page, open }) => {
    await open(exercise);
    await grade(page, many);
    await editor(page).click();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.insertText('-- first\n-- second\n');
    await button(page, 'Line 7').click();
    await expect(line(page)).toContainText('NOT IN');
    await page.keyboard.insertText('x');
    await expect(page.locator('.cm-lintRange-warning')).toHaveCount(5);
  });

  test('marks go with the next run; the words stay with the verdict', async ({ page, open }) => {
    await open(exercise);
    await grade(page, many);
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.locator('.cm-lintRange-warning')).toHaveCount(0);
    await page.getByRole('tab', { name: 'Feedback' }).click();
    await button(page, 'Line 7').click();
    await expect(line(page)).toContainText('NOT IN');
  });

  test('marks are back after a walk to another step, but not over another text', async ({
    page,
    open,
  }) => {
    await open(exercise);
    await grade(page, 'SELECT status = NULL');
    const steps = page.getByRole('navigation', { name: 'Steps of this lesson' }).getByRole('link');
    await steps.first().click();
    await expect(editor(page)).toHaveCount(0);
    await steps.last().click();
    await expect(page.locator('.cm-lintRange-warning')).toHaveCount(1);

    await page.keyboard.press('F6');
    await editor(page).click();
    await page.keyboard.press('ControlOrMeta+Home');
    await page.keyboard.insertText('-- longer\n');
    await steps.first().click();
    await expect(editor(page)).toHaveCount(0);
    await steps.last().click();
    await expect(editor(page)).toContainText('longer');
    await expect(page.locator('.cm-lintRange-warning')).toHaveCount(0);
  });

  test('lint that fails says nothing, and the next grade works', async ({ page, open }) => {
    await open(exercise);
    for (const text of ['no lint = NULL', 'fatal lint = NULL']) {
      await grade(page, text);
      await expect(verdict(page)).toContainText('Not yet.');
      await expect(said(page)).toContainText('Not yet.');
      await expect(worth(page)).toHaveCount(0);
      await expect(page.getByRole('alert')).toHaveCount(0);
    }
    await grade(page, 'SELECT status = NULL');
    await expect(worth(page)).toBeVisible();
  });

  for (const colorScheme of ['light', 'dark'] as const) {
    test.describe(colorScheme, () => {
      test.use({ colorScheme });
      test('axe finds nothing', async ({ page, open }) => {
        await open(exercise);
        await grade(page, many);
        await expect(worth(page)).toBeVisible();
        expect(await axe(page)).toEqual([]);
        // The editor's own list of its marks.
        await page.keyboard.press('ControlOrMeta+Shift+M');
        await expect(page.locator('.cm-panel-lint').getByRole('option')).toHaveCount(7);
        expect(await axe(page)).toEqual([]);
      });
    });
  }

  test.describe('narrow', () => {
    test.use({ viewport: { width: 320, height: 640 } });

    test('nothing scrolls sideways, and a line comes into view', async ({ page, open }) => {
      await open(exercise);
      await button(page, /^Do$/).click();
      await grade(page, many);
      await expect(worth(page)).toBeVisible();
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(await axe(page)).toEqual([]);
      await button(page, 'Line 7').click();
      await expect(line(page)).toContainText('NOT IN');
      await expect(line(page)).toBeInViewport();
    });
  });
});
