import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { piecesOf } from './letter-text.ts';

describe('a letter', () => {
  it('has its addresses cut out, without what ends a sentence', () => {
    const body = 'See https://a.example/x?y=1. Or (http://b.example/z)!\njavascript:alert(1)';
    const pieces = piecesOf(body);
    assert.deepEqual(
      pieces.filter(({ isLink }) => isLink).map(({ text }) => text),
      ['https://a.example/x?y=1', 'http://b.example/z'],
    );
    assert.equal(pieces.map(({ text }) => text).join(''), body);
  });
});
