import { fileURLToPath } from 'node:url';

import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { VitePWA } from 'vite-plugin-pwa';

import { course } from './tools/course-plugin.ts';

// "fake" mode serves canned lessons from tests/, for work on the screens without the module.
export default defineConfig(({ mode }) => ({
  base: './',
  resolve: {
    ...(mode === 'test' ? { conditions: ['browser'] } : {}),
    ...(mode === 'fake'
      ? { alias: { '#core': fileURLToPath(new URL('tests/fake-core.ts', import.meta.url)) } }
      : {}),
  },
  plugins: [svelte(), course(mode === 'fake'), offline()],
  worker: { format: 'es' },
  build: {
    target: 'es2022',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 600,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'editor',
              test: /node_modules\/(@codemirror|@lezer|crelt|style-mod|w3c-keyname)/,
            },
            { name: 'markdown', test: /node_modules\/marked/ },
            { name: 'svelte', test: /node_modules\/svelte/ },
          ],
        },
      },
    },
  },
  test: { include: ['tests/**/*.test.ts'], setupFiles: ['tests/setup.ts'] },
}));

// Everything that was built is kept for offline use. A new version waits until the page asks for it.
function offline() {
  return VitePWA({
    registerType: 'prompt',
    injectRegister: false,
    manifest: {
      id: './',
      name: 'Nightshift: a lab for data engineers',
      short_name: 'Nightshift',
      description:
        'Lessons in data engineering with an SQL desk and a grader, all in your browser.',
      start_url: './',
      scope: './',
      display: 'standalone',
      background_color: '#14181d',
      theme_color: '#14181d',
      icons: [{ src: 'icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
    },
    workbox: {
      globPatterns: ['**/*.{html,js,css,svg,json,wasm,nightshift}'],
      dontCacheBustURLsMatching: /assets\//,
      maximumFileSizeToCacheInBytes: 64 * 1024 * 1024,
      navigateFallback: 'index.html',
      cleanupOutdatedCaches: true,
      inlineWorkboxRuntime: true,
    },
  });
}
