import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { claimsOf, minutesLeft } from './token.ts';

const jwt = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

describe('a token', () => {
  it('is read with letters beyond ASCII', () => {
    assert.deepEqual(claimsOf(jwt({ sub: 'Tomás ✓', exp: 7 })), { sub: 'Tomás ✓', exp: 7 });
  });

  it('is none', () => {
    for (const text of ['', 'abc', 'a.b!.c', 'a.e30']) assert.deepEqual(claimsOf(text) ?? {}, {});
  });

  it('has whole minutes left', () => {
    assert.equal(minutesLeft(3_600_000, 0), 60);
    assert.equal(minutesLeft(59_999, 0), 0);
    assert.equal(minutesLeft(0, 1), -1);
  });
});
