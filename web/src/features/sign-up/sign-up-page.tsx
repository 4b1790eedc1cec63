import { Alert, Anchor, Text } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import type { AnswerOf } from '../../api/client.ts';
import { useSession } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { LinkButton, TextLink } from '../../ui/link.tsx';
import { Outside } from '../sign-in/outside.tsx';
import { AlreadyIn } from './already-in.tsx';
import { CopyNow } from './copy-now.tsx';
import { SignUpForm } from './sign-up-form.tsx';

export type Made = NonNullable<AnswerOf<'POST /web/sign-ups'>>;

/** From nothing to a sandbox of one's own. */
export default function SignUpPage(): ReactElement {
  const text = useText();
  const { signedIn, signUp } = useSession();
  const [made, setMade] = useState<Made>();
  const [sentTo, setSentTo] = useState<string>();
  if (made) return <CopyNow made={made} />;
  if (sentTo !== undefined) return <Sent to={sentTo} />;
  if (signUp === 'off')
    return (
      <Outside title={text('signUp.off.title')}>
        <Text>{text('signUp.off.text')}</Text>
        <LinkButton to="/" mt="lg">
          {text('signIn.title')}
        </LinkButton>
      </Outside>
    );
  if (signedIn) return <AlreadyIn as={signedIn} />;
  return (
    <Outside title={text('signUp.title')}>
      <Text size="sm" c="dimmed" mb="md">
        {text('signUp.lead')}
      </Text>
      <SignUpForm onMade={setMade} onSent={setSentTo} />
      <Text ta="center" size="sm" mt="lg">
        {text('signUp.have')}{' '}
        <TextLink to="/" underline="always">
          {text('signIn.title')}
        </TextLink>
      </Text>
    </Outside>
  );
}

function Sent({ to }: { to: string }): ReactElement {
  const text = useText();
  return (
    <Outside title={text('signIn.sent.title')}>
      <Alert icon={<IconMailCheck />} role="status">
        <Text size="sm">{text('signUp.sent', { email: to })}</Text>
        <Anchor href="/sandbox/mailbox" size="sm" underline="always" mt="xs" display="block">
          {text('signUp.sent.mailbox')}
        </Anchor>
      </Alert>
    </Outside>
  );
}
