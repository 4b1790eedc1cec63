import { Group, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { NoneFound } from '../../ui/none-found.tsx';
import { Page } from '../../ui/page.tsx';
import { PageTurns } from '../../ui/page-turns.tsx';
import { spanOf } from '../audit/filter.ts';
import { EventTable } from './event-table.tsx';

const PLACE = '/developer/events';

/** What happened, as programs are told: for developers who look for the event that they expect. */
export default function EventsPage(): ReactElement {
  const text = useText();
  const { company } = useSignedIn();
  const { type, subject, after, ...days } = useSearch({ from: PLACE });
  const query = {
    ...(type ? { type } : {}),
    ...(subject ? { subject } : {}),
    ...(after ? { after } : {}),
    ...spanOf(days),
  };
  const events = useQuery({ ...reading('GET /web/company/events', { query }), placeholderData: (before) => before });
  const isNarrowed = [type, subject, days.from, days.until].some((one) => one !== undefined);
  return (
    <Page title={text('events.title')} lead={text('events.lead', { company: company.name })}>
      <div className="sheet">
        <Filters />
        <Loaded query={events}>
          {(found) =>
            found.events.length === 0 ? (
              <Nothing isNarrowed={isNarrowed} />
            ) : (
              <>
                <EventTable events={found.events} />
                <PageTurns
                  after={after}
                  next={found.next}
                  words={{ first: text('audit.newest'), more: text('audit.older') }}
                  p="md"
                  size="xs"
                />
              </>
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

function Filters(): ReactElement {
  const text = useText();
  const search = useSearch({ from: PLACE });
  const navigate = useNavigate({ from: PLACE });
  const types = useQuery(reading('GET /web/company/event-types', undefined));
  const [typed, setTyped] = useState(search.subject ?? '');
  const go = (next: Partial<typeof search>): void =>
    void navigate({ search: { ...search, after: undefined, ...next }, replace: true });
  const find = useDebouncedCallback((words: string) => go({ subject: words.trim() === '' ? undefined : words.trim() }), 250);
  return (
    <Group p="md" gap="sm" align="flex-end">
      <NativeSelect
        label={text('events.filter.type')}
        value={search.type ?? ''}
        onChange={(event) => go({ type: event.currentTarget.value || undefined })}
        data={[{ value: '', label: text('audit.filter.any') }, ...(types.data ?? []).map((value) => ({ value, label: value }))]}
        w={{ base: '100%', xs: 220 }}
      />
      <TextInput
        label={text('events.filter.subject')}
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          find(event.currentTarget.value);
        }}
        spellCheck={false}
        w={{ base: '100%', xs: 220 }}
      />
      {(['from', 'until'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={text(`audit.filter.${end}`)}
          value={search[end] ?? ''}
          onChange={(event) => go({ [end]: event.currentTarget.value === '' ? undefined : event.currentTarget.value })}
          w={{ base: '47%', xs: 150 }}
        />
      ))}
    </Group>
  );
}

function Nothing({ isNarrowed }: { isNarrowed: boolean }): ReactElement {
  const text = useText();
  if (!isNarrowed) return <Blank title={text('events.none.title')} text={text('events.none.text')} />;
  return <NoneFound title={text('audit.noneFound.title')} all={text('audit.noneFound.all')} />;
}
