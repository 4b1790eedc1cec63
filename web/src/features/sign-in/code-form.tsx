import { Anchor, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { call } from '../../api/client.ts';
import { CallRefused } from '../../api/errors.ts';
import { refreshSession } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useSaving } from '../../ui/form.tsx';
import { StepForm } from './step-form.tsx';

const OVER = 'signin.challenge.over';

/** The second step: the code that an authenticator app shows now. */
export function CodeForm({ onBack }: { onBack: (isOver: boolean) => void }): ReactElement {
  const text = useText();
  const { form, ...saving } = useSaving({
    initialValues: { code: '' },
    validate: ({ code }) => (code.trim() === '' ? { code: text('code.missing') } : {}),
    save: async (body) => {
      try {
        await call('POST /web/session/code', { body });
        await refreshSession();
      } catch (error) {
        if (error instanceof CallRefused && error.code === OVER) return onBack(true);
        throw error;
      }
    },
  });
  return (
    <StepForm
      saving={saving}
      lead={text('code.text')}
      submit={text('code.submit')}
      foot={
        <Text size="sm" c="dimmed">
          {text('code.lost')}{' '}
          <Anchor component="button" type="button" underline="always" size="sm" onClick={() => onBack(false)}>
            {text('code.back')}
          </Anchor>
        </Text>
      }
    >
      <TextInput
        label={text('code.label')}
        description={text('code.hint')}
        autoComplete="one-time-code"
        inputMode="text"
        autoCapitalize="none"
        spellCheck={false}
        autoFocus
        {...form.getInputProps('code')}
      />
    </StepForm>
  );
}
