import { NavLink, Text } from '@mantine/core';
import { IconLogout, IconPassword } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { refreshSession, useChange, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { useSay } from '../../ui/said.tsx';
import { signingOut } from '../sign-in/was-signed-in.ts';
import { Looks } from './looks.tsx';
import classes from './shell.module.css';

/** Who is signed in, how it looks and speaks, and the way out. */
export default function Account(): ReactElement {
  const text = useText();
  const say = useSay();
  const { name, login, company } = useSignedIn();
  const signOut = useChange('DELETE /web/session', []);
  const leave = (): void =>
    signOut.mutate(undefined, {
      onSuccess: () => {
        signingOut();
        void refreshSession();
      },
      onError: say.failed,
    });
  return (
    <>
      <div className={classes['who']}>
        <Text fw={600} size="sm">
          {name}
        </Text>
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {login}
        </Text>
        <Text size="xs" c="dimmed">
          {company.name}
        </Text>
      </div>
      <Looks />
      <div className={classes['ways']}>
        <NavLink href="/sign-in/password" label={text('nav.password')} leftSection={<IconPassword size={16} />} />
        <NavLink
          component="button"
          type="button"
          label={text('app.signOut')}
          leftSection={<IconLogout size={16} />}
          onClick={leave}
        />
      </div>
    </>
  );
}
