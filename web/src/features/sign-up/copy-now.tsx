import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconArrowRight, IconEyeOff, IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { refreshSession } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { CodeBlock, CodeLine } from '../../ui/code.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { callCurl } from '../developer/snippets.ts';
import { hear } from '../developer/hear.ts';
import { Outside } from '../sign-in/outside.tsx';
import type { Made } from './sign-up-page.tsx';

/** The first credentials, this once: nothing else will tell the secret again. */
export function CopyNow({ made }: { made: Made }): ReactElement {
  const text = useText();
  const navigate = useNavigate();
  const { clientId, clientSecret, accessToken, baseUrl, companyName, expiresIn } = made;
  const goOn = async (): Promise<void> => {
    await refreshSession();
    await navigate({ to: '/company/setup' });
  };
  return (
    <Outside title={text('copyNow.title', { company: companyName })} isWide>
      <Stack>
        <Alert color="sun" icon={<IconEyeOff />} title={text('copyNow.warning')}>
          {text('copyNow.text')}
        </Alert>
        <CodeLine label={text('app.made.clientId')} value={clientId} />
        <CodeLine label={text('app.made.secret')} value={clientSecret} />
        <CodeLine label={text('welcome.places.base')} value={baseUrl} />
        <CodeBlock label={text('copyNow.token', { minutes: Math.round(expiresIn / 60) })} code={accessToken} />
        <CodeBlock label="curl" code={callCurl({ url: `${baseUrl}/profile/v1/me`, token: accessToken })} />
        <FirstCall token={accessToken} />
        <Group justify="flex-end">
          <Button onClick={() => void goOn()} rightSection={<IconArrowRight size={16} />}>
            {text('copyNow.done')}
          </Button>
        </Group>
      </Stack>
    </Outside>
  );
}

function FirstCall({ token }: { token: string }): ReactElement {
  const text = useText();
  const attempt = useMutation({ mutationFn: () => hear(token) });
  const { data: heard } = attempt;
  return (
    <Stack gap="sm">
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlayerPlay size={16} />}
          onClick={() => attempt.mutate()}
          loading={attempt.isPending}
        >
          {text('welcome.try')}
        </Button>
        <Text size="sm" c="dimmed">
          {text('copyNow.try')}
        </Text>
      </Group>
      <div role="status">
        {heard && <CodeBlock label={text('welcome.try.answer', { status: heard.status, ms: heard.ms })} code={heard.body} />}
      </div>
      {attempt.isError && <Trouble error={attempt.error} />}
    </Stack>
  );
}
