import { describe, expect, it } from 'vitest';
import type { App } from './app.ts';
import { arranged, readArrangement } from './arrange.ts';

const app = (name: string, updatedAt: string): App => ({ id: `id-${name}`, name, updatedAt, description: '' }) as App;
const APPS = [app('Beta', '2026-01-02'), app('alpha', '2026-01-03'), app('Gamma', '2026-01-01')];
const names = (arrangement: Parameters<typeof arranged>[1]): string[] => arranged(APPS, arrangement).map(({ name }) => name);

describe('the list of apps', () => {
  it('is by name, or as the address says', () => {
    expect(names({})).toEqual(['alpha', 'Beta', 'Gamma']);
    expect(names({ sort: '-name' })).toEqual(['Gamma', 'Beta', 'alpha']);
    expect(names({ sort: 'changed' })).toEqual(['alpha', 'Beta', 'Gamma']);
    expect(names({ sort: '-changed' })).toEqual(['Gamma', 'Beta', 'alpha']);
    expect(names({ q: 'ID-BETA' })).toEqual(['Beta']);
  });

  it('takes from the address what it understands', () => {
    expect(readArrangement({ q: 7, sort: 'sideways', x: 1 })).toEqual({ q: '7' });
    expect(readArrangement({ sort: '-name' })).toEqual({ sort: '-name' });
  });
});
