// States that a learner seldom meets: a core that stops, a new version, paper, a system's own colours.

import { axe, editor, everyStatus, exercise, expect, type Page, test, verdict, write } from './app';

// The module never stops by itself, so the worker is given one that does when it is told to.
const stoppingCore = `
const instantiate = WebAssembly.instantiate;
WebAssembly.instantiate = async (module, imports) => {
  const { exports } = await instantiate(module, imports);
  const nightshift_call = (core, at, size, ...rest) => {
    const request = new TextDecoder().decode(new Uint8Array(exports.memory.buffer, at, size));
    if (request.includes('pull the plug')) throw new WebAssembly.RuntimeError('unreachable');
    return exports.nightshift_call(core, at, size, ...rest);
  };
  return { exports: { ...exports, nightshift_call } };
};
`;

async function useStoppingCore(page: Page): Promise<void> {
  await page.route('**/worker-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: stoppingCore + (await response.text()) });
  });
}

test('a core that stops says so, keeps the text, and the next run works', async ({
  page,
  open,
}) => {
  await useStoppingCore(page);
  await open(exercise);
  await write(page, "SELECT 'pull the plug'");
  await page.keyboard.press('ControlOrMeta+Enter');
  const banner = page.getByRole('alert', { name: 'Engine' });
  await expect(banner).toContainText('stopped at a mistake of ours');
  await expect(page.getByText('No rows came back')).toBeVisible();
  await expect(editor(page)).toContainText('pull the plug');
  await expect(editor(page)).toBeFocused();
  expect(await axe(page)).toEqual([]);

  await expect(page.getByRole('button', { name: 'Grade' })).toBeInViewport();
  await banner.getByRole('button', { name: 'Close' }).click();
  await expect(banner).toHaveCount(0);
  await write(page, everyStatus);
  await page.keyboard.press('ControlOrMeta+Shift+Enter');
  await expect(verdict(page)).toContainText('Not yet.');
});

test('a new version waits to be asked for, and the last words typed survive it', async ({
  page,
  open,
  server,
}) => {
  await open(exercise);
  await page.evaluate(async () => void (await navigator.serviceWorker.ready));
  await page.reload();
  await write(page, everyStatus);
  server.append('sw.js', '\n// A newer version.');
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()));
  const toast = page.getByRole('region', { name: 'New version' });
  await expect(toast).toBeVisible();
  expect(await axe(page)).toEqual([]);

  await editor(page).click();
  await page.keyboard.press('ControlOrMeta+End');
  await page.keyboard.type('-- not saved yet');
  const reloaded = page.waitForEvent('load');
  await toast.getByRole('button', { name: 'Reload' }).click();
  await reloaded;
  await expect(editor(page)).toContainText('-- not saved yet');
  await expect(toast).toHaveCount(0);
});

const background = (element: Element) => getComputedStyle(element).backgroundColor;

test.describe('forced colours', () => {
  test.use({ forcedColors: 'active' });

  test('what is chosen can be told from what is not', async ({ page, open }) => {
    await open(exercise);
    const highlight = await page.evaluate(() => {
      document.body.style.outlineColor = 'Highlight';
      return getComputedStyle(document.body).outlineColor;
    });
    const steps = page.getByRole('navigation', { name: 'Steps of this lesson' });
    expect(await page.getByRole('tab', { name: 'Results' }).evaluate(background)).toBe(highlight);
    expect(await steps.locator('[aria-current]').evaluate(background)).toBe(highlight);
    expect(await page.getByRole('tab', { name: 'Feedback' }).evaluate(background)).not.toBe(
      highlight,
    );
    // The browser chooses the colours here, and axe reads the page's own.
    const found = await axe(page);
    expect(found.filter(({ rule }) => rule !== 'color-contrast')).toEqual([]);
  });
});

test.describe('paper', () => {
  test.use({ colorScheme: 'dark', viewport: { width: 720, height: 1000 } });

  test('holds the task, the query and the verdict, dark on white', async ({ page, open }) => {
    await open(exercise);
    await page.getByRole('button', { name: 'Do', exact: true }).click();
    await write(page, everyStatus);
    await page.keyboard.press('ControlOrMeta+Shift+Enter');
    await expect(verdict(page)).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Paid revenue by month');
    await expect(page.getByRole('figure', { name: 'revenue.sql' })).toContainText('FROM orders');
    await expect(verdict(page)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Run' })).toBeHidden();
    expect(await page.locator('html').evaluate(background)).toBe('rgb(255, 255, 255)');
    expect(await axe(page)).toEqual([]);
  });

  test('does not grow with a long result', async ({ page, open }) => {
    await open(exercise);
    await page.getByRole('button', { name: 'Do', exact: true }).click();
    await write(
      page,
      'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n',
    );
    await page.keyboard.press('ControlOrMeta+Enter');
    await expect(page.getByText('(there are more)')).toBeVisible();
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(() => document.body.scrollHeight)).toBeLessThan(5000);
  });
});

test('where the system asks for less motion, nothing moves', async ({ page, open }) => {
  const transition = () =>
    page
      .getByRole('button', { name: 'Help' })
      .evaluate((button) => getComputedStyle(button).transitionDuration);
  await open('');
  expect(await transition()).not.toBe('0s');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await transition()).toBe('0s');
});
