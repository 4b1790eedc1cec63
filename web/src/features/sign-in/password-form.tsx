import { Anchor } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { call } from '../../api/client.ts';
import { CallRefused } from '../../api/errors.ts';
import { refreshSession } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Password } from '../../ui/password.tsx';
import { useSaving } from '../../ui/form.tsx';
import { LoginInput, StepForm } from './step-form.tsx';

const DUE = 'identity.sign-in.must-change-password';
const here = (): string => window.location.pathname + window.location.search;

export function PasswordForm({ onCodeOwed }: { onCodeOwed: () => void }): ReactElement {
  const text = useText();
  const [isDue, setIsDue] = useState(false);
  const { form, ...saving } = useSaving({
    initialValues: { login: '', password: '' },
    validate: ({ login, password }) => ({
      ...(login.trim() === '' ? { login: text('signIn.missing.login') } : {}),
      ...(password === '' ? { password: text('signIn.missing.password') } : {}),
    }),
    save: async (body) => {
      try {
        const owed = await call('POST /web/session', { body });
        if (owed) onCodeOwed();
        else await refreshSession();
      } catch (error) {
        setIsDue(error instanceof CallRefused && error.code === DUE);
        throw error;
      }
    },
  });
  return (
    <StepForm saving={saving} submit={text('signIn.submit')}>
      {isDue && (
        <Anchor href={`/sign-in?return_to=${encodeURIComponent(here())}`} underline="always">
          {text('signIn.change')}
        </Anchor>
      )}
      <LoginInput data-autofocus {...form.getInputProps('login')} />
      <Password label={text('signIn.password')} autoComplete="current-password" {...form.getInputProps('password')} />
    </StepForm>
  );
}
