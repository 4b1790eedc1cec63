import { Badge, Button, Group, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { call, type AnswerOf } from '../../api/client.ts';
import { queryClient, reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useSaving } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';
import { missingFaults } from '../sign-up/faults.ts';
import { AmountInput } from './amount-input.tsx';

const LIST = 'GET /web/setup/policies';
type Policy = AnswerOf<typeof LIST>[number];

/** From which amount on each policy asks for a receipt, and what it marks as too much. */
export function Policies(): ReactElement {
  const policies = useQuery(reading(LIST, undefined));
  return (
    <Loaded query={policies}>
      {(all) => (
        <Stack>
          {all.map((policy) => (
            <PolicyForm key={policy.id} policy={policy} />
          ))}
        </Stack>
      )}
    </Loaded>
  );
}

function PolicyForm({ policy }: { policy: Policy }): ReactElement {
  const text = useText();
  const say = useSay();
  const initialValues = {
    name: policy.name,
    receiptRequiredFrom: policy.receiptRequiredFrom ?? '',
    expenseLimit: policy.expenseLimit ?? '',
  };
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues,
    validate: (values) => missingFaults(values, ['name'], text),
    save: async ({ name, receiptRequiredFrom, expenseLimit }) => {
      const body = { name, receiptRequiredFrom: receiptRequiredFrom || null, expenseLimit: expenseLimit || null };
      const after = await call('PATCH /web/setup/policies/{policyId}', { params: { policyId: policy.id }, body });
      queryClient.setQueryData(reading(LIST, undefined).queryKey, after);
      form.resetDirty();
      say.done('app.saved');
    },
  });
  const amount = (name: 'receiptRequiredFrom' | 'expenseLimit') => ({
    value: form.values[name],
    onChange: (value: string) => form.setFieldValue(name, value),
    currency: policy.currency,
  });
  return (
    <Section title={policy.name} actions={policy.isDefault && <Badge>{text('setup.default')}</Badge>}>
      <form onSubmit={onSubmit} noValidate aria-label={policy.name}>
        <Stack>
          {problem}
          <TextInput label={text('setup.policies.name')} {...form.getInputProps('name')} />
          <Group grow align="flex-start" preventGrowOverflow={false}>
            <AmountInput
              label={text('setup.policies.receipt')}
              description={text('setup.policies.receipt.hint')}
              {...amount('receiptRequiredFrom')}
            />
            <AmountInput
              label={text('setup.policies.limit')}
              description={text('setup.policies.limit.hint')}
              {...amount('expenseLimit')}
            />
          </Group>
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={isBusy} disabled={!form.isDirty()}>
              {text('app.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
