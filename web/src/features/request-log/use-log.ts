import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { call, type AnswerOf } from '../../api/client.ts';
import { reading } from '../../api/queries.ts';
import { useQuery } from '@tanstack/react-query';
import type { Line } from './exchange.ts';
import { queryOf, type Filters } from './filters.ts';

const LIST = 'GET /web/exchanges';
const ON_A_PAGE = 200;
const AGAIN_MS = 3000;

export interface Log {
  readonly lines: readonly Line[];
  readonly isWaiting: boolean;
  readonly error: unknown;
  /** Whether there are older ones on the server. */
  readonly hasOlder: boolean;
  readonly isLoadingOlder: boolean;
  readonly loadOlder: () => void;
  /** Whether newer ones have come since. */
  readonly hasNewer: boolean;
  readonly refresh: () => void;
  readonly first: AnswerOf<typeof LIST> | undefined;
}

/** The exchanges that fit, page by page as far as one has scrolled; new ones are looked for, and shown when they are wished for. */
export function useLog(filters: Filters): Log {
  const client = useQueryClient();
  // A span ends now: it is asked anew with the filters, not with every look.
  const wish = JSON.stringify(filters);
  const [asked, setAsked] = useState(0);
  const query = useMemo(() => queryOf(JSON.parse(wish) as Filters, Date.now()), [wish, asked]);
  const key = [LIST, 'pages', query];
  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) =>
      call(LIST, { query: { ...query, limit: ON_A_PAGE, ...(pageParam ? { after: pageParam } : {}) } }, signal),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  const lines = useMemo(() => pages.data?.pages.flatMap(({ exchanges }) => exchanges) ?? [], [pages.data]);
  const first = pages.data?.pages[0];
  const newest = useQuery({
    ...reading(LIST, { query: { ...query, limit: 1 } }),
    enabled: first !== undefined && !pages.isPlaceholderData,
    refetchInterval: AGAIN_MS,
    staleTime: 0,
  });
  const top = newest.data?.exchanges[0]?.id;
  return {
    lines,
    first,
    isWaiting: pages.isPending,
    error: pages.isError && !pages.data ? pages.error : undefined,
    hasOlder: pages.hasNextPage,
    isLoadingOlder: pages.isFetchingNextPage,
    loadOlder: () => void (!pages.isFetchingNextPage && pages.hasNextPage && pages.fetchNextPage()),
    hasNewer: top !== undefined && lines[0] !== undefined && top > lines[0].id,
    refresh: () => {
      setAsked((times) => times + 1);
      // From the first page on: the others have moved.
      void client.resetQueries({ queryKey: key });
    },
  };
}
