import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { call, type AnswerOf } from '../../api/client.ts';
import { queryClient, useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { CodeLine } from '../../ui/code.tsx';
import { useSaving } from '../../ui/form.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';
import { QrCode } from './qr-code.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';

type Key = AnswerOf<'POST /web/second-factor/keys'>;

/** Scan, type the first code, keep the recovery codes. */
export function AddApp(): ReactElement {
  const text = useText();
  const say = useSay();
  const start = useChange('POST /web/second-factor/keys', []);
  const [key, setKey] = useState<Key>();
  return (
    <Section title={text('security.app')} lead={text('security.app.text')}>
      {key ? (
        <Confirm shown={key} onCancel={() => setKey(undefined)} />
      ) : (
        <Button loading={start.isPending} onClick={() => start.mutate(undefined, { onSuccess: setKey, onError: say.failed })}>
          {text('security.app.add')}
        </Button>
      )}
    </Section>
  );
}

function Confirm({ shown, onCancel }: { shown: Key; onCancel: () => void }): ReactElement {
  const text = useText();
  const [codes, setCodes] = useState<readonly string[]>();
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues: { code: '' },
    validate: ({ code }) => (/^\s*(\d\s*){6}$/.test(code) ? {} : { code: text('security.code.digits') }),
    save: async (body) => setCodes((await call('POST /web/second-factor', { body })).recoveryCodes),
  });
  const done = (): void => void queryClient.invalidateQueries({ queryKey: ['GET /web/second-factor'] });
  if (codes) return <RecoveryCodes codes={codes} onDone={done} />;
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Text>{text('security.scan')}</Text>
        <QrCode text={shown.address} label={text('security.qr')} />
        <CodeLine label={text('security.key')} value={(shown.key.match(/.{4}/g) ?? []).join(' ')} />
        {problem}
        <TextInput
          label={text('security.code')}
          description={text('security.code.hint')}
          inputMode="numeric"
          autoComplete="one-time-code"
          maw={260}
          {...form.getInputProps('code')}
        />
        <Group>
          <Button type="submit" loading={isBusy}>
            {text('security.confirm')}
          </Button>
          <Button variant="default" onClick={onCancel}>
            {text('app.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
