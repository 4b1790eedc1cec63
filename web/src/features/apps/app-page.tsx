import { Badge, Group, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, type ReactElement } from 'react';
import { reading, useSession } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { withWords } from '../../i18n/words.ts';
import { CodeLine } from '../../ui/code.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { Loaded, Waiting } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { TokenMaker } from '../tokens/token-maker.tsx';
import type { App } from './app.ts';
import { AppSettings } from './app-settings.tsx';
import { Secrets } from './secrets.tsx';

const ListingTab = lazy(withWords(() => import('../listing/listing-tab.tsx'), 'listing', 'center', 'developer'));

export default function AppPage(): ReactElement {
  const { appId } = useParams({ from: '/developer/apps/$appId' });
  const app = useQuery(reading('GET /web/apps/{appId}', { params: { appId } }));
  return <Loaded query={app}>{(found) => <Parts app={found} />}</Loaded>;
}

function Parts({ app }: { app: App }): ReactElement {
  const text = useText();
  const { sandbox } = useSession();
  const { tab } = useSearch({ from: '/developer/apps/$appId' });
  const navigate = useNavigate({ from: '/developer/apps/$appId' });
  const known = sandbox ? (['settings', 'secrets', 'listing', 'token'] as const) : (['settings', 'secrets', 'listing'] as const);
  const current = known.find((one) => one === tab) ?? 'settings';
  return (
    <Page
      title={app.name}
      width="text"
      lead={app.description}
      actions={app.enabled ? null : <Badge color="red">{text('apps.off')}</Badge>}
    >
      <Group justify="space-between">
        <CodeLine label={text('apps.column.clientId')} value={app.id} />
        <LinkButton to="/developer/requests" search={{ app: app.id }} size="xs" variant="default">
          {text('app.requests')}
        </LinkButton>
      </Group>
      <Tabs
        value={current}
        onChange={(next) => void navigate({ search: { tab: next as typeof current }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="lg" className="tabs" aria-label={text('app.tabs')}>
          {known.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {text(`app.tab.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="settings">
          <AppSettings key={app.updatedAt} app={app} />
        </Tabs.Panel>
        <Tabs.Panel value="secrets">
          <Secrets app={app} />
        </Tabs.Panel>
        <Tabs.Panel value="listing">
          <Suspense fallback={<Waiting />}>
            <ListingTab app={app} />
          </Suspense>
        </Tabs.Panel>
        {sandbox && (
          <Tabs.Panel value="token">
            <TokenMaker app={app} />
          </Tabs.Panel>
        )}
      </Tabs>
    </Page>
  );
}
