import { Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { call, type Given } from '../../api/client.ts';
import { queryClient, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useSaving } from '../../ui/form.tsx';
import { useSay } from '../../ui/said.tsx';
import { PersonPicker, type Person } from './person-picker.tsx';
import { emailFaults, missingFaults } from '../sign-up/faults.ts';

type Duty = Given<'POST /web/people'>['body']['duties'][number];
const DUTIES: readonly Duty[] = ['approver', 'processor', 'administrator', 'developer'];
const POWERFUL: ReadonlySet<Duty> = new Set(['administrator', 'developer']);

export default function InviteDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }): ReactElement {
  const text = useText();
  return (
    <Dialog opened={isOpen} onClose={onClose} title={text('people.invite')}>
      <InviteForm onDone={onClose} />
    </Dialog>
  );
}

/** Fields that the server calls otherwise. */
const FIELDS: Readonly<Record<string, string>> = { approverId: 'approver', login: 'email' };

function InviteForm({ onDone }: { onDone: () => void }): ReactElement {
  const text = useText();
  const say = useSay();
  const { roles, userId, name } = useSignedIn();
  const givesPower = roles.includes('CompanyAdmin') || roles.includes('SHD_ROLE_ADMIN');
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues: {
      givenName: '',
      familyName: '',
      email: '',
      duties: [] as Duty[],
      // Whoever invites, where they may approve.
      approver: roles.includes('EXP_APPROVER') ? { id: userId, name } : (undefined as Person | undefined),
    },
    fieldOf: (path) => FIELDS[path] ?? path,
    validate: (values) => ({ ...missingFaults(values, ['givenName', 'familyName'], text), ...emailFaults(values.email, text) }),
    save: async ({ approver, ...person }) => {
      await call('POST /web/people', { body: { ...person, ...(approver ? { approverId: approver.id } : {}) } });
      await queryClient.invalidateQueries({ queryKey: ['GET /web/people'] });
      say.done('people.invite.done');
      onDone();
    },
  });
  const { getInputProps } = form;
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        <Text size="sm" c="dimmed">
          {text('people.invite.text')}
        </Text>
        {problem}
        <Group grow align="flex-start">
          <TextInput label={text('person.givenName')} data-autofocus {...getInputProps('givenName')} />
          <TextInput label={text('person.familyName')} {...getInputProps('familyName')} />
        </Group>
        <TextInput
          label={text('signUp.email')}
          description={text('signUp.email.hint')}
          type="email"
          autoCapitalize="none"
          spellCheck={false}
          {...getInputProps('email')}
        />
        <PersonPicker
          label={text('people.approver')}
          description={text('people.approver.hint')}
          error={form.errors['approver']}
          {...(form.values.approver ? { chosen: form.values.approver } : {})}
          onChosen={(approver) => form.setFieldValue('approver', approver)}
        />
        <Checkbox.Group label={text('people.duties')} description={text('people.duties.hint')} {...getInputProps('duties')}>
          <Stack gap="xs" mt="xs">
            {DUTIES.map((duty) => (
              <Checkbox
                key={duty}
                value={duty}
                label={text(`people.duty.${duty}`)}
                description={text(`people.duty.${duty}.text`)}
                disabled={!givesPower && POWERFUL.has(duty)}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {text('app.cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {text('people.invite.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
