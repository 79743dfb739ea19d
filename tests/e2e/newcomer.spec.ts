import {
  editor,
  everyStatus,
  exercise,
  expect,
  quiz,
  rightAnswer,
  status,
  test,
  verdict,
  write,
} from './app';

test('a newcomer makes the obvious mistake, reads the feedback, fixes it and passes', async ({
  page,
  open,
}) => {
  await open('');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Catalogue');
  await page.getByRole('link', { name: 'Paid revenue by month' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Closing the books');
  await page.getByRole('link', { name: 'Next: Paid revenue by month' }).click();

  await page.getByRole('button', { name: 'Run' }).click();
  await expect(page.getByRole('table', { name: 'Result of the query' })).toBeVisible();

  await write(page, everyStatus);
  await page.getByRole('button', { name: 'Grade' }).click();
  await expect(verdict(page)).toContainText('Not yet.');
  const feedback = page.getByRole('tabpanel', { name: 'Feedback' });
  await expect(feedback.getByRole('heading', { name: 'Every status counted' })).toBeVisible();
  await expect(feedback.getByRole('table', { name: 'Rows that differ' })).toBeVisible();
  await expect(feedback).toContainText('not tried');

  await write(page, rightAnswer);
  await page.getByRole('button', { name: 'Grade' }).click();
  await expect(verdict(page)).toContainText('Passed.');
  await expect(verdict(page)).toContainText('2 attempts');
  await verdict(page).getByRole('link', { name: 'Next: The quiet months' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('The quiet months');
});

test('the verdict is announced', async ({ page, open }) => {
  await open(exercise);
  await write(page, everyStatus);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(status(page)).toContainText(/Not yet\. 4 of 7 checks pass\. Every status counted\./);
  await expect(editor(page)).toBeFocused();
});

test('an error is underlined where it is, also behind an emoji', async ({ page, open }) => {
  await open(exercise);
  await write(page, "SELECT '🌙' AS moon,\nFROM orders");
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('heading', { name: 'The query could not run' })).toBeVisible();
  await expect(page.locator('.cm-lintRange-error')).toHaveText('FROM');
  await write(page, "SELECT '🌙🌙', nothing_here FROM orders");
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.locator('.cm-lintRange-error')).toHaveText('nothing_here');
});

test('an answer that cannot run is not counted as an attempt', async ({ page, open }) => {
  await open(exercise);
  await write(page, 'SELEC 1');
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(verdict(page)).toContainText('nothing was graded');
  await expect(page.getByRole('button', { name: 'Attempts (0)' })).toBeVisible();
});

test('only the selection is run, and it is said', async ({ page, open }) => {
  await open(exercise);
  await write(page, 'SELECT 41 AS first;');
  await page.keyboard.press('Home');
  for (let i = 0; i < 'SELECT 41'.length; i++) await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Only the selected text was run')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: '41' })).toBeVisible();
});

test('a long result scrolls through a grid of few elements, to its last row', async ({
  page,
  open,
}) => {
  await open(exercise);
  await write(
    page,
    'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 20000)\n' +
      'SELECT i, CASE WHEN i % 2 = 0 THEN NULL ELSE i END AS odd FROM n',
  );
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('(there are more)')).toBeVisible();
  const grid = page.getByRole('grid');
  await expect(grid).toHaveAttribute('aria-rowcount', '10001');
  await grid.focus();
  await page.keyboard.press('Control+End');
  await expect(grid.getByRole('gridcell', { name: '10000' })).toBeVisible();
  await expect(grid.locator('em.null').last()).toHaveText('NULL');
  expect(await grid.getByRole('row').count()).toBeLessThan(80);
});

test('hints come one at a time, and attempts can be restored', async ({ page, open }) => {
  await open(exercise);
  await page.getByRole('button', { name: 'Show a hint (1 of' }).click();
  await expect(page.getByRole('button', { name: 'Show the next hint (2 of' })).toBeVisible();
  await write(page, everyStatus);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(verdict(page)).toBeVisible();
  await write(page, 'SELECT 1');
  await page.getByRole('button', { name: 'Attempts (1)' }).click();
  await expect(page.getByRole('dialog')).toContainText('1 hint');
  await page.getByRole('button', { name: 'Restore attempt 1' }).click();
  await expect(editor(page)).toContainText('SUM(amount_cents)');
});

test('Reset brings the start back, and Undo the text', async ({ page, open }) => {
  await open(exercise);
  await write(page, 'SELECT 42');
  await page.getByRole('button', { name: 'Reset', exact: true }).click();
  await expect(editor(page)).not.toContainText('SELECT 42');
  await page.getByRole('button', { name: 'Undo reset' }).click();
  await expect(editor(page)).toContainText('SELECT 42');
});

test('tables, columns and the names of WITH are completed', async ({ page, open }) => {
  await open(exercise);
  await write(page, 'WITH recent AS (SELECT order_id FROM orders) SELECT * FROM ');
  await page.keyboard.type('rec');
  await expect(page.getByRole('option', { name: 'recent' })).toBeVisible();
  await page.keyboard.press('Escape');
  await write(page, 'SELECT * FROM ');
  await page.keyboard.type('cal');
  await expect(page.getByRole('option', { name: 'calendar' })).toBeVisible();
});

test('a quiz tells about the chosen option, and can be tried again', async ({ page, open }) => {
  await open(quiz);
  await page.getByRole('radio', { name: /look up one lamp/ }).check();
  await page.getByRole('radio', { name: 'Certain' }).check();
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(verdict(page)).toContainText('Not yet.');
  await expect(
    page.getByRole('radio', { name: /look up one lamp/ }).locator('xpath=../..'),
  ).toContainText('This is OLTP at its purest');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('radio', { name: /revenue of the last five years/ }).check();
  await page.getByRole('button', { name: 'Check' }).click();
  await expect(verdict(page)).toContainText('Right.');
  await expect(status(page)).toContainText('Passed.');
});
