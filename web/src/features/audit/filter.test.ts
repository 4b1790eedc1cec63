import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isNarrowed, queryOf } from './filter.ts';

describe('the filter of the trail', () => {
  it('takes days as the people of the browser count them, the last one whole', () => {
    const { from = '', until = '' } = queryOf({ from: '2026-03-02', until: '2026-03-02' });
    assert.equal(new Date(from).getTime(), new Date(2026, 2, 2).getTime());
    assert.equal(new Date(until).getTime(), new Date(2026, 2, 3).getTime());
  });

  it('lets what is no day and no filter count for nothing', () => {
    assert.deepEqual(queryOf({ from: 'yesterday', until: '', after: 'x' }), {});
    assert.deepEqual(queryOf({ kind: 'user', actor: 'a' }), { kind: 'user', actor: 'a' });
    assert.deepEqual([isNarrowed({ after: 'x' }), isNarrowed({ kind: 'user' })], [false, true]);
  });
});
