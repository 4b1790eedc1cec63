import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SCOPES } from '../../../../server/src/modules/oauth/scope-catalogue.ts';
import { speaksOf } from './app.ts';
import { families } from './scope-families.ts';

const scope = (name: string, legacy = false) => ({ name, description: `See ${name}`, legacy });

describe('families of scopes', () => {
  it('gather what is about the same, and put the oldest last', () => {
    const found = families([scope('user.read'), scope('EXPRPT', true), scope('identity.user.delete'), scope('openid')]);
    assert.deepEqual(
      found.map(({ name, scopes }) => [name, scopes.map((one) => one.name)]),
      [
        ['profile', ['user.read', 'openid']],
        ['people', ['identity.user.delete']],
        ['legacy', ['EXPRPT']],
      ],
    );
  });

  it('lose none, and know what each of ours is about', () => {
    const all = SCOPES.map(({ name, legacy = false }) => scope(name, legacy));
    const found = families([...all, scope('brand.new')]);
    assert.equal(found.flatMap(({ scopes }) => scopes).length, all.length + 1);
    assert.deepEqual(found.find(({ name }) => name === 'other')?.scopes, [scope('brand.new')]);
  });
});

describe('a search for a scope', () => {
  it('finds every word, in the name or the description', () => {
    const one = { name: 'expense.report.read', description: 'See expense reports' };
    assert.equal(speaksOf(one, 'REPORT see'), true);
    assert.equal(speaksOf(one, ''), true);
    assert.equal(speaksOf(one, 'report change'), false);
  });
});
