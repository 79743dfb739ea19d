import { defineConfig } from '@playwright/test';

// Drives an installed Chromium; the flags let it run as root and without a network.
export default defineConfig({
  testDir: '../tests/e2e',
  outputDir: '../build/e2e',
  fullyParallel: true,
  workers: 2,
  // A right page must pass on a busy machine, too: waiting costs nothing where nothing is wrong.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
