import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { call } from '../../api/client.ts';
import { useText } from '../../i18n/language.tsx';
import { Password } from '../../ui/password.tsx';
import { useSaving } from '../../ui/form.tsx';
import { emailFaults, missingFaults } from './faults.ts';
import type { Made } from './sign-up-page.tsx';

const LEAST = 12;

export function SignUpForm(props: { onMade: (made: Made) => void; onSent: (to: string) => void }): ReactElement {
  const text = useText();
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues: { givenName: '', familyName: '', companyName: '', email: '', password: '' },
    validate: (values) => ({
      ...missingFaults(values, ['givenName', 'familyName', 'companyName'], text),
      ...emailFaults(values.email, text),
      ...(Array.from(values.password).length < LEAST ? { password: text('signUp.password.short', { count: LEAST }) } : {}),
    }),
    fieldOf: (path) => (path === 'login' ? 'email' : path),
    save: async (body) => {
      const made = await call('POST /web/sign-ups', { body });
      if (made) props.onMade(made);
      else props.onSent(body.email);
    },
  });
  const { getInputProps } = form;
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {problem}
        <Group grow align="flex-start">
          <TextInput label={text('person.givenName')} autoComplete="given-name" {...getInputProps('givenName')} />
          <TextInput label={text('person.familyName')} autoComplete="family-name" {...getInputProps('familyName')} />
        </Group>
        <TextInput label={text('signUp.company')} autoComplete="organization" {...getInputProps('companyName')} />
        <TextInput
          label={text('signUp.email')}
          description={text('signUp.email.hint')}
          type="email"
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          {...getInputProps('email')}
        />
        <Password
          label={text('signIn.password')}
          description={text('signUp.password.hint', { count: LEAST })}
          autoComplete="new-password"
          {...getInputProps('password')}
        />
        <Button type="submit" loading={isBusy} fullWidth>
          {text('signUp.submit')}
        </Button>
        {isBusy && (
          <Text size="sm" c="dimmed" ta="center" role="status">
            {text('signUp.making')}
          </Text>
        )}
      </Stack>
    </form>
  );
}
