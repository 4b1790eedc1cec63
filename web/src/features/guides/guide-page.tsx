import { Alert, Group, SegmentedControl, NativeSelect, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { CodeBlock } from '../../ui/code.tsx';
import { LinkButton, TextLink } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { Page } from '../../ui/page.tsx';
import { Step, Steps } from '../../ui/steps.tsx';
import type { App } from '../apps/app.ts';
import { FLOWS, GRANTS_OF, stepsOf, type Flow, type Own } from './flows.ts';
import { placed, type Step as FlowStep } from './guide.ts';
import { LANGUAGES } from './languages.ts';

const PLACE = '/developer/guides/$flow';
const isFlow = (text: string): text is Flow => FLOWS.some((one) => one === text);

/** One way to a token, step by step, in the reader's language and with their own ids. */
export default function GuidePage(): ReactElement {
  const { flow } = useParams({ from: PLACE });
  const apps = useQuery(reading('GET /web/apps', undefined));
  const place = useQuery(reading('GET /web/place', undefined));
  if (!isFlow(flow)) return <NotHere />;
  return (
    <Loaded query={apps}>
      {(all) => <Loaded query={place}>{({ baseUrl }) => <Guide flow={flow} apps={all} baseUrl={baseUrl} />}</Loaded>}
    </Loaded>
  );
}

function Guide({ flow, apps, baseUrl }: { flow: Flow; apps: readonly App[]; baseUrl: string }): ReactElement {
  const text = useText();
  const { login, company } = useSignedIn();
  const { app: wished } = useSearch({ from: PLACE });
  const app = apps.find(({ id }) => id === wished) ?? apps[0];
  const own: Own = {
    baseUrl,
    login,
    companyId: company.id,
    clientId: app?.id ?? 'CLIENT_ID',
    redirectUri: app?.redirectUris[0] ?? 'https://app.example/callback',
  };
  return (
    <Stack gap="xs">
      <Group maw={1080} mx="auto" w="100%">
        <TextLink to="/developer/guides" size="sm">
          {text('guides.title')}
        </TextLink>
      </Group>
      <Page title={text(`guides.${flow}`)} lead={text(`guides.${flow}.for`)} width="text">
        <Choices apps={apps} app={app} />
        <Missing flow={flow} app={app} />
        <Steps>
          {stepsOf(flow, own).map((step) => (
            <GuideStep key={step.id} flow={flow} own={own} step={step} />
          ))}
        </Steps>
      </Page>
    </Stack>
  );
}

function Choices({ apps, app }: { apps: readonly App[]; app: App | undefined }): ReactElement {
  const text = useText();
  const navigate = useNavigate({ from: PLACE });
  const current = useSearch({ from: PLACE });
  return (
    <Group align="flex-end" justify="space-between">
      {app && (
        <NativeSelect
          label={text('guides.app')}
          data={apps.map(({ id, name }) => ({ value: id, label: name }))}
          value={app.id}
          onChange={(event) => void navigate({ search: { ...current, app: event.currentTarget.value }, replace: true })}
        />
      )}
      <SegmentedControl
        size="xs"
        aria-label={text('guides.language')}
        value={current.lang ?? 'curl'}
        data={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={(lang) => void navigate({ search: { ...current, lang }, replace: true })}
      />
    </Group>
  );
}

/** An app that cannot go this way yet. */
function Missing({ flow, app }: { flow: Flow; app: App | undefined }): ReactElement | null {
  const text = useText();
  if (!app)
    return (
      <Alert color="sun" title={text('reference.noApp.title')}>
        <LinkButton to="/developer/apps/new" size="xs" variant="default">
          {text('action.newApp')}
        </LinkButton>
      </Alert>
    );
  const lacking = GRANTS_OF[flow].filter((grant) => !app.grants.includes(grant));
  if (lacking.length === 0) return null;
  return (
    <Alert color="sun">
      {text('guides.lacking', { grants: lacking.map((grant) => `“${text(`grant.${grant}`)}”`).join(', ') })}{' '}
      <TextLink to="/developer/apps/$appId" params={{ appId: app.id }} size="sm" underline="always">
        {text('guides.lacking.change')}
      </TextLink>
    </Alert>
  );
}

function GuideStep({ flow, own, step }: { flow: Flow; own: Own; step: FlowStep }): ReactElement {
  const text = useText();
  const { lang = 'curl' } = useSearch({ from: PLACE });
  const language = LANGUAGES.find(({ code }) => code === lang) ?? LANGUAGES[0];
  const at = placed(stepsOf(flow, own)).find((one) => one.step.id === step.id);
  return (
    <Step title={text(`guides.step.${step.id}`)} lead={text(`guides.step.${step.id}.text`)}>
      {step.opens !== undefined && <CodeBlock label={text('guides.opens')} code={step.opens} />}
      {at && <CodeBlock label={language.name} code={language.render(at)} />}
    </Step>
  );
}
