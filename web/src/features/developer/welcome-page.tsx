import { Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reading, useSession, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { CodeBlock, CodeLine } from '../../ui/code.tsx';
import { LinkButton, TextLink } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { Step, Steps } from '../../ui/steps.tsx';
import type { App } from '../apps/app.ts';
import { stepsOf } from '../guides/flows.ts';
import { placed } from '../guides/guide.ts';
import { curl } from '../guides/render/curl.ts';
import { Addresses } from './addresses.tsx';
import { TryIt } from './try-it.tsx';

/** From nothing to a first call, with the ids of the own company. */
export default function WelcomePage(): ReactElement {
  const text = useText();
  const apps = useQuery(reading('GET /web/apps', undefined));
  const place = useQuery(reading('GET /web/place', undefined));
  return (
    <Page title={text('welcome.title')} lead={text('welcome.lead')} width="text">
      <Loaded query={apps}>
        {(all) => <Loaded query={place}>{({ baseUrl }) => <FirstCall apps={all} baseUrl={baseUrl} />}</Loaded>}
      </Loaded>
      <Loaded query={place}>{(found) => <Addresses place={found} />}</Loaded>
    </Page>
  );
}

function FirstCall({ apps, baseUrl }: { apps: readonly App[]; baseUrl: string }): ReactElement {
  const text = useText();
  const { sandbox } = useSession();
  const { login, company } = useSignedIn();
  const { app: wished } = useSearch({ from: '/developer/' });
  const app = apps.find(({ id }) => id === wished) ?? apps[0];
  const clientId = app?.id ?? 'CLIENT_ID';
  const own = { baseUrl, clientId, login, companyId: company.id, redirectUri: '' };
  const [tokenCurl = '', callCurl = ''] = placed(stepsOf('password', own)).map(curl);
  return (
    <Steps>
      <Step title={text('welcome.step.app')} lead={text('welcome.step.app.text')}>
        {app ? (
          <ChooseApp apps={apps} app={app} />
        ) : (
          <LinkButton to="/developer/apps/new">{text('welcome.step.app.create')}</LinkButton>
        )}
      </Step>
      <Step title={text('welcome.step.token')} lead={text('welcome.step.token.text')}>
        <CodeBlock label="curl" code={tokenCurl} />
        {app && (
          <Text size="sm" c="dimmed">
            {text('welcome.step.token.secret')}
          </Text>
        )}
      </Step>
      <Step title={text('welcome.step.call')} lead={text('welcome.step.call.text')}>
        <CodeBlock label="curl" code={callCurl} />
        {app && sandbox && <TryIt key={app.id} app={app} />}
      </Step>
    </Steps>
  );
}

function ChooseApp({ apps, app }: { apps: readonly App[]; app: App }): ReactElement {
  const text = useText();
  const navigate = useNavigate({ from: '/developer/' });
  return (
    <Stack gap="xs">
      {apps.length > 1 && (
        <NativeSelect
          label={text('welcome.step.app.choose')}
          data={apps.map(({ id, name }) => ({ value: id, label: name }))}
          value={app.id}
          onChange={(event) => void navigate({ search: { app: event.currentTarget.value }, replace: true })}
          maw={320}
        />
      )}
      <Group gap="4px 32px" align="flex-end">
        <CodeLine label={text('apps.column.clientId')} value={app.id} />
        <TextLink to="/developer/apps/$appId" params={{ appId: app.id }} size="sm" lh="28px">
          {app.name}
        </TextLink>
      </Group>
    </Stack>
  );
}
