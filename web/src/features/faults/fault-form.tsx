import { Button, Group, NativeSelect, NumberInput, Stack, TextInput } from '@mantine/core';
import type { FormErrors } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { reading, useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useSaving } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { METHODS, type Method } from '../request-log/filters.ts';
import { draftOf, EFFECTS, isWithin, RANGES, type Draft, type Effect, type Rule } from './rule.ts';

type Apps = readonly { readonly id: string; readonly name: string }[];

/** Adds a fault, or changes one. */
export default function FaultForm({
  edited,
  onDone,
}: {
  edited: { rule: Rule | undefined } | undefined;
  onDone: () => void;
}): ReactElement {
  const text = useText();
  const apps = useQuery({ ...reading('GET /web/exchange-apps', undefined), enabled: edited !== undefined });
  return (
    <Dialog
      opened={edited !== undefined}
      onClose={onDone}
      title={text(edited?.rule ? 'faults.form.change' : 'faults.form.new')}
      size="lg"
    >
      {edited && <Loaded query={apps}>{(found) => <Fields rule={edited.rule} apps={found} onDone={onDone} />}</Loaded>}
    </Dialog>
  );
}

function useFaultForm(rule: Rule | undefined, apps: Apps, onDone: () => void) {
  const text = useText();
  const create = useChange('POST /web/faults', ['GET /web/faults']);
  const change = useChange('PATCH /web/faults/{faultId}', ['GET /web/faults']);
  const range = ([from, to]: readonly [number, number]): string => text('faults.field.range', { from, to });
  const validate = (values: Draft): FormErrors => ({
    ...(values.appId === '' ? { appId: text('faults.field.app.missing') } : {}),
    ...(/^[/*]/.test(values.path) ? {} : { path: text('faults.field.path.missing') }),
    ...(values.effect === 'none' && values.latency === 0 ? { latency: text('faults.field.effect.missing') } : {}),
    ...(isWithin(values.latency, RANGES.latency) ? {} : { latency: range(RANGES.latency) }),
    ...(isWithin(values.retryAfter, RANGES.retryAfter) ? {} : { retryAfter: range(RANGES.retryAfter) }),
    ...(isWithin(values.percent, RANGES.percent) ? {} : { percent: range(RANGES.percent) }),
    ...(values.remaining === '' || isWithin(values.remaining, RANGES.remaining) ? {} : { remaining: range(RANGES.remaining) }),
  });
  const save = async ({ appId, method, path, effect, ...numbers }: Draft): Promise<void> => {
    const body = {
      appId,
      path,
      effect,
      method: METHODS.find((one) => one === method) ?? null,
      latency: Number(numbers.latency),
      retryAfter: Number(numbers.retryAfter),
      percent: Number(numbers.percent),
      remaining: numbers.remaining === '' ? null : Number(numbers.remaining),
      enabled: rule?.enabled ?? true,
    };
    await (rule ? change.mutateAsync({ params: { faultId: rule.id }, body }) : create.mutateAsync({ body }));
    onDone();
  };
  return useSaving<Draft>({ initialValues: draftOf(rule, apps[0]?.id ?? ''), validate, save });
}

function Fields({ rule, apps, onDone }: { rule: Rule | undefined; apps: Apps; onDone: () => void }): ReactElement {
  const text = useText();
  const { form, isBusy, problem, onSubmit } = useFaultForm(rule, apps, onDone);
  const known = rule && apps.every(({ id }) => id !== rule.appId) ? [...apps, { id: rule.appId, name: rule.appName }] : apps;
  const methods = [
    { value: '', label: text('log.method.all') },
    ...METHODS.map((one: Method) => ({ value: one as string, label: one })),
  ];
  const { effect } = form.getValues() as { effect: Effect };
  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack>
        {problem}
        <NativeSelect
          label={text('faults.field.app')}
          data={known.map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('appId')}
        />
        <Group align="flex-start" wrap="nowrap">
          <NativeSelect label={text('faults.field.method')} data={methods} w={150} {...form.getInputProps('method')} />
          <TextInput
            label={text('faults.field.path')}
            description={text('faults.field.path.hint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            style={{ flex: 1 }}
            {...form.getInputProps('path')}
          />
        </Group>
        <Group align="flex-start" grow>
          <NativeSelect
            label={text('faults.field.effect')}
            data={EFFECTS.map((one) => ({ value: one, label: text(`faults.effect.${one}`) }))}
            {...form.getInputProps('effect')}
          />
          <NumberInput label={text('faults.field.latency')} step={100} min={0} {...form.getInputProps('latency')} />
        </Group>
        <Group align="flex-start" grow>
          <NumberInput label={text('faults.field.percent')} min={1} max={100} {...form.getInputProps('percent')} />
          <NumberInput
            label={text('faults.field.remaining')}
            placeholder={text('faults.field.remaining.hint')}
            min={1}
            {...form.getInputProps('remaining')}
          />
          {effect === 'too-many-requests' && (
            <NumberInput label={text('faults.field.retryAfter')} min={1} {...form.getInputProps('retryAfter')} />
          )}
        </Group>
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            {text('app.cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {text(rule ? 'app.save' : 'faults.add')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
