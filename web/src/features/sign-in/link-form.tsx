import { Alert, Anchor, Text } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { call } from '../../api/client.ts';
import { useSession } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useSaving } from '../../ui/form.tsx';
import { LoginInput, StepForm } from './step-form.tsx';

export function LinkForm(): ReactElement {
  const text = useText();
  const { sandbox } = useSession();
  const [sentTo, setSentTo] = useState<string>();
  const { form, ...saving } = useSaving({
    initialValues: { login: '' },
    validate: ({ login }) => (login.trim() === '' ? { login: text('signIn.missing.login') } : {}),
    save: async ({ login }) => {
      const { pathname, search } = window.location;
      await call('POST /web/sign-in-links', { body: { login, returnTo: pathname + search } });
      setSentTo(login);
    },
  });
  if (sentTo !== undefined)
    return (
      <Alert icon={<IconMailCheck />} title={text('signIn.sent.title')} role="status">
        <Text size="sm">{text('signIn.sent.text', { login: sentTo })}</Text>
        {sandbox && (
          <Anchor href="/sandbox/mailbox" size="sm" underline="always" mt="xs" display="block">
            {text('signIn.sent.sandbox')}
          </Anchor>
        )}
      </Alert>
    );
  return (
    <StepForm saving={saving} lead={text('signIn.link.text')} submit={text('signIn.link.submit')}>
      <LoginInput {...form.getInputProps('login')} />
    </StepForm>
  );
}
