import { Button, Group, NativeSelect, Stack, Switch, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { call, type AnswerOf } from '../../api/client.ts';
import { queryClient, reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Password } from '../../ui/password.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useSaving } from '../../ui/form.tsx';
import { useSay } from '../../ui/said.tsx';
import { missingFaults } from '../sign-up/faults.ts';

type Setting = AnswerOf<'GET /web/single-sign-on'>;
const KEY = reading('GET /web/single-sign-on', undefined).queryKey;

export function ProviderForm({ setting }: { setting: Setting }): ReactElement {
  const text = useText();
  const say = useSay();
  const { provider, only } = setting;
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues: {
      issuer: provider?.issuer ?? '',
      clientId: provider?.clientId ?? '',
      clientSecret: '',
      matchBy: provider?.matchBy ?? ('email' as const),
      enabled: provider?.enabled ?? true,
      only,
    },
    validate: (values) => ({
      ...missingFaults(values, ['issuer', 'clientId'], text),
      ...(provider ? {} : missingFaults(values, ['clientSecret'], text)),
    }),
    save: async ({ clientSecret, ...values }) => {
      const body = { ...values, ...(clientSecret === '' ? {} : { clientSecret }) };
      queryClient.setQueryData(KEY, await call('PUT /web/single-sign-on', { body }));
      form.setFieldValue('clientSecret', '');
      form.resetDirty();
      say.done('app.saved');
    },
  });
  const { getInputProps, values } = form;
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        {problem}
        <TextInput
          label={text('sso.issuer')}
          description={text('sso.issuer.hint')}
          placeholder="https://login.company.com"
          spellCheck={false}
          {...getInputProps('issuer')}
        />
        <TextInput label={text('app.made.clientId')} spellCheck={false} {...getInputProps('clientId')} />
        <Password
          label={text('app.made.secret')}
          description={provider ? text('sso.secret.kept') : undefined}
          autoComplete="off"
          {...getInputProps('clientSecret')}
        />
        <NativeSelect
          label={text('sso.matchBy')}
          description={text(`sso.matchBy.${values.matchBy}.text`)}
          data={(['email', 'login'] as const).map((value) => ({ value, label: text(`sso.matchBy.${value}`) }))}
          {...getInputProps('matchBy')}
        />
        <Switch label={text('sso.enabled')} {...getInputProps('enabled', { type: 'checkbox' })} />
        <Switch
          label={text('sso.only')}
          description={text('sso.only.text')}
          disabled={!provider?.provenAt && !only}
          {...getInputProps('only', { type: 'checkbox' })}
        />
        <Group justify="space-between">
          <Button type="submit" loading={isBusy}>
            {text('app.save')}
          </Button>
          {provider && <Remove />}
        </Group>
      </Stack>
    </form>
  );
}

function Remove(): ReactElement {
  const text = useText();
  const say = useSay();
  const { dialog, ask } = useConfirm();
  const act = async (): Promise<void> => {
    await call('DELETE /web/single-sign-on', undefined);
    await queryClient.invalidateQueries({ queryKey: KEY });
    say.done('sso.removed');
  };
  return (
    <>
      {dialog}
      <Button
        variant="default"
        onClick={() => ask({ title: text('sso.remove.title'), text: text('sso.remove.text'), confirm: text('sso.remove'), act })}
      >
        {text('sso.remove')}
      </Button>
    </>
  );
}
