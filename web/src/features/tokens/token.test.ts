import { describe, expect, it } from 'vitest';
import { claimsOf, minutesLeft } from './token.ts';

const jwt = (claims: object): string => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.x`;

describe('a token', () => {
  it('is read with letters beyond ASCII', () => {
    expect(claimsOf(jwt({ sub: 'Tomás ✓', exp: 7 }))).toEqual({ sub: 'Tomás ✓', exp: 7 });
  });

  it('is none', () => {
    for (const text of ['', 'abc', 'a.b!.c', 'a.e30']) expect(claimsOf(text) ?? {}).toEqual({});
  });

  it('has whole minutes left', () => {
    expect(minutesLeft(3_600_000, 0)).toBe(60);
    expect(minutesLeft(59_999, 0)).toBe(0);
    expect(minutesLeft(0, 1)).toBe(-1);
  });
});
