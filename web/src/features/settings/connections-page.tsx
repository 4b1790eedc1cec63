import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { AnswerOf } from '../../api/client.ts';
import { reading, useChange } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';

type Connection = AnswerOf<'GET /web/connections'>[number];

/** What somebody has given access to their own data, and how to take it back. */
export default function ConnectionsPage(): ReactElement {
  const text = useText();
  const connections = useQuery(reading('GET /web/connections', undefined));
  return (
    <Page title={text('connections.title')} lead={text('connections.lead')} width="text">
      <Section>
        <Loaded query={connections} rows={2}>
          {(all) =>
            all.length === 0 ? (
              <Blank
                title={text('connections.none.title')}
                text={text('connections.none.text')}
                action={<LinkButton to="/app-center">{text('connected.center')}</LinkButton>}
              />
            ) : (
              <Stack gap={0} component="ul" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
                {all.map((one, index) => (
                  <Row key={one.appId} connection={one} isFirst={index === 0} />
                ))}
              </Stack>
            )
          }
        </Loaded>
      </Section>
    </Page>
  );
}

function Row({ connection, isFirst }: { connection: Connection; isFirst: boolean }): ReactElement {
  const text = useText();
  const moment = useMoment();
  const say = useSay();
  const { dialog, ask } = useConfirm();
  const end = useChange('DELETE /web/connections/{appId}', ['GET /web/connections', 'GET /web/app-center']);
  const { appId, name, connectedAt, lastTokenAt, scopes } = connection;
  const press = (): void =>
    ask({
      title: text('center.disconnect.title', { name }),
      text: text('center.disconnect.text'),
      confirm: text('center.disconnect'),
      act: async () => {
        await end.mutateAsync({ params: { appId } });
        say.done('center.disconnected');
      },
    });
  return (
    <Group component="li" justify="space-between" py="sm" style={isFirst ? {} : { borderTop: '1px solid var(--line)' }}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <IconPlugConnected size={22} stroke={1.5} aria-hidden />
        <div>
          <Text fw={600}>{name}</Text>
          <Text size="sm" c="dimmed">
            {text('connections.since', { when: moment(connectedAt) })}
            {lastTokenAt && ` · ${text('connections.lastToken', { when: moment(lastTokenAt) })}`}
          </Text>
          <Text size="sm" c="dimmed">
            {text('connected.scopes.count', { count: scopes.length })}
          </Text>
        </div>
      </Group>
      <Button size="xs" variant="default" onClick={press} aria-label={text('connected.disconnectPerson', { name })}>
        {text('center.disconnect')}
      </Button>
      {dialog}
    </Group>
  );
}
