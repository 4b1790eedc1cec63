import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formToken, formTokenFits, newFormSecret } from './form-token.ts';

describe('form tokens', () => {
  it('fit the secret they come from and no other', () => {
    const [mine, theirs] = [newFormSecret(), newFormSecret()];
    assert.equal(formTokenFits(mine, formToken(mine)), true);
    assert.equal(formTokenFits(mine, formToken(theirs)), false);
    assert.equal(formTokenFits(mine, mine), false, 'the secret itself is no token');
    assert.equal(formTokenFits(mine, undefined), false);
    assert.equal(formTokenFits(undefined, formToken(mine)), false);
    assert.equal(formTokenFits('', formToken('')), false, 'an empty cookie proves nothing');
  });
});
