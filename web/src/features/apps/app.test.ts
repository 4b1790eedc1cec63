import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { families, speaksOf } from './app.ts';

const scope = (name: string, legacy = false) => ({ name, description: `See ${name}`, legacy });

describe('families of scopes', () => {
  it('groups by the beginning of names, gathers what stands alone, and puts the oldest last', () => {
    const found = families([scope('user.read'), scope('openid'), scope('user.write'), scope('EXPRPT', true), scope('address')]);
    assert.deepEqual(
      found.map(({ name, scopes }) => [name, scopes.map((one) => one.name)]),
      [
        ['user', ['user.read', 'user.write']],
        ['…', ['openid', 'address']],
        ['legacy', ['EXPRPT']],
      ],
    );
  });

  it('loses none', () => {
    const all = ['a.x', 'a.y', 'b', 'c.z', 'd.x', 'd.y'].map((name) => scope(name));
    assert.equal(families(all).flatMap(({ scopes }) => scopes).length, all.length);
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
