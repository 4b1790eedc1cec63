import { Group, Table } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';

/** A column by which a list can be put in order; the order stands in the address. */
export function SortHeader({ label, by, current }: { label: string; by: string; current: string }): ReactElement {
  const isAscending = current === by;
  const isDescending = current === `-${by}`;
  const Arrow = isDescending ? IconArrowUp : IconArrowDown;
  const next = isAscending ? `-${by}` : by;
  return (
    <Table.Th aria-sort={isAscending ? 'ascending' : isDescending ? 'descending' : 'none'}>
      <Link
        to="."
        search={((before: object) => ({ ...before, sort: next })) as never}
        replace
        style={{ color: 'inherit', textDecoration: 'none' }}
      >
        <Group gap={4} wrap="nowrap">
          {label}
          <Arrow size={14} aria-hidden style={{ opacity: isAscending || isDescending ? 1 : 0 }} />
        </Group>
      </Link>
    </Table.Th>
  );
}
