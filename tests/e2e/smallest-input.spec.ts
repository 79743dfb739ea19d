// The smallest input on which an answer is wrong: seen, asked, explained and left again. The canned
// lessons have one of each sort; a word in the answer chooses it.

import { axe, canned, editor, exercise, expect, type Page, test, verdict, write } from './app';

test.use({ dist: canned });

const smallest = (page: Page) => page.getByRole('region', { name: /^Smallest input/ });
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const said = (page: Page) => page.locator('#app > [role=status]');

async function grade(page: Page, text: string): Promise<void> {
  await write(page, text);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(verdict(page)).toBeVisible();
  await expect(smallest(page)).toBeVisible();
}

test('what differs is told in words, and announced', async ({ page, open }) => {
  await open(exercise);
  await grade(page, 'a slip');
  await expect(smallest(page)).toContainText('Expected 3 rows, yours 3 rows.');
  const rows = smallest(page).getByRole('table', { name: 'Expected and yours' }).getByRole('row');
  await expect(rows).toHaveText([
    /month\s*revenue_cents/,
    /the same\s*2024-12-01\s*40/,
    /≠\schanged\s*2025-01-01\s*expected\s*500\s*yours\s*NULL/,
    /−\sexpected only\s*2025-02-01\s*0/,
    /\+\syours only\s*''\s*1299/,
  ]);
  await expect(smallest(page).getByRole('table', { name: 'orders' })).toContainText('cancelled');
  await expect(said(page)).toContainText('It is right on any data');
  await expect(said(page)).toContainText('(3 rows): 2 in orders, 1 in calendar.');
  await expect(editor(page)).toBeFocused();
});

test('it stands below the first failure, also where another check is the first', async ({
  page,
  open,
}) => {
  await open(exercise);
  await grade(page, 'SELECT 1');
  const feedback = page.getByRole('tabpanel', { name: 'Feedback' });
  await expect(feedback.getByRole('heading', { name: 'Every month’s revenue' })).toBeVisible();
  await expect(smallest(page)).toHaveCount(1);
  await feedback.getByText('It is right on any data').click();
  await expect(feedback.getByText('stands above')).toBeVisible();
});

test('Run asks it until one goes back', async ({ page, open }) => {
  await open(exercise);
  await grade(page, 'a slip');
  await button(page, 'Load this input').click();
  const results = page.getByRole('tabpanel', { name: 'Results' });
  await expect(results).toContainText('2 rows');
  await expect(results).toContainText('from the smallest input (3 rows)');
  await expect(results).toBeFocused();
  await expect(said(page)).toContainText('2 rows, from the smallest input.');
  const used = page.getByRole('region', { name: 'Data in use' });
  await expect(used).toContainText('Run asks the smallest input now: 3 rows in all.');

  await page.getByRole('tab', { name: 'Tables' }).click();
  const orders = page.getByRole('table', { name: 'Rows of orders now' });
  await expect(orders.getByRole('row')).toHaveCount(3);
  expect(await axe(page)).toEqual([]);
  await page.getByRole('tab', { name: 'Feedback' }).click();
  await expect(button(page, 'This input is loaded')).toBeDisabled();

  await button(page, 'Back to “November to April”').click();
  await expect(used).toHaveCount(0);
  await expect(button(page, /^Run/)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(results).toContainText('6 rows');
  await expect(results).toContainText('from “November to April”');
});

test('reasons and hints come when they are asked for, are counted, and survive a reload', async ({
  page,
  open,
}) => {
  await open(exercise);
  await grade(page, 'a slip');
  const reason = smallest(page).getByText('whose status is cancelled');
  await expect(reason).toBeHidden();
  await button(page, 'Why?').click();
  await expect(reason).toBeInViewport();
  await expect(button(page, 'Why?')).toHaveAttribute('aria-expanded', 'true');

  const hints = smallest(page).getByRole('list', { name: 'Hints for this answer' });
  await button(page, 'Hint (1 of 6)').click();
  await expect(hints.getByRole('listitem')).toHaveText([
    'What it may be about: A condition on rows',
  ]);
  await button(page, 'Hint (2 of 6)').click();
  await expect(hints.getByRole('listitem').last()).toHaveText('Where to look: WHERE');
  await page.reload();
  await expect(hints.getByRole('listitem')).toHaveCount(2);
  await grade(page, 'a slip again');
  await button(page, 'Attempts (2)').click();
  await expect(page.getByRole('dialog')).toContainText('2 hints');
});

test('an error, another order and an empty input are told', async ({ page, open }) => {
  await open(exercise);
  await grade(page, 'a failing slip');
  await expect(smallest(page)).toContainText('your answer ends with an error: integer overflow');
  await expect(smallest(page).getByRole('table', { name: 'Expected' })).toContainText('500');
  await grade(page, 'a lucky slip');
  await expect(smallest(page).getByRole('table', { name: 'Yours, stored as above' })).toBeVisible();
  await expect(smallest(page).getByRole('table', { name: /another order/ })).toContainText('500');
  await grade(page, 'an empty slip');
  await expect(smallest(page).getByRole('heading')).toHaveText(/no rows at all/);
});

test('a pack without answers says what fails, not what is expected, and that it is provisional', async ({
  page,
  open,
}) => {
  await open(exercise);
  await grade(page, 'a sealed slip');
  await expect(verdict(page)).toContainText('Provisional: the full pack decides.');
  await expect(said(page)).toContainText('Provisional: the full pack decides.');
  await expect(smallest(page)).toContainText('Your answer on it: 1 row');
  await expect(smallest(page)).toContainText('this pack holds no answers');
  await expect(smallest(page)).not.toContainText('Expected');
});

test('words of another database are said to have been run as others', async ({ page, open }) => {
  await open(exercise);
  await write(page, 'SELECT amount_cents::int FROM orders');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('tabpanel', { name: 'Results' })).toContainText(
    'Ran as SQLite: amount_cents::int as CAST(amount_cents AS INTEGER)',
  );
});

const sorts = ['a slip', 'a wide slip', 'a failing slip', 'a lucky slip', 'a sealed slip'];

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });
    test('axe finds nothing', async ({ page, open }) => {
      await open(exercise);
      for (const text of sorts) {
        await grade(page, text);
        expect(await axe(page)).toEqual([]);
      }
    });
  });
}

test.describe('narrow', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('wide tables scroll in their boxes, the page does not', async ({ page, open }) => {
    await open(exercise);
    await button(page, /^Do$/).click();
    const sideways = () =>
      page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    for (const text of sorts) {
      await grade(page, text);
      expect(await sideways()).toBeLessThanOrEqual(0);
    }
    await button(page, 'Load this input').click();
    await expect(page.getByRole('table', { name: 'Result of the query' })).toBeVisible();
    expect(await sideways()).toBeLessThanOrEqual(0);
  });
});

test('a long feedback makes its panel longer, not the page', async ({ page, open }) => {
  await open(exercise);
  await grade(page, 'SELECT 1');
  const tooLong = await page.evaluate(
    () => document.documentElement.scrollHeight - window.innerHeight,
  );
  expect(tooLong).toBeLessThanOrEqual(0);
});
