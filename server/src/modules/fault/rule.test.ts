import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pathPattern } from './rule.ts';

describe('the path of a fault', () => {
  const cases: readonly (readonly [pattern: string, fits: readonly string[], others: readonly string[]])[] = [
    ['/a/b', ['/a/b', '/A/B/', '//a//b'], ['/a', '/a/b/c', '/a/bb', 'x/a/b']],
    ['/a//b/', ['/a/b', '/a/b/'], ['/a/b/c']],
    ['*', ['', '/', '/a/b'], []],
    ['/a/*', ['/a/', '/a/b/c'], ['/b/a/', '/a']],
    ['*/reports', ['/x/reports', '/reports/'], ['/reports/x']],
    ['/a*c/*e', ['/ac/e', '/abc/d/e', '/a/c/e'], ['/abc/d', '/ac']],
    ['/users/{id}/x', ['/users/7/x', '/users/a.b/X'], ['/users//x', '/users/7/8/x', '/users/x']],
    ['/a.b+c', ['/a.b+c'], ['/aXb+c', '/a.bb+c']],
  ];

  it('means any letter case and doubled slashes, a star any text, a name one segment', () => {
    for (const [pattern, fits, others] of cases) {
      for (const path of fits) assert.ok(pathPattern(pattern)(path), `${pattern} ${path}`);
      for (const path of others) assert.ok(!pathPattern(pattern)(path), `${pattern} ${path}`);
    }
  });

  it('is looked for once along a path, however many ways there were to divide it', () => {
    const long = `/${'a'.repeat(2000)}`;
    for (const pattern of ['*a*a*a*ab', `/${'{a}'.repeat(60)}z`, '/{a}*{a}*{a}*{a}*b'])
      assert.ok(!pathPattern(pattern)(long), pattern);
    assert.ok(pathPattern(`/${'{a}'.repeat(60)}`)(long));
  });
});
