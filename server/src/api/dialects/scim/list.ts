import { LIST_RESPONSE } from './urns.ts';

/** A page of resources. `startIndex` belongs to lists that are paged by index, `nextCursor` to those by cursor; the last page has none. */
export const listResponse = <T>(page: {
  readonly resources: readonly T[];
  readonly totalResults: number;
  readonly startIndex?: number;
  readonly nextCursor?: string | undefined;
}) => ({
  schemas: [LIST_RESPONSE],
  totalResults: page.totalResults,
  ...(page.startIndex === undefined ? {} : { startIndex: page.startIndex }),
  itemsPerPage: page.resources.length,
  Resources: page.resources,
  ...(page.nextCursor === undefined ? {} : { nextCursor: page.nextCursor }),
});

/**
 * RFC 7644, section 3.4.2.4: `count` is what the client would like at most, so more than the maximum gives the maximum, and less than none
 * gives none; an index before the first is the first.
 */
export const pageSize = (given: number | undefined, { standard, most }: { standard: number; most: number }): number =>
  Math.min(Math.max(given ?? standard, 0), most);
export const firstIndex = (given: number | undefined): number => Math.max(given ?? 1, 1);
