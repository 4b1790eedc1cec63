import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Kept, remembered } from './kept.ts';

test('keeps so many, and lets go what was not asked for the longest', () => {
  const kept = new Kept<number>(3);
  for (const [at, text] of ['a', 'b', 'c'].entries()) assert.equal(kept.set(text, at), undefined);
  assert.equal(kept.get('a'), 0);
  assert.equal(kept.set('d', 3), 1, 'b, since a was asked for');
  assert.deepEqual([kept.get('b'), kept.get('c'), kept.get('a'), kept.get('d'), kept.size], [undefined, 2, 0, 3, 3]);
});

test('says what another of the same text stood for, and lets nothing else go for it', () => {
  const kept = new Kept<number>(2);
  kept.set('a', 1);
  kept.set('b', 2);
  assert.equal(kept.set('a', 3), 1);
  assert.deepEqual([kept.get('a'), kept.get('b')], [3, 2]);
  kept.delete('a');
  assert.equal(kept.set('c', 4), undefined);
  kept.clear();
  assert.equal(kept.size, 0);
});

test('remembers readings of short texts, the last hundred, and none of a long one', () => {
  const read: string[] = [];
  const readingOf = remembered((text) => {
    read.push(text);
    return { text };
  });
  const long = 'x'.repeat(201);
  const asked = ['often', 'often', long, long];
  for (const text of asked) assert.deepEqual(readingOf(text), { text });
  assert.deepEqual(read.splice(0), ['often', long, long]);
  for (let at = 0; at < 100; at++) readingOf(String(at));
  read.length = 0;
  readingOf('99');
  readingOf('often');
  assert.deepEqual(read, ['often'], 'which a hundred others have driven out');
});
