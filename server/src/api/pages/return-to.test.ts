import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formTarget, returnPath, withParameters } from './return-to.ts';

describe('returnPath', () => {
  it('keeps paths of our own', () => {
    for (const path of ['/', '/account', '/oauth2/v0/authorize?client_id=a&state=x%26y']) assert.equal(returnPath(path), path);
  });
  it('leads home instead of anywhere else', () => {
    for (const given of [
      undefined,
      '',
      'x',
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      '///evil.example',
      '/.//evil.example',
      '/x/..//evil.example',
    ])
      assert.equal(returnPath(given), '/', String(given));
  });
  it('never names another host', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        assert.equal(new URL(returnPath(`/${text}`), 'http://ours.example').host, 'ours.example');
        assert.doesNotMatch(returnPath(`/${text}`), /^\/[/\\]/);
      }),
    );
  });
});

describe('withParameters', () => {
  it('gives every value back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (state) => {
        const url = new URL(withParameters('https://app.example/back?kept=1', { state, none: undefined }));
        assert.deepEqual(
          [...url.searchParams],
          [
            ['kept', '1'],
            ['state', state.toWellFormed()],
          ],
        );
      }),
    );
  });
  it('starts, continues and completes a query', () => {
    assert.equal(withParameters('https://a.example/b', { c: '1' }), 'https://a.example/b?c=1');
    assert.equal(withParameters('https://a.example/b?', { c: '1' }), 'https://a.example/b?c=1');
  });
});

describe('formTarget', () => {
  it('names an origin, or the scheme of a program', () => {
    assert.equal(formTarget('https://app.example:8443/back?x=1'), 'https://app.example:8443');
    assert.equal(formTarget('com.example.app:/back'), 'com.example.app:');
  });
});
