import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { call } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { useSaving } from '../../ui/form.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

const FEW = 3;
type Wish = 'renew' | 'remove';

/** The app in force; whoever changes it shows a code. */
export function OwnApp({ since, recoveryCodesLeft }: { since: string; recoveryCodesLeft: number }): ReactElement {
  const text = useText();
  const moment = useMoment();
  const [wish, setWish] = useState<Wish>();
  const [codes, setCodes] = useState<readonly string[]>();
  const again = (): void => {
    setWish(undefined);
    setCodes(undefined);
    void queryClient.invalidateQueries({ queryKey: ['GET /web/second-factor'] });
  };
  return (
    <Section title={text('security.app')}>
      {codes ? (
        <RecoveryCodes codes={codes} onDone={again} />
      ) : (
        <Stack>
          <Alert color="spruce" icon={<IconShieldCheck />}>
            {text('security.on', { since: moment(since) })}
          </Alert>
          <Text size="sm" {...(recoveryCodesLeft < FEW ? { c: 'var(--mantine-color-error)' } : { c: 'dimmed' })}>
            {text('security.codes.left', { count: recoveryCodesLeft })}
          </Text>
          {wish ? (
            <ShowCode wish={wish} onCancel={() => setWish(undefined)} onRenewed={setCodes} onRemoved={again} />
          ) : (
            <Group>
              <Button variant="default" onClick={() => setWish('renew')}>
                {text('security.codes.renew')}
              </Button>
              <Button variant="default" onClick={() => setWish('remove')}>
                {text('security.app.remove')}
              </Button>
            </Group>
          )}
        </Stack>
      )}
    </Section>
  );
}

function ShowCode(props: {
  wish: Wish;
  onCancel: () => void;
  onRenewed: (codes: readonly string[]) => void;
  onRemoved: () => void;
}): ReactElement {
  const text = useText();
  const say = useSay();
  const { wish, onCancel, onRenewed, onRemoved } = props;
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues: { code: '' },
    validate: ({ code }) => (code.trim() === '' ? { code: text('code.missing') } : {}),
    save: async (body) => {
      if (wish === 'renew') return onRenewed((await call('POST /web/second-factor/recovery-codes', { body })).recoveryCodes);
      await call('POST /web/second-factor/removal', { body });
      say.done('security.removed');
      onRemoved();
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        {problem}
        <TextInput
          label={text(wish === 'renew' ? 'security.codes.renew.code' : 'security.app.remove.code')}
          description={text('code.hint')}
          autoComplete="one-time-code"
          autoFocus
          maw={360}
          {...form.getInputProps('code')}
        />
        <Group>
          <Button type="submit" loading={isBusy} {...(wish === 'remove' ? { color: 'red.8' } : {})}>
            {text(wish === 'renew' ? 'security.codes.renew' : 'security.app.remove')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {text('app.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
