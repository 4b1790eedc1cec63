import { Button, Group, Stack } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { call } from '../../api/client.ts';
import { useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { CodeBlock } from '../../ui/code.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import type { App } from '../apps/app.ts';
import { hear, type Heard } from './hear.ts';
import { PrincipalPicker, type Chosen } from '../tokens/principal-picker.tsx';

/** With a fresh token. */
async function callAs(app: App, userId: string | undefined): Promise<Heard> {
  const { accessToken } = await call('POST /web/apps/{appId}/tokens', {
    params: { appId: app.id },
    body: userId === undefined ? {} : { principalId: userId },
  });
  return hear(accessToken);
}

export function TryIt({ app }: { app: App }): ReactElement {
  const text = useText();
  const { userId, name } = useSignedIn();
  const [chosen, setChosen] = useState<Chosen>({ id: userId, name });
  const attempt = useMutation({ mutationFn: () => callAs(app, chosen.id) });
  const { data: heard } = attempt;
  return (
    <Stack gap="sm">
      <Group align="flex-end">
        <div style={{ flex: '1 1 220px', maxWidth: 320 }}>
          <PrincipalPicker label={text('welcome.try.as')} value={chosen} onChange={setChosen} />
        </div>
        <Button leftSection={<IconPlayerPlay size={16} />} onClick={() => attempt.mutate()} loading={attempt.isPending}>
          {text('welcome.try')}
        </Button>
      </Group>
      <div role="status">
        {heard && <CodeBlock label={text('welcome.try.answer', { status: heard.status, ms: heard.ms })} code={heard.body} />}
      </div>
      {attempt.isError && <Trouble error={attempt.error} />}
    </Stack>
  );
}
