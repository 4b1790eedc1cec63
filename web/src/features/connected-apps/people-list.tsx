import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reading, useChange } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';
import type { People } from './connected.ts';

const PLACE = '/company/apps/$appId';

/** Whom an app is connected with, the latest first. */
export function PeopleList({ appId, count }: { appId: string; count: number }): ReactElement {
  const text = useText();
  const { after } = useSearch({ from: PLACE });
  const people = useQuery(
    reading('GET /web/company/connected-apps/{appId}/people', { params: { appId }, query: after ? { after } : {} }),
  );
  return (
    <Section title={`${text('connected.people')} (${count})`}>
      <Loaded query={people} rows={2}>
        {(found) => (
          <>
            {found.people.length === 0 && <Text c="dimmed">{text('connected.people.none')}</Text>}
            <Stack gap="sm" component="ul" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
              {found.people.map((person, index) => (
                <Row key={person.userId} appId={appId} person={person} isFirst={index === 0} />
              ))}
            </Stack>
            {(found.next ?? after) && (
              <Group mt="md" gap="xs">
                {after && (
                  <LinkButton from={PLACE} to="." search={{}} size="xs" variant="default">
                    {text('connected.newest')}
                  </LinkButton>
                )}
                {found.next && (
                  <LinkButton from={PLACE} to="." search={{ after: found.next }} size="xs" variant="default">
                    {text('connected.older')}
                  </LinkButton>
                )}
              </Group>
            )}
          </>
        )}
      </Loaded>
    </Section>
  );
}

function Row(props: { appId: string; person: People['people'][number]; isFirst: boolean }): ReactElement {
  const text = useText();
  const moment = useMoment();
  const say = useSay();
  const { dialog, ask } = useConfirm();
  const { appId, person, isFirst } = props;
  const name = person.name ?? text('connected.person.unknown');
  const end = useChange('DELETE /web/company/connected-apps/{appId}/people/{userId}', [
    'GET /web/company/connected-apps',
    'GET /web/company/connected-apps/{appId}/people',
  ]);
  const press = (): void =>
    ask({
      title: text('connected.disconnectPerson', { name }),
      text: text('connected.disconnect.text'),
      confirm: text('connected.disconnect'),
      act: async () => {
        await end.mutateAsync({ params: { appId, userId: person.userId } });
        say.done('center.disconnected');
      },
    });
  return (
    <Group
      component="li"
      justify="space-between"
      pt={isFirst ? 0 : 'sm'}
      style={isFirst ? {} : { borderTop: '1px solid var(--line)' }}
    >
      <div>
        <Text fw={600}>{name}</Text>
        <Text size="sm" c="dimmed">
          {text('connections.since', { when: moment(person.connectedAt) })}
          {person.lastTokenAt && ` · ${text('connections.lastToken', { when: moment(person.lastTokenAt) })}`}
        </Text>
        <Text size="sm" c="dimmed">
          {text('connected.scopes.count', { count: person.scopes.length })}
        </Text>
      </div>
      <Button size="xs" variant="default" onClick={press} aria-label={text('connected.disconnectPerson', { name })}>
        {text('connected.disconnect')}
      </Button>
      {dialog}
    </Group>
  );
}
