import { Alert, Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { call } from '../../api/client.ts';
import { useSession } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useReason } from '../../i18n/refusals.ts';
import { LinkButton } from '../../ui/link.tsx';
import { Outside } from '../sign-in/outside.tsx';
import { AlreadyIn } from './already-in.tsx';
import { CopyNow } from './copy-now.tsx';

/** What the link in the mail opens. Only a press makes the sandbox: programs that check mail open links too. */
export default function ConfirmPage(): ReactElement {
  const text = useText();
  const reason = useReason();
  const { signedIn } = useSession();
  const { token = '' } = useSearch({ from: '/sign-up/confirm' });
  const confirm = useMutation({ mutationFn: () => call('POST /web/sign-ups/confirmation', { body: { token } }) });
  if (confirm.data) return <CopyNow made={confirm.data} />;
  if (signedIn) return <AlreadyIn as={signedIn} />;
  return (
    <Outside title={text('signUp.confirm.title')}>
      <Stack>
        {confirm.isError ? (
          <Alert color="red" role="alert">
            {reason(confirm.error)}
          </Alert>
        ) : (
          <Text>{text('signUp.confirm.text')}</Text>
        )}
        {confirm.isError ? (
          <LinkButton to="/sign-up">{text('signUp.again')}</LinkButton>
        ) : (
          <Button onClick={() => confirm.mutate()} loading={confirm.isPending}>
            {text('signUp.submit')}
          </Button>
        )}
        {confirm.isPending && (
          <Text size="sm" c="dimmed" ta="center" role="status">
            {text('signUp.making')}
          </Text>
        )}
      </Stack>
    </Outside>
  );
}
