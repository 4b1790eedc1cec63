import { Button, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import type { AnswerOf } from '../../api/client.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { CodeBlock, CodeLine } from '../../ui/code.tsx';

type Happened = AnswerOf<'GET /web/company/events'>['events'][number];

export function EventTable({ events }: { events: readonly Happened[] }): ReactElement {
  const text = useText();
  return (
    <Table.ScrollContainer minWidth={640} type="native">
      <Table horizontalSpacing="md" verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text('audit.column.when')}</Table.Th>
            <Table.Th>{text('events.column.type')}</Table.Th>
            <Table.Th>{text('events.column.subject')}</Table.Th>
            <Table.Th pos="relative">
              <VisuallyHidden>{text('events.facts')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {events.map((one) => (
            <Row key={one.id} event={one} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ event }: { event: Happened }): ReactElement {
  const text = useText();
  const moment = useMoment();
  const [isOpen, setOpen] = useState(false);
  const Arrow = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Table.Tr>
        <Table.Td style={{ whiteSpace: 'nowrap' }}>
          <Text size="sm" c="dimmed">
            {moment(event.at)}
          </Text>
        </Table.Td>
        <Table.Td>
          <Text size="sm" fw={600}>
            {event.type}
          </Text>
          <Text size="xs" c="dimmed">
            {event.topic}
          </Text>
        </Table.Td>
        <Table.Td>
          <Text size="xs" ff="monospace" c="dimmed">
            {event.subjectId}
          </Text>
        </Table.Td>
        <Table.Td w={48}>
          <Button
            variant="subtle"
            color="gray"
            c="dimmed"
            size="compact-sm"
            px={4}
            aria-expanded={isOpen}
            aria-label={text('audit.details.of', { what: `${event.type}, ${moment(event.at)}` })}
            onClick={() => setOpen(!isOpen)}
          >
            <Arrow size={16} />
          </Button>
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={4}>
            <div style={{ display: 'grid', gap: 12, paddingBottom: 8 }}>
              <CodeBlock label={text('events.facts')} code={JSON.stringify(event.facts, null, 2)} />
              <CodeLine label={text('audit.correlation')} value={event.correlationId} />
            </div>
          </Table.Td>
        </Table.Tr>
      )}
    </>
  );
}
