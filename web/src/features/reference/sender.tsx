import { Alert, Group, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { call } from '../../api/client.ts';
import { reading, useSession, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Password } from '../../ui/password.tsx';
import { LinkButton } from '../../ui/link.tsx';
import type { App } from '../apps/app.ts';
import { PrincipalPicker, type Chosen } from '../tokens/principal-picker.tsx';
import type { Known } from './prefill.ts';
import type { PrincipalKind } from './operations.ts';

/** Through which app and as whom requests are sent. */
export interface Sender {
  readonly apps: readonly App[];
  readonly app: App | undefined;
  readonly chosen: Chosen;
  readonly principal: Known['principal'];
  /** Tokens for anybody are made in a sandbox; elsewhere one's own is pasted. */
  readonly isMaking: boolean;
  readonly isLoading: boolean;
  readonly isReady: boolean;
  readonly pasted: string;
  readonly choose: (chosen: Chosen) => void;
  readonly take: (appId: string) => void;
  readonly paste: (token: string) => void;
  readonly token: () => Promise<string>;
}

export function useSender(kind: PrincipalKind): Sender {
  const text = useText();
  const { sandbox } = useSession();
  const { userId, name, company, may } = useSignedIn();
  const isMaking = sandbox && may.manageApps;
  const { data, isPending } = useQuery({ ...reading('GET /web/apps', undefined), enabled: isMaking });
  const apps = (data ?? []).filter(({ enabled }) => enabled);
  const [appId, take] = useState<string>();
  const [pasted, paste] = useState('');
  const first: Readonly<Record<PrincipalKind, Chosen>> = {
    user: { id: userId, name },
    company: { id: company.id, name: company.name },
    app: { id: undefined, name: text('token.principal.app') },
  };
  const [chosen, choose] = useState<Chosen>(first[kind]);
  const app = apps.find(({ id }) => id === appId) ?? apps[0];
  const token = async (): Promise<string> => {
    if (!isMaking || !app) return pasted.trim();
    const body = chosen.id === undefined ? {} : { principalId: chosen.id };
    return (await call('POST /web/apps/{appId}/tokens', { params: { appId: app.id }, body })).accessToken;
  };
  const isReady = isMaking ? app !== undefined : pasted.trim() !== '';
  const isLoading = isMaking && isPending;
  const principal = { kind: kindOf(chosen, company.id), id: chosen.id };
  return { apps, app, chosen, principal, isMaking, isLoading, isReady, pasted, choose, take, paste, token };
}

const kindOf = ({ id }: Chosen, companyId: string): PrincipalKind =>
  id === undefined ? 'app' : id === companyId ? 'company' : 'user';

export function SenderFields({ sender }: { sender: Sender }): ReactElement | null {
  const text = useText();
  const { apps, app, chosen, isMaking, isLoading, pasted, choose, take, paste } = sender;
  if (isLoading) return null;
  if (!isMaking)
    return (
      <Password
        label={text('reference.token')}
        description={text('reference.token.hint')}
        autoComplete="off"
        value={pasted}
        onChange={(event) => paste(event.currentTarget.value)}
      />
    );
  if (!app)
    return (
      <Alert color="sun" title={text('reference.noApp.title')}>
        <Group justify="space-between">
          {text('reference.noApp.text')}
          <LinkButton to="/developer/apps/new" size="xs" variant="default">
            {text('action.newApp')}
          </LinkButton>
        </Group>
      </Alert>
    );
  return (
    <Group align="flex-end" gap="sm" grow preventGrowOverflow={false}>
      <NativeSelect
        label={text('reference.app')}
        data={apps.map(({ id, name }) => ({ value: id, label: name }))}
        value={app.id}
        onChange={(event) => take(event.currentTarget.value)}
      />
      <PrincipalPicker label={text('reference.as')} value={chosen} onChange={choose} />
    </Group>
  );
}
