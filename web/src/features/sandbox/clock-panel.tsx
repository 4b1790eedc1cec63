import { Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useIntl } from 'react-intl';
import type { AnswerOf } from '../../api/client.ts';
import { reading, refreshSession, useChange } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import type { MessageId } from '../../i18n/messages/en.ts';
import { useSaving } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';

type Clock = AnswerOf<'GET /web/sandbox/clock'>;
type Move = (setting: { now?: string; frozen?: boolean; real?: boolean }) => Promise<void>;

const HOUR = 3_600_000;
const STEPS: readonly (readonly [MessageId, number])[] = [
  ['sandbox.clock.hour', HOUR],
  ['sandbox.clock.day', 24 * HOUR],
  ['sandbox.clock.week', 7 * 24 * HOUR],
  ['sandbox.clock.month', 30 * 24 * HOUR],
];

export function ClockPanel(): ReactElement {
  const text = useText();
  const clock = useQuery(reading('GET /web/sandbox/clock', undefined));
  return (
    <Section title={text('sandbox.clock')} lead={text('sandbox.clock.text')}>
      <Loaded query={clock}>{(now) => <ClockLevers clock={now} />}</Loaded>
    </Section>
  );
}

function ClockLevers({ clock }: { clock: Clock }): ReactElement {
  const text = useText();
  const say = useSay();
  const change = useChange('PATCH /web/sandbox/clock', ['GET /web/sandbox/clock']);
  const move: Move = async (body) => {
    await change.mutateAsync({ body });
    // Moving the clock begins a new session, since the old one may have run out by it.
    await refreshSession();
  };
  const press = (setting: Parameters<Move>[0]) => (): void => void move(setting).catch(say.failed);
  const forward = (by: number): string => new Date(Date.parse(clock.now) + by).toISOString();
  return (
    <Stack gap="lg">
      <Now clock={clock} />
      <Group gap="xs" role="group" aria-label={text('sandbox.clock.forward')}>
        <Text size="sm" c="dimmed" mr="xs" aria-hidden>
          {text('sandbox.clock.forward')}
        </Text>
        {STEPS.map(([label, by]) => (
          <Button key={label} size="xs" variant="default" disabled={change.isPending} onClick={press({ now: forward(by) })}>
            + {text(label)}
          </Button>
        ))}
      </Group>
      <Group gap="xs" align="flex-end">
        <SetClock move={move} />
        <Button variant="default" onClick={press({ frozen: !clock.frozen })}>
          {text(clock.frozen ? 'sandbox.clock.unfreeze' : 'sandbox.clock.freeze')}
        </Button>
        {clock.moved && (
          <Button variant="default" onClick={press({ real: true })}>
            {text('sandbox.clock.back')}
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Now({ clock }: { clock: Clock }): ReactElement {
  const text = useText();
  const intl = useIntl();
  const state = clock.frozen ? 'sandbox.clock.frozen' : clock.moved ? 'sandbox.clock.moved' : 'sandbox.clock.real';
  return (
    <Group gap="sm" role="status">
      <Text fz={26} fw={650} lh={1.2}>
        {intl.formatDate(clock.now, { dateStyle: 'full', timeStyle: 'short' })}
      </Text>
      <Badge color={clock.moved ? 'sun' : 'spruce'}>{text(state)}</Badge>
    </Group>
  );
}

function SetClock({ move }: { move: Move }): ReactElement {
  const text = useText();
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues: { moment: '' },
    validate: ({ moment }) => (Number.isNaN(Date.parse(moment)) ? { moment: text('sandbox.clock.set.invalid') } : {}),
    fieldOf: () => 'moment',
    save: ({ moment }) => move({ now: new Date(moment).toISOString() }),
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      {problem}
      <Group align="flex-end" gap="xs">
        <TextInput type="datetime-local" label={text('sandbox.clock.set')} {...form.getInputProps('moment')} />
        <Button type="submit" variant="default" loading={isBusy}>
          {text('sandbox.clock.set.submit')}
        </Button>
      </Group>
    </form>
  );
}
