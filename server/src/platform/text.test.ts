import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isLonger } from './text.ts';

it('counts characters, as a schema and the database do', () => {
  assert.deepEqual([isLonger('ab', 2), isLonger('abc', 2)], [false, true]);
  assert.deepEqual([isLonger('🚕🚕', 2), isLonger('🚕🚕🚕', 2)], [false, true]);
  assert.deepEqual([isLonger('é'.repeat(2), 2), isLonger('', 0)], [false, false]);
});
