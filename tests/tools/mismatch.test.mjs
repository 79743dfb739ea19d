import assert from 'node:assert/strict';
import { test } from 'node:test';

import { firstDifference } from '../support/lessons.mjs';
import { mismatch } from '../support/mismatch.mjs';

test('what is named must be there', () => {
  assert.equal(mismatch({ a: 1 }, { a: 1, b: 2 }), null);
  assert.equal(mismatch({ a: { b: 1 } }, { a: { b: 2 } }), '/a/b: 2, not 1');
  assert.equal(mismatch({ a: 1 }, { b: 1 }), '/a: missing');
  assert.equal(mismatch({ a: 1 }, null), ': no object');
  assert.equal(mismatch({ a: null }, { a: null }), null);
});

test('lists are equal in length and order', () => {
  assert.equal(mismatch([1, { a: 1 }], [1, { a: 1, b: 2 }]), null);
  assert.equal(mismatch([1, 2], [1]), ': 1 items, not 2');
  assert.equal(mismatch([1, 2], [2, 1]), '/0: 2, not 1');
  assert.equal(mismatch([], {}), ': no list');
});

test('the first difference of two texts is named by its line', () => {
  assert.equal(firstDifference('a\nb\n', 'a\nb\n'), null);
  assert.equal(firstDifference('a\nb\n', 'a\nc\n'), 'line 2: b / c');
  assert.equal(firstDifference('a\n', 'a\nb\n'), 'line 2:  / b');
  assert.equal(firstDifference('a', 'a\nb'), 'line 2: (end) / b');
});
