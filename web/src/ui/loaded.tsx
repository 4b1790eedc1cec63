import { Skeleton, Stack, VisuallyHidden } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useText } from '../i18n/language.tsx';
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
export function Loaded<T>(props: { query: UseQueryResult<T>; rows?: number; children: (data: T) => ReactNode }): ReactNode {
  const { query, rows, children } = props;
  if (query.data !== undefined) return children(query.data);
  if (query.isError) return <Trouble error={query.error} onRetry={() => void query.refetch()} />;
  return <Waiting {...(rows === undefined ? {} : { rows })} />;
}
