import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { en, type MessageId } from '../../i18n/messages/en.ts';
import { ACTIONS, KINDS, wordOf } from './words.ts';

const modules = new URL('../../../../server/src/modules/', import.meta.url);

describe('words of the trail', () => {
  it('has words for every kind of object that the program records', () => {
    const recorded = readdirSync(modules, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .flatMap((name) => [...readFileSync(new URL(name, modules), 'utf8').matchAll(/subjectKind: '([a-z-]+)'/g)])
      .map(([, kind = '']) => kind);
    assert.ok(recorded.length > 50);
    const missing = [...new Set(recorded)].filter((kind) => !KINDS.includes(kind));
    assert.deepEqual(missing, [], 'a kind of object needs its words in i18n/messages/*/trail.ts');
  });

  it('says a word that it does not know with spaces', () => {
    const text = (id: MessageId): string => en[id];
    assert.equal(wordOf(text, 'action', 'sent-back'), 'Sent back');
    assert.equal(wordOf(text, 'action', 'made-up-word'), 'made up word');
    assert.ok(ACTIONS.length > 60);
  });
});
