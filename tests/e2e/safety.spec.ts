// The learner's work survives: Stop, reload, a lost network, another browser.

import { readFileSync } from 'node:fs';

import { editor, everyStatus, exercise, expect, rightAnswer, test, verdict, write } from './app';

// Each row costs milliseconds and few steps, so that the step budget is minutes away.
const slow = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
SELECT sum(instr(hex(zeroblob(400000 + i % 2)), 'x')) FROM n`;

const overBudget = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
SELECT count(*) FROM n`;

test('Stop ends a runaway query; the text stays and the next run works', async ({ page, open }) => {
  await open(exercise);
  await write(page, slow);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Running…')).toBeVisible();
  await page.getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByText('Stopped. Your text is as you left it')).toBeVisible();
  await expect(editor(page)).toContainText('zeroblob');
  await write(page, 'SELECT 42 AS answer');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('cell', { name: '42' })).toBeVisible();
});

test('Escape stops, too, and leaves the focus in the editor', async ({ page, open }) => {
  await open(exercise);
  await write(page, slow);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('Running…')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByText('Stopped. Your text is as you left it')).toBeVisible();
  await expect(editor(page)).toBeFocused();
});

test('a query over its budget ends by itself, and the next one works', async ({ page, open }) => {
  await open(exercise);
  await write(page, overBudget);
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('heading', { name: 'The query could not run' })).toBeVisible({
    timeout: 30_000,
  });
  await write(page, 'SELECT 42 AS answer');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('cell', { name: '42' })).toBeVisible();
});

test('a reload keeps the text, even the last key, and the verdict', async ({ page, open }) => {
  await open(exercise);
  await write(page, everyStatus);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(verdict(page)).toContainText('Not yet.');
  await page.keyboard.type('-- and then');
  await page.reload();
  await expect(editor(page)).toContainText('-- and then');
  await expect(verdict(page)).toContainText('Not yet.');
});

test('everything works with the server gone', async ({ page, open, server }) => {
  await open('');
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await server.close();
  await page.goto(`${server.address}${exercise}`);
  await page.reload();
  await write(page, rightAnswer);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(verdict(page)).toContainText('Passed.');
});

test('progress travels in a file', async ({ page, open, browser, server }) => {
  await open(exercise);
  await write(page, rightAnswer);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(verdict(page)).toContainText('Passed.');
  await page.goto(`${server.address}#/progress`);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export progress' }).click();
  const file = await (await download).path();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    format: 'nightshift.progress/1',
  });

  const other = await browser.newContext();
  const second = await other.newPage();
  await second.goto(`${server.address}#/progress`);
  await second.getByLabel('Progress file').setInputFiles(file);
  await expect(second.getByText('Imported 1 step').first()).toBeVisible();
  await expect(second.getByRole('row', { name: /Paid revenue by month/ })).toContainText('done');
  await second.goto(`${server.address}${exercise}`);
  await expect(editor(second)).toContainText("status = 'paid'");

  await second.goto(`${server.address}#/progress`);
  const nonsense = {
    name: 'x.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"a":1}'),
  };
  await second.getByLabel('Progress file').setInputFiles(nonsense);
  await expect(second.getByText('The file.format should be a text').first()).toBeVisible();
  await other.close();
});

test('a pack that cannot be opened is named, with the reason', async ({ page, server }) => {
  await page.route('**/*.nightshift', (route) =>
    route.fulfill({
      body: 'this is not a pack',
      contentType: 'application/octet-stream',
    }),
  );
  await page.goto(server.address);
  await expect(page.getByRole('heading', { name: 'could not be opened' })).toBeVisible();
});

test('without the module the page says so, and tries again', async ({ page, server }) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await page.goto(server.address);
  await expect(page.getByRole('heading', { name: 'Nightshift could not start' })).toBeVisible();
  await page.unroute('**/*.wasm');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Catalogue');
});

test('a host that sends the module with a wrong type still works', async ({ page, server }) => {
  await page.route('**/*.wasm', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      headers: { 'content-type': 'application/octet-stream' },
    });
  });
  await page.goto(server.address);
  await expect(page.getByRole('link', { name: 'Paid revenue by month' })).toBeVisible();
});
