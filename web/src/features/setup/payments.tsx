import { Badge, Button, Group, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { call, type AnswerOf } from '../../api/client.ts';
import { queryClient, reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import type { MessageId } from '../../i18n/messages/en.ts';
import { useSaving } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';
import { missingFaults } from '../sign-up/faults.ts';
import classes from './setup.module.css';

const LIST = 'GET /web/setup/payment-types';
const CHANGE = 'PATCH /web/setup/payment-types/{paymentTypeId}';
type PaymentType = AnswerOf<typeof LIST>[number];

/** Who is owed, by the code of a payment type. */
const WORDS: Readonly<Record<string, MessageId>> = {
  CASH: 'setup.payments.CASH',
  CBCP: 'setup.payments.CBCP',
  IBCP: 'setup.payments.IBCP',
  IBIP: 'setup.payments.IBIP',
  CPAID: 'setup.payments.CPAID',
};

export function Payments(): ReactElement {
  const types = useQuery(reading(LIST, undefined));
  return (
    <Section>
      <Loaded query={types}>
        {(all) => (
          <ul className={classes['rows']}>
            {all.map((type) => (
              <li key={type.id}>
                <PaymentForm type={type} />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}

function PaymentForm({ type }: { type: PaymentType }): ReactElement {
  const text = useText();
  const say = useSay();
  const params = { paymentTypeId: type.id };
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues: { name: type.name },
    validate: (values) => missingFaults(values, ['name'], text),
    save: async (body) => {
      await call(CHANGE, { params, body });
      await reload();
      form.resetDirty();
      say.done('app.saved');
    },
  });
  const prefer = (): void =>
    void call(CHANGE, { params, body: { isDefault: true } })
      .then(reload)
      .catch(say.failed);
  const words = WORDS[type.code];
  return (
    <form onSubmit={onSubmit} noValidate aria-label={type.name}>
      {problem}
      <Group align="flex-end" justify="space-between">
        <TextInput
          label={text('setup.payments.name')}
          description={words ? text(words) : type.code}
          style={{ flex: '1 1 240px' }}
          {...form.getInputProps('name')}
        />
        <Group gap="sm">
          {type.isDefault ? (
            <Badge>{text('setup.default')}</Badge>
          ) : (
            <Button variant="subtle" onClick={prefer} aria-label={text('setup.payments.prefer.of', { name: type.name })}>
              {text('setup.payments.prefer')}
            </Button>
          )}
          <Button type="submit" variant="default" loading={isBusy} disabled={!form.isDirty()}>
            {text('app.save')}
          </Button>
        </Group>
      </Group>
    </form>
  );
}

const reload = (): Promise<void> => queryClient.invalidateQueries({ queryKey: [LIST] });
