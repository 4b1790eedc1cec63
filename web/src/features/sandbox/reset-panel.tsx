import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { refreshSession, useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';

export function ResetPanel(): ReactElement {
  const text = useText();
  const say = useSay();
  const client = useQueryClient();
  const { dialog, ask } = useConfirm();
  const reset = useChange('POST /web/sandbox/reset', []);
  const act = async (): Promise<void> => {
    await reset.mutateAsync();
    await refreshSession();
    await client.invalidateQueries();
    say.done('sandbox.reset.done');
  };
  const question = {
    title: text('sandbox.reset.title'),
    text: text('sandbox.reset.text'),
    confirm: text('sandbox.reset.confirm'),
    act,
  };
  return (
    <Section title={text('sandbox.reset')}>
      <Text size="sm" c="dimmed" mb="md" maw={560}>
        {text('sandbox.reset.text')}
      </Text>
      <Button variant="default" c="var(--mantine-color-error)" onClick={() => ask(question)}>
        {text('sandbox.reset.button')}
      </Button>
      {dialog}
    </Section>
  );
}
