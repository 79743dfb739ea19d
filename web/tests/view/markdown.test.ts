import { expect, test } from 'vitest';
import { render } from 'svelte/server';

import Markdown from '../../src/view/markdown/Markdown.svelte';
import { plainText, safeHref } from '../../src/view/markdown/markdown';

test.each(['https://example.org/a', 'mailto:a@example.org', '#/lesson/joins'])(
  '%s may be linked',
  (href) => {
    expect(safeHref(href)).toBe(href);
  },
);

test.each([
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  '//example.org',
  'http://example.org',
  '/lesson',
  ' javascript:x',
])('%o leads nowhere', (href) => expect(safeHref(href)).toBe(null));

test('the entities that people write become letters', () => {
  expect(plainText('Lumen &amp; Daughters&nbsp;&#8364; &zebra;')).toBe(
    'Lumen & Daughters\u00a0€ &zebra;',
  );
});

const html = (text: string) => render(Markdown, { props: { text } }).body;

test.each([
  '<script>alert(1)</script>',
  'a <img src=x onerror=alert(1)> b',
  '<svg onload=alert(1)>',
  '[x](javascript:alert(1))',
  '![x](https://example.org/track.png)',
])('no element and no link comes of %s', (text) => {
  expect(html(text)).not.toMatch(/<(script|img|svg|a)\b/);
});

test('text, code, lists and tables are drawn', () => {
  const drawn = html('## Title\n\nSome **bold** `a < b`\n\n1. one\n\n| a |\n| --- |\n| b |\n');
  for (const part of ['<h2', '<strong', 'a &lt; b', '<ol', '<th scope="col"'])
    expect(drawn).toContain(part);
});
