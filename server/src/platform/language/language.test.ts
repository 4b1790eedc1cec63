import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aheadIn, languageFor, LANGUAGES, ownName, spanIn, spokenIn } from './language.ts';

describe('languages', () => {
  it('are found by their tags, whatever the region and the case', () => {
    for (const tag of ['de', 'de-AT', 'DE-ch', 'de-Latn-DE']) assert.equal(spokenIn(tag), 'de', tag);
    for (const tag of [undefined, '', '*', 'd', 'den', 'dec-DE', 'fr', '-de']) assert.equal(spokenIn(tag), undefined);
  });

  it('fall back along what is wished, and to English', () => {
    assert.equal(languageFor('fr', undefined, 'de-DE', 'en'), 'de');
    assert.equal(languageFor('fr', undefined), 'en');
    assert.equal(languageFor(), 'en');
  });

  it('have a name of their own', () => assert.deepEqual(LANGUAGES.map(ownName), ['English', 'Deutsch']));

  it('count spans of time', () => {
    assert.deepEqual(
      [spanIn('en')(1, 'minute'), spanIn('de')(1, 'day'), spanIn('de')(15, 'minute')],
      ['1 minute', '1 Tag', '15 Minuten'],
    );
    assert.deepEqual([aheadIn('en')(1, 'minute'), aheadIn('de')(5, 'minute')], ['in 1 minute', 'in 5 Minuten']);
  });
});
