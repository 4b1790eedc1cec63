import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { AnswerOf } from '../../api/client.ts';
import { useText } from '../../i18n/language.tsx';
import { CodeBlock, CodeLine } from '../../ui/code.tsx';
import { FoldingTable } from '../../ui/folding-table.tsx';

type Happened = AnswerOf<'GET /web/company/events'>['events'][number];

export function EventTable({ events }: { events: readonly Happened[] }): ReactElement {
  const text = useText();
  return (
    <FoldingTable
      items={events}
      columns={[
        { label: text('events.column.type'), show: (event) => <Type event={event} /> },
        { label: text('events.column.subject'), show: (event) => <Subject event={event} /> },
      ]}
      nameOf={({ type }) => type}
      details={{ label: text('events.facts'), show: (event) => <Details event={event} /> }}
    />
  );
}

function Type({ event }: { event: Happened }): ReactElement {
  return (
    <>
      <Text size="sm" fw={600}>
        {event.type}
      </Text>
      <Text size="xs" c="dimmed">
        {event.topic}
      </Text>
    </>
  );
}

function Subject({ event }: { event: Happened }): ReactElement {
  return (
    <Text size="xs" ff="monospace" c="dimmed">
      {event.subjectId}
    </Text>
  );
}

function Details({ event }: { event: Happened }): ReactElement {
  const text = useText();
  return (
    <>
      <CodeBlock label={text('events.facts')} code={JSON.stringify(event.facts, null, 2)} />
      <CodeLine label={text('audit.correlation')} value={event.correlationId} />
    </>
  );
}
