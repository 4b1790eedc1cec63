import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useIntl } from 'react-intl';
import type { AnswerOf } from '../../api/client.ts';
import { reading, refreshSession, useChange } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { useSaving } from '../../ui/form.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';

type Snapshot = AnswerOf<'GET /web/sandbox/snapshots'>[number];

const LIST = 'GET /web/sandbox/snapshots';
const NAME = /^[a-z0-9][a-z0-9._-]{0,60}$/i;

/** States of the whole sandbox, kept by name. */
export function SnapshotPanel(): ReactElement {
  const text = useText();
  const snapshots = useQuery(reading(LIST, undefined));
  return (
    <Section title={text('snapshots.title')} lead={text('snapshots.text')}>
      <Loaded query={snapshots} rows={2}>
        {(all) => (
          <Stack gap="md">
            <TakeSnapshot existing={all} />
            {all.length === 0 ? (
              <Text size="sm" c="dimmed">
                {text('snapshots.none')}
              </Text>
            ) : (
              <Stack gap={0} component="ul" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
                {all.map((one) => (
                  <SnapshotRow key={one.name} snapshot={one} />
                ))}
              </Stack>
            )}
          </Stack>
        )}
      </Loaded>
    </Section>
  );
}

function TakeSnapshot({ existing }: { existing: readonly Snapshot[] }): ReactElement {
  const text = useText();
  const say = useSay();
  const { dialog, ask } = useConfirm();
  const take = useChange('POST /web/sandbox/snapshots', [LIST]);
  const keep = async (name: string): Promise<void> => {
    await take.mutateAsync({ body: { name } });
    form.reset();
    say.done('snapshots.taken');
  };
  const { form, isBusy, problem, onSubmit } = useSaving({
    initialValues: { name: '' },
    validate: ({ name }) => (NAME.test(name) ? {} : { name: text('snapshots.name.invalid') }),
    save: async ({ name }) => {
      if (existing.every((one) => one.name !== name)) return keep(name);
      ask({
        title: text('snapshots.replace.title', { name }),
        text: text('snapshots.replace.text'),
        confirm: text('snapshots.replace.confirm'),
        act: () => keep(name),
      });
    },
  });
  return (
    <form onSubmit={onSubmit} noValidate>
      {problem}
      <Group align="flex-start" gap="xs">
        <TextInput label={text('snapshots.name')} style={{ flex: '1 1 200px' }} maw={320} {...form.getInputProps('name')} />
        <Button type="submit" variant="default" loading={isBusy} mt={25}>
          {text('snapshots.take')}
        </Button>
      </Group>
      {dialog}
    </form>
  );
}

function SnapshotRow({ snapshot: { name, bytes, takenAt } }: { snapshot: Snapshot }): ReactElement {
  const text = useText();
  const intl = useIntl();
  const moment = useMoment();
  const size = intl.formatNumber(bytes / 1024 ** 2, { style: 'unit', unit: 'megabyte', maximumFractionDigits: 1 });
  return (
    <Group component="li" justify="space-between" py="sm" style={{ borderTop: '1px solid var(--line)' }}>
      <div>
        <Text size="sm" fw={600}>
          {name}
        </Text>
        <Text size="sm" c="dimmed">
          {text('snapshots.when', { when: moment(takenAt), size })}
        </Text>
      </div>
      <SnapshotLevers name={name} />
    </Group>
  );
}

function SnapshotLevers({ name }: { name: string }): ReactElement {
  const text = useText();
  const say = useSay();
  const client = useQueryClient();
  const { dialog, ask } = useConfirm();
  const restore = useChange('POST /web/sandbox/snapshots/{name}/restore', []);
  const remove = useChange('DELETE /web/sandbox/snapshots/{name}', [LIST]);
  const restoring = async (): Promise<void> => {
    await restore.mutateAsync({ params: { name } });
    // It begins a new session: the old one may not have been there then.
    await refreshSession();
    await client.invalidateQueries();
    say.done('snapshots.restored');
  };
  const askFor = (what: 'restore' | 'delete', confirm: string, act: () => Promise<unknown>) => (): void =>
    ask({ title: text(`snapshots.${what}.title`, { name }), text: text(`snapshots.${what}.text`), confirm, act });
  return (
    <Group gap="xs">
      <Button
        size="xs"
        variant="default"
        aria-label={text('snapshots.restoreOf', { name })}
        onClick={askFor('restore', text('snapshots.restore.confirm'), restoring)}
      >
        {text('snapshots.restore')}
      </Button>
      <Button
        size="xs"
        variant="default"
        aria-label={text('snapshots.deleteOf', { name })}
        onClick={askFor('delete', text('snapshots.delete'), () => remove.mutateAsync({ params: { name } }))}
      >
        {text('snapshots.delete')}
      </Button>
      {dialog}
    </Group>
  );
}
