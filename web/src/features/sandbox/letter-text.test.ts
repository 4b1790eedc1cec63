import { describe, expect, it } from 'vitest';
import { piecesOf } from './letter-text.ts';

describe('a letter', () => {
  it('has its addresses cut out, without what ends a sentence', () => {
    const body = 'See https://a.example/x?y=1. Or (http://b.example/z)!\njavascript:alert(1)';
    const pieces = piecesOf(body);
    expect(pieces.filter(({ isLink }) => isLink).map(({ text }) => text)).toEqual([
      'https://a.example/x?y=1',
      'http://b.example/z',
    ]);
    expect(pieces.map(({ text }) => text).join('')).toBe(body);
  });
});
