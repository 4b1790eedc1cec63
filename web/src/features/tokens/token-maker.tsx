import { Alert, Button, Group, Stack } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useChange, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useSay } from '../../ui/said.tsx';
import { Section } from '../../ui/section.tsx';
import type { App, Token } from '../apps/app.ts';
import { PrincipalPicker, type Chosen } from './principal-picker.tsx';
import { TokenShown } from './token-shown.tsx';

/** A token for anybody of the company, at a click. */
export function TokenMaker({ app }: { app: App }): ReactElement {
  const text = useText();
  const say = useSay();
  const { userId, name } = useSignedIn();
  const [chosen, setChosen] = useState<Chosen>({ id: userId, name });
  const [made, setMade] = useState<{ token: Token; for: string }>();
  const make = useChange('POST /web/apps/{appId}/tokens', []);
  const submit = (): void => {
    const body = chosen.id === undefined ? {} : { principalId: chosen.id };
    make.mutate(
      { params: { appId: app.id }, body },
      { onSuccess: (token) => setMade({ token, for: chosen.name }), onError: say.failed },
    );
  };
  return (
    <Stack>
      <Section title={text('app.tab.token')} lead={text('token.lead')}>
        {app.enabled ? (
          <Group align="flex-end">
            <div style={{ flex: '1 1 260px' }}>
              <PrincipalPicker value={chosen} onChange={setChosen} />
            </div>
            <Button onClick={submit} loading={make.isPending}>
              {text('token.submit')}
            </Button>
          </Group>
        ) : (
          <Alert color="sun">{text('token.off')}</Alert>
        )}
      </Section>
      {made && <TokenShown token={made.token} name={made.for} />}
    </Stack>
  );
}
