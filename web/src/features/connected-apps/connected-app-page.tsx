import { Button, Group, Switch, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reading, useChange, useSignedIn } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { Page } from '../../ui/page.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';
import type { ConnectedApp } from './connected.ts';
import { Marks } from './marks.tsx';
import { PeopleList } from './people-list.tsx';
import { Rights } from './rights.tsx';

const STALE = ['GET /web/company/connected-apps', 'GET /web/app-center', 'GET /web/app-center/{appId}'] as const;

/** One connected app: what it may do and for whom, and how to end it. */
export default function ConnectedAppPage(): ReactElement {
  const { appId } = useParams({ from: '/company/apps/$appId' });
  const apps = useQuery(reading('GET /web/company/connected-apps', undefined));
  return (
    <Loaded query={apps}>
      {(all) => {
        const app = all.find((one) => one.appId === appId);
        return app ? <Whole app={app} /> : <NotHere />;
      }}
    </Loaded>
  );
}

function Whole({ app }: { app: ConnectedApp }): ReactElement {
  return (
    <Page title={app.name} lead={app.description} width="text" actions={<Group gap={6}>{<Marks app={app} />}</Group>}>
      <CompanyPart app={app} />
      <BlockPart app={app} />
      <PeopleList appId={app.appId} count={app.people} />
      <Rights app={app} />
    </Page>
  );
}

function CompanyPart({ app }: { app: ConnectedApp }): ReactElement {
  const text = useText();
  const moment = useMoment();
  const say = useSay();
  const { company } = useSignedIn();
  const { dialog, ask } = useConfirm();
  const end = useChange('DELETE /web/company/connected-apps/{appId}', STALE);
  const { appId, name, companySince, connectedBy, lastTokenAt } = app;
  const press = (): void =>
    ask({
      title: text('connected.disconnectCompany.title', { name, company: company.name }),
      text: text('connected.disconnect.text'),
      confirm: text('connected.disconnect'),
      act: async () => {
        await end.mutateAsync({ params: { appId } });
        say.done('center.disconnected');
      },
    });
  return (
    <Section
      title={company.name}
      actions={
        companySince && (
          <Button variant="default" size="xs" onClick={press}>
            {text('connected.disconnectCompany')}
          </Button>
        )
      }
    >
      <Text size="sm">
        {companySince ? text('connected.company.yes', { when: moment(companySince) }) : text('connected.company.no')}
        {connectedBy && ` ${text('connected.company.by', { name: connectedBy })}`}
      </Text>
      {lastTokenAt && (
        <Text size="sm" c="dimmed">
          {text('connections.lastToken', { when: moment(lastTokenAt) })}
        </Text>
      )}
      {dialog}
    </Section>
  );
}

function BlockPart({ app }: { app: ConnectedApp }): ReactElement {
  const text = useText();
  const say = useSay();
  const change = useChange('PATCH /web/company/connected-apps/{appId}', STALE);
  const turn = (blocked: boolean): void =>
    change.mutate(
      { params: { appId: app.appId }, body: { blocked } },
      { onSuccess: () => say.done(blocked ? 'connected.blocked.done' : 'connected.unblocked.done'), onError: say.failed },
    );
  return (
    <Section>
      <Switch
        checked={app.blocked}
        disabled={change.isPending}
        onChange={(event) => turn(event.currentTarget.checked)}
        label={text('connected.block')}
        description={text('connected.block.hint')}
      />
    </Section>
  );
}
