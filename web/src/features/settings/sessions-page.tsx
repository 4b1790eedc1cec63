import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconDeviceLaptop } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { AnswerOf } from '../../api/client.ts';
import { reading, refreshSession, useChange } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';

type OpenSession = AnswerOf<'GET /web/sessions'>[number];

export default function SessionsPage(): ReactElement {
  const text = useText();
  const sessions = useQuery(reading('GET /web/sessions', undefined));
  return (
    <Page title={text('sessions.title')} lead={text('sessions.lead')} width="text">
      <Section>
        <Loaded query={sessions} rows={2}>
          {(all) => (
            <Stack gap={0} component="ul" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
              {all.map((one, index) => (
                <SessionRow key={one.id} session={one} isFirst={index === 0} />
              ))}
            </Stack>
          )}
        </Loaded>
      </Section>
    </Page>
  );
}

function SessionRow({ session, isFirst }: { session: OpenSession; isFirst: boolean }): ReactElement {
  const text = useText();
  const say = useSay();
  const moment = useMoment();
  const end = useChange('DELETE /web/sessions/{sessionId}', ['GET /web/sessions']);
  const { id, browser, createdAt, lastSeenAt, method, here } = session;
  const when = moment(createdAt);
  // Afterwards the row is gone, and with it whoever would listen in it.
  const press = async (): Promise<void> => {
    try {
      await end.mutateAsync({ params: { sessionId: id } });
    } catch (error) {
      return say.failed(error);
    }
    if (here) await refreshSession();
    else say.done('sessions.ended');
  };
  return (
    <Group component="li" justify="space-between" py="sm" style={isFirst ? {} : { borderTop: '1px solid var(--line)' }}>
      <Group gap="sm" wrap="nowrap">
        <IconDeviceLaptop size={22} stroke={1.5} aria-hidden />
        <div>
          <Text fw={600}>
            {browser} {here && <Badge ml={4}>{text('sessions.here')}</Badge>}
          </Text>
          <Text size="sm" c="dimmed">
            {text('sessions.since', { when, method: text(`sessions.method.${method}`) })}
          </Text>
          <Text size="sm" c="dimmed">
            {text('sessions.seen', { when: moment(lastSeenAt) })}
          </Text>
        </div>
      </Group>
      <Button
        size="xs"
        variant="default"
        loading={end.isPending}
        onClick={() => void press()}
        aria-label={text('sessions.endOf', { browser, when })}
      >
        {text('sessions.end')}
      </Button>
    </Group>
  );
}
