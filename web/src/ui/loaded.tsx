import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useText } from '../i18n/language.tsx';
import { isRefused } from '../api/errors.ts';
import { NotHere } from './not-here.tsx';
import { isPlaceLost, PlaceLost } from './place-lost.tsx';
import { Trouble } from './trouble.tsx';

/** The shape of what is on its way; it stays out of sight for a moment, so that fast answers do not flicker. */
export function Waiting({ rows = 4 }: { rows?: number }): ReactElement {
  const text = useText();
  return (
    <Stack gap="sm" py="xs" role="status" className="late">
      <VisuallyHidden>{text('app.loading')}</VisuallyHidden>
      {Array.from({ length: rows }, (_none, row) => (
        <Skeleton key={row} height={row === 0 ? 22 : 40} width={row === 0 ? '35%' : '100%'} radius="md" />
      ))}
    </Stack>
  );
}

/** What a query brought, once it has; before that the wait, and what went wrong. */
export function Loaded<T>(props: {
  query: UseQueryResult<T>;
  rows?: number;
  /** What stands where there is no such thing; a whole page that says so unless told. */
  missing?: ReactNode;
  children: (data: T) => ReactNode;
}): ReactNode {
  const { query, rows, missing, children } = props;
  if (query.data !== undefined) return children(query.data);
  if (isRefused(query.error, 404)) return missing ?? <NotHere />;
  if (isPlaceLost(query.error)) return <PlaceLost />;
  if (query.isError) return <Trouble error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting {...(rows === undefined ? {} : { rows })} />;
}
