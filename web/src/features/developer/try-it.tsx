import { Button, Group, Stack } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { call } from '../../api/client.ts';
import { ConnectionLost } from '../../api/errors.ts';
import { useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { CodeBlock } from '../../ui/code.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import type { App } from '../apps/app.ts';
import { PrincipalPicker, type Chosen } from '../tokens/principal-picker.tsx';

interface Heard {
  readonly status: number;
  readonly ms: number;
  readonly body: string;
}

/** The call of a program, made from here: a real token, the public API. */
async function callAs(app: App, userId: string | undefined): Promise<Heard> {
  const { accessToken } = await call('POST /web/apps/{appId}/tokens', {
    params: { appId: app.id },
    body: userId === undefined ? {} : { principalId: userId },
  });
  const began = performance.now();
  const headers = { authorization: `Bearer ${accessToken}`, accept: 'application/json' };
  const answer = await fetch('/profile/v1/me', { headers, credentials: 'omit' }).catch(() => {
    throw new ConnectionLost();
  });
  const ms = Math.round(performance.now() - began);
  const body = await answer.text();
  return { status: answer.status, ms, body: pretty(body) };
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
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
