import { Badge, Button, Group, Table, Text, TextInput, VisuallyHidden } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { AnswerOf } from '../../api/client.ts';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { PersonActions } from './person-actions.tsx';

type People = AnswerOf<'GET /web/people'>;
export type Person = People['people'][number];

interface Arrangement {
  readonly search?: string | undefined;
  readonly from?: string | undefined;
}

const PAGE = 25;

export function PeopleList(props: {
  search: string;
  from: string | undefined;
  onArranged: (next: Arrangement) => void;
}): ReactElement {
  const text = useText();
  const { search, from, onArranged } = props;
  const find = useDebouncedCallback((words: string) => onArranged({ search: words || undefined }), 200);
  const people = useQuery({
    ...reading('GET /web/people', { query: { search, ...(from === undefined ? {} : { from }) } }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className="sheet">
      <Group p="md" justify="space-between">
        <TextInput
          aria-label={text('people.search')}
          placeholder={text('people.search')}
          leftSection={<IconSearch size={16} />}
          defaultValue={search}
          onChange={(event) => find(event.currentTarget.value)}
          w={{ base: '100%', xs: 280 }}
        />
        <Text size="sm" c="dimmed" role="status">
          {people.data && text('people.count', { count: people.data.total })}
        </Text>
      </Group>
      <Loaded query={people}>
        {(found) =>
          found.people.length === 0 ? (
            <Blank title={text('people.none.title')} text={text('people.none.text')} />
          ) : (
            <PeopleTable people={found.people} />
          )
        }
      </Loaded>
      <Pages
        from={Number(from ?? 1)}
        found={people.data}
        onTurn={(next) => onArranged({ search: search || undefined, from: next })}
      />
    </div>
  );
}

function PeopleTable({ people }: { people: readonly Person[] }): ReactElement {
  const text = useText();
  const { userId } = useSignedIn();
  return (
    <Table.ScrollContainer minWidth={320} type="native" className="stacks">
      <Table horizontalSpacing="md" verticalSpacing={10}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text('people.column.name')}</Table.Th>
            <Table.Th>{text('people.column.state')}</Table.Th>
            <Table.Th>
              <VisuallyHidden>{text('people.column.actions')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {people.map((person) => (
            <Table.Tr key={person.id}>
              <Table.Td>
                <Text fw={600}>
                  {person.name} {person.id === userId && <Badge ml={4}>{text('people.you')}</Badge>}
                </Text>
                <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {[person.login, person.title].filter(Boolean).join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                <Group gap={6}>
                  {!person.active && <Badge color="red">{text('people.inactive')}</Badge>}
                  {person.invited && <Badge color="sun">{text('people.invited')}</Badge>}
                  {person.secondFactor && <Badge color="spruce">{text('people.secondFactor')}</Badge>}
                </Group>
              </Table.Td>
              <Table.Td ta="right">
                <PersonActions person={person} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Pages(props: {
  from: number;
  found: People | undefined;
  onTurn: (from: string | undefined) => void;
}): ReactElement | null {
  const text = useText();
  const { from, found, onTurn } = props;
  const next = found?.next ?? null;
  if (!found || (from === 1 && next === null)) return null;
  const before = from - PAGE;
  return (
    <Group p="md" justify="flex-end">
      <Button variant="default" size="xs" disabled={from === 1} onClick={() => onTurn(before > 1 ? String(before) : undefined)}>
        {text('list.before')}
      </Button>
      <Button variant="default" size="xs" disabled={next === null} onClick={() => onTurn(String(next))}>
        {text('list.next')}
      </Button>
    </Group>
  );
}
