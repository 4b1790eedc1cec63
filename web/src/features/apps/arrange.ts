import type { App } from './app.ts';

export const SORTS = ['name', '-name', 'changed', '-changed'] as const;
export type Sort = (typeof SORTS)[number];

export interface Arrangement {
  readonly q?: string | undefined;
  readonly sort?: Sort | undefined;
}

/** What an address says of the list; anything else in it counts for nothing. */
export const readArrangement = (search: Record<string, unknown>): Arrangement => {
  const { q, sort } = search;
  return {
    ...(typeof q === 'string' || typeof q === 'number' ? { q: String(q) } : {}),
    ...(SORTS.includes(sort as Sort) ? { sort: sort as Sort } : {}),
  };
};

const ORDERS: Readonly<Record<'name' | 'changed', (a: App, b: App) => number>> = {
  name: (a, b) => a.name.localeCompare(b.name),
  changed: (a, b) => b.updatedAt.localeCompare(a.updatedAt),
};

export function arranged(apps: readonly App[], { q = '', sort = 'name' }: Arrangement): App[] {
  const words = q.trim().toLowerCase();
  const found = apps.filter(({ name, description, id }) => `${name} ${description} ${id}`.toLowerCase().includes(words));
  const order = ORDERS[sort.replace('-', '') as 'name' | 'changed'];
  return found.sort((a, b) => (sort.startsWith('-') ? order(b, a) : order(a, b)));
}
