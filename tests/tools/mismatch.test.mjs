import assert from 'node:assert/strict';
import { test } from 'node:test';

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
