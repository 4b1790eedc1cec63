import type { Page } from '../types.ts';

/** A page out of one row more than it holds. The cursor is the id of its last row. */
export function pageOf<Row extends { readonly id: string }>(rows: readonly Row[], limit: number): Page<Row> {
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? items.at(-1)?.id : undefined };
}
