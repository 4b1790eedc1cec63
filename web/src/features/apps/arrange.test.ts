import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { App } from './app.ts';
import { arranged, readArrangement } from './arrange.ts';

const app = (name: string, updatedAt: string): App => ({ id: `id-${name}`, name, updatedAt, description: '' }) as App;
const APPS = [app('Beta', '2026-01-02'), app('alpha', '2026-01-03'), app('Gamma', '2026-01-01')];
const names = (arrangement: Parameters<typeof arranged>[1]): string[] => arranged(APPS, arrangement).map(({ name }) => name);

describe('the list of apps', () => {
  it('is by name, or as the address says', () => {
    assert.deepEqual(names({}), ['alpha', 'Beta', 'Gamma']);
    assert.deepEqual(names({ sort: '-name' }), ['Gamma', 'Beta', 'alpha']);
    assert.deepEqual(names({ sort: 'changed' }), ['alpha', 'Beta', 'Gamma']);
    assert.deepEqual(names({ sort: '-changed' }), ['Gamma', 'Beta', 'alpha']);
    assert.deepEqual(names({ q: 'ID-BETA' }), ['Beta']);
  });

  it('takes from the address what it understands', () => {
    assert.deepEqual(readArrangement({ q: 7, sort: 'sideways', x: 1 }), { q: '7' });
    assert.deepEqual(readArrangement({ sort: '-name' }), { sort: '-name' });
  });
});
