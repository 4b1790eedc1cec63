import { Group, type MantineSize, type MantineSpacing } from '@mantine/core';
import type { ReactElement } from 'react';
import { LinkButton } from './link.tsx';

interface Turns {
  /** Where the page begins, as the address says; nothing on the first. */
  readonly after: string | undefined;
  readonly next: string | null;
  readonly words: { readonly first: string; readonly more: string };
  readonly p?: MantineSpacing;
  readonly size?: MantineSize;
}

/** Leads on through a list and back to its beginning. */
export function PageTurns({ after, next, words, p = 0, size = 'sm' }: Turns): ReactElement | null {
  if (!next && !after) return null;
  const beginningAt = (place: string | undefined) => ((before: object) => ({ ...before, after: place })) as never;
  return (
    <Group p={p} gap="xs">
      {after && (
        <LinkButton to="." search={beginningAt(undefined)} size={size} variant="default">
          {words.first}
        </LinkButton>
      )}
      {next && (
        <LinkButton to="." search={beginningAt(next)} size={size} variant="default">
          {words.more}
        </LinkButton>
      )}
    </Group>
  );
}
