import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { firstIndex, pageSize } from './list.ts';

describe('a page', () => {
  it('identity 14: is as long as asked, within its limits', () => {
    const v4 = { standard: 10, most: 100 };
    assert.deepEqual(
      [undefined, 20, 100, 101, 0, -5].map((count) => pageSize(count, v4)),
      [10, 20, 100, 100, 0, 0],
    );
    assert.deepEqual(
      [undefined, 5000].map((count) => pageSize(count, { standard: 100, most: 1000 })),
      [100, 1000],
    );
  });

  it('begins at the first where an earlier one is asked for', () => {
    assert.deepEqual([undefined, -1, 0, 1, 7].map(firstIndex), [1, 1, 1, 1, 7]);
  });
});
