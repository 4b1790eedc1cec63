import { Button, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useMoment, useText } from '../i18n/language.tsx';

interface Happened {
  readonly id: string;
  readonly at: string;
}

/** What happened, the latest first, a row each that folds out its details: `columns` stand between the moment and the fold. */
interface Folding<Item extends Happened> {
  readonly items: readonly Item[];
  readonly columns: readonly { readonly label: string; readonly show: (item: Item) => ReactNode }[];
  /** What a reader is told that an item is, beside its moment. */
  readonly nameOf: (item: Item) => string;
  readonly details: { readonly label: string; readonly show: (item: Item) => ReactNode };
}

export function FoldingTable<Item extends Happened>({ items, ...look }: Folding<Item>): ReactElement {
  const text = useText();
  return (
    <Table.ScrollContainer minWidth={640} type="native" className="stacks">
      <Table horizontalSpacing="md" verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text('audit.column.when')}</Table.Th>
            {look.columns.map(({ label }) => (
              <Table.Th key={label}>{label}</Table.Th>
            ))}
            <Table.Th pos="relative">
              <VisuallyHidden>{look.details.label}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((item) => (
            <FoldingRow key={item.id} item={item} {...look} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function FoldingRow<Item extends Happened>({
  item,
  columns,
  nameOf,
  details,
}: Omit<Folding<Item>, 'items'> & { item: Item }): ReactElement {
  const text = useText();
  const moment = useMoment();
  const [isOpen, setOpen] = useState(false);
  const Arrow = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Table.Tr>
        <Table.Td style={{ whiteSpace: 'nowrap' }}>
          <Text size="sm" c="dimmed">
            {moment(item.at)}
          </Text>
        </Table.Td>
        {columns.map(({ label, show }) => (
          <Table.Td key={label} data-label={label}>
            {show(item)}
          </Table.Td>
        ))}
        <Table.Td w={48}>
          <Button
            variant="subtle"
            color="gray"
            c="dimmed"
            size="compact-sm"
            px={4}
            aria-expanded={isOpen}
            aria-label={text('audit.details.of', { what: `${nameOf(item)}, ${moment(item.at)}` })}
            onClick={() => setOpen(!isOpen)}
          >
            <Arrow size={16} />
          </Button>
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={columns.length + 2}>
            <div style={{ display: 'grid', gap: 12, paddingBottom: 8 }}>{details.show(item)}</div>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
