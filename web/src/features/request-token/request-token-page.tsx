import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import type { AnswerOf } from '../../api/client.ts';
import { useChange, useSignedIn } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { CodeBlock, CodeLine } from '../../ui/code.tsx';
import { useSaving } from '../../ui/form.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import { redeemCurl } from './redeem-curl.ts';

type Made = AnswerOf<'POST /web/company/request-tokens'>;

/** The company request token: asked for by the id of an app, shown once, asked for again at will. */
export default function RequestTokenPage(): ReactElement {
  const text = useText();
  const { company } = useSignedIn();
  const [made, setMade] = useState<Made>();
  return (
    <Page title={text('requestToken.title')} lead={text('requestToken.lead', { company: company.name })} width="text">
      <Ask onMade={setMade} />
      {made && <Shown made={made} />}
    </Page>
  );
}

function Ask({ onMade }: { onMade: (made: Made) => void }): ReactElement {
  const text = useText();
  const { app = '' } = useSearch({ from: '/company/request-token' });
  const create = useChange('POST /web/company/request-tokens', []);
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues: { appId: app },
    validate: ({ appId }) => (appId.trim() === '' ? { appId: text('requestToken.app.missing') } : {}),
    save: async ({ appId }) => onMade(await create.mutateAsync({ body: { appId: appId.trim() } })),
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Section>
        <Stack>
          {problem}
          <TextInput
            label={text('requestToken.app')}
            description={text('requestToken.app.hint')}
            maxLength={100}
            spellCheck={false}
            autoComplete="off"
            styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
            {...form.getInputProps('appId')}
          />
          <Group>
            <Button type="submit" loading={isBusy}>
              {text('requestToken.submit')}
            </Button>
          </Group>
        </Stack>
      </Section>
    </form>
  );
}

function Shown({ made }: { made: Made }): ReactElement {
  const text = useText();
  const moment = useMoment();
  return (
    <Section title={text('requestToken.made.title', { name: made.appName })}>
      <Stack>
        <Alert color="sun" icon={<IconEyeOff />} role="status">
          {text('requestToken.made.text', { when: moment(made.expiresAt) })}
        </Alert>
        <CodeLine label={text('requestToken.company')} value={made.companyId} />
        <CodeLine label={text('requestToken.token')} value={made.token} />
        <Text size="sm" c="dimmed" mt="sm">
          {text('requestToken.next.text')}
        </Text>
        <CodeBlock label={text('requestToken.next')} code={redeemCurl(made)} />
      </Stack>
    </Section>
  );
}
