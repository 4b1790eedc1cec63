import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { reading, useChange } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { useConfirm } from '../../ui/confirm.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';
import type { App, Secret } from './app.ts';
import { SecretShown } from './secret-shown.tsx';

const LIST = 'GET /web/apps/{appId}/secrets';

export function Secrets({ app }: { app: App }): ReactElement {
  const text = useText();
  const say = useSay();
  const params = { appId: app.id };
  const secrets = useQuery(reading(LIST, { params }));
  const create = useChange('POST /web/apps/{appId}/secrets', [LIST]);
  const [made, setMade] = useState<string>();
  const make = (): void => create.mutate({ params }, { onSuccess: ({ secret }) => setMade(secret), onError: say.failed });
  return (
    <Section
      title={text('secrets.title')}
      lead={text('secrets.lead')}
      actions={
        <Button leftSection={<IconPlus size={16} />} variant="default" onClick={make} loading={create.isPending}>
          {text('secrets.create')}
        </Button>
      }
    >
      <Loaded query={secrets} rows={2}>
        {(all) =>
          all.length === 0 ? (
            <Blank title={text('secrets.none.title')} text={text('secrets.none.text')} />
          ) : (
            <SecretList app={app} secrets={all} />
          )
        }
      </Loaded>
      <SecretShown
        shown={made === undefined ? undefined : { clientId: app.id, secret: made }}
        onDone={() => setMade(undefined)}
      />
    </Section>
  );
}

function SecretList({ app, secrets }: { app: App; secrets: readonly Secret[] }): ReactElement {
  const text = useText();
  const say = useSay();
  const { dialog, ask } = useConfirm();
  const change = useChange('PATCH /web/apps/{appId}/secrets/{secretId}', [LIST]);
  const remove = useChange('DELETE /web/apps/{appId}/secrets/{secretId}', [LIST]);
  const at = (secretId: string) => ({ appId: app.id, secretId });
  const turn = (secret: Secret, status: Secret['status']) => change.mutateAsync({ params: at(secret.id), body: { status } });
  const isLastActive = (secret: Secret): boolean => secrets.every((one) => one.status === 'inactive' || one.id === secret.id);
  const deactivate = (secret: Secret): void =>
    isLastActive(secret)
      ? ask({
          title: text('secrets.deactivate.last.title'),
          text: text('secrets.deactivate.last.text'),
          confirm: text('secrets.deactivate'),
          act: () => turn(secret, 'inactive'),
        })
      : void turn(secret, 'inactive').catch(say.failed);
  const askToRemove = (secret: Secret): void =>
    ask({
      title: text('secrets.delete.title'),
      text: text('secrets.delete.text'),
      confirm: text('secrets.delete'),
      act: () => remove.mutateAsync({ params: at(secret.id) }),
    });
  return (
    <Stack gap={0} component="ul" style={{ listStyle: 'none', padding: 0, margin: 0 }}>
      {secrets.map((secret) => (
        <SecretRow
          key={secret.id}
          secret={secret}
          isBusy={change.isPending && change.variables.params.secretId === secret.id}
          onTurn={() => (secret.status === 'active' ? deactivate(secret) : void turn(secret, 'active').catch(say.failed))}
          onRemove={() => askToRemove(secret)}
        />
      ))}
      {dialog}
    </Stack>
  );
}

function SecretRow(props: { secret: Secret; isBusy: boolean; onTurn: () => void; onRemove: () => void }): ReactElement {
  const text = useText();
  const moment = useMoment();
  const { secret, isBusy, onTurn, onRemove } = props;
  const isActive = secret.status === 'active';
  return (
    <Group component="li" justify="space-between" py="sm" style={{ borderTop: '1px solid var(--line)' }}>
      <Group gap="sm">
        <Badge {...(isActive ? { color: 'spruce' } : { color: 'gray', c: 'dimmed' })}>
          {text(isActive ? 'secrets.active' : 'secrets.inactive')}
        </Badge>
        <div>
          <Text size="sm">{text('secrets.made', { when: moment(secret.createdAt) })}</Text>
          {secret.updatedAt !== secret.createdAt && (
            <Text size="xs" c="dimmed">
              {text('secrets.changed', { when: moment(secret.updatedAt) })}
            </Text>
          )}
        </div>
      </Group>
      <Group gap="xs">
        {/* The same button for both, so that whoever pressed it by the keyboard still stands on it. */}
        <Button size="xs" variant="default" onClick={onTurn} loading={isBusy}>
          {text(isActive ? 'secrets.deactivate' : 'secrets.activate')}
        </Button>
        {!isActive && (
          <Button size="xs" variant="subtle" color="red" c="var(--mantine-color-error)" onClick={onRemove} disabled={isBusy}>
            {text('secrets.delete')}
          </Button>
        )}
      </Group>
    </Group>
  );
}
