import { Button, Stack, Text, TextInput } from '@mantine/core';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { useText } from '../../i18n/language.tsx';
import type { Saving } from '../../ui/form.tsx';

interface Step {
  readonly saving: Pick<Saving<Record<string, unknown>>, 'onSubmit' | 'isBusy' | 'problem'>;
  readonly lead?: string;
  readonly submit: string;
  readonly children: ReactNode;
  /** Below the button. */
  readonly foot?: ReactNode;
}

/** A step of signing in: what it asks for, and the button that sends it. */
export function StepForm({ saving: { onSubmit, isBusy, problem }, lead, submit, children, foot }: Step): ReactElement {
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md">
        {lead && (
          <Text size="sm" c="dimmed">
            {lead}
          </Text>
        )}
        {problem}
        {children}
        <Button type="submit" loading={isBusy} fullWidth>
          {submit}
        </Button>
        {foot}
      </Stack>
    </form>
  );
}

export function LoginInput(props: ComponentProps<typeof TextInput>): ReactElement {
  const text = useText();
  return (
    <TextInput
      label={text('signIn.login')}
      description={text('signIn.login.hint')}
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      {...props}
    />
  );
}
