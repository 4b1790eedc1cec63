import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { negotiate, negotiateLanguage, wishedTags } from './negotiate.ts';

describe('negotiating a language', () => {
  const cases: readonly (readonly [string | undefined, string | undefined])[] = [
    [undefined, undefined],
    ['', undefined],
    ['de', 'de'],
    ['de-AT', 'de'],
    ['DE-ch', 'de'],
    ['en-US,en;q=0.9,de;q=0.8', 'en'],
    ['en;q=0.5, de;q=0.9', 'de'],
    ['en;q=0.5,de', 'de'],
    ['de;q=0.3,en;q=0.3', 'de'],
    ['fr-FR,fr;q=0.9,de;q=0.4', 'de'],
    ['fr, ja;q=0.5', undefined],
    ['fr, *;q=0.5', 'en'],
    ['*', 'en'],
    ['*, en;q=0', 'de'],
    ['en;q=0, de;q=0.001', 'de'],
    ['de;q=0', undefined],
    ['de ; Q=0.2 , en ; q=0.1', 'de'],
    ['de;q=nonsense,en;q=0.1', 'en'],
    ['de;q=-1,en;q=0.1', 'en'],
    ['en-US@posix, de', 'de'],
    [',;=,;;q=1,d,../../de,de_DE', undefined],
  ];
  for (const [header, language] of cases)
    it(`of ${String(header)} finds ${String(language)}`, () => assert.equal(negotiateLanguage(header), language));

  it('survives whatever a header holds', () => {
    const part = fc.oneof(fc.string(), fc.constantFrom('de', 'en', '*', ';q=', '0', '1', ',', '-', 'fr-FR'));
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const header = parts.join('');
        assert.ok([undefined, 'en', 'de'].includes(negotiateLanguage(header)));
        for (const tag of wishedTags(header)) assert.doesNotThrow(() => new Intl.DateTimeFormat(tag));
      }),
    );
  });
});

describe('the tags of an Accept-Language', () => {
  it('come in the order of the wish, canonical, without those that are refused or none', () => {
    assert.deepEqual(wishedTags('en;q=0.2, *, DE-at, fr;q=0, x!;q=1'), ['de-AT', 'en']);
    assert.deepEqual(wishedTags(undefined), []);
  });
});

describe('negotiating a medium', () => {
  it('takes the most wished of what is produced', () => {
    assert.equal(negotiate('application/xml;q=0.1, application/json;q=0.2', ['xml', 'json']), 'json');
    assert.equal(negotiate('application/json;q=0, */*', ['xml', 'json']), 'xml');
    assert.equal(negotiate('image/png', ['json']), undefined);
    assert.equal(negotiate(' ', ['json']), 'json');
  });
});
