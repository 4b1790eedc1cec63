import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import { useEffect, useState, type ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CodeBlock, CodeLine } from '../../ui/code.tsx';
import { tokenCurl } from '../developer/snippets.ts';

export interface ShownSecret {
  readonly clientId: string;
  readonly secret: string;
}

/** A new secret, this once. It goes by the button alone, so that no stray click loses it. */
export function SecretShown({ shown, onDone }: { shown: ShownSecret | undefined; onDone: () => void }): ReactElement {
  const text = useText();
  const [kept, setKept] = useState(shown);
  useEffect(() => {
    if (shown) setKept(shown);
  }, [shown]);
  const { clientId = '', secret = '' } = kept ?? {};
  return (
    <Dialog
      opened={shown !== undefined}
      onClose={() => {}}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
      title={text('app.made.title')}
      size="lg"
    >
      <Stack>
        <Alert color="sun" icon={<IconEyeOff />}>
          {text('app.made.text')}
        </Alert>
        <CodeLine label={text('app.made.clientId')} value={clientId} />
        <CodeLine label={text('app.made.secret')} value={secret} />
        <CodeBlock label="curl" code={tokenCurl({ baseUrl: window.location.origin, clientId, secret })} />
        <Group justify="flex-end">
          <Button onClick={onDone}>{text('app.made.confirm')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
