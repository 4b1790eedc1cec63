import {
  Avatar,
  NavLink,
  Popover,
  SegmentedControl,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import { IconLogout, IconPassword } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { refreshSession, useChange, useSignedIn } from '../../api/queries.ts';
import { LANGUAGES, useLanguage, useText, type Language } from '../../i18n/language.tsx';
import { useSay } from '../../ui/said.tsx';
import classes from './shell.module.css';
import { signingOut } from '../sign-in/was-signed-in.ts';

/** Who is signed in, how it looks and speaks, and the way out. */
export function UserMenu(): ReactElement {
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
    <Popover width={272} position="bottom-end" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton aria-label={text('app.account', { name })}>
          <Avatar color="spruce" size={34} variant="light" aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={text('app.account', { name })}>
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
      </Popover.Dropdown>
    </Popover>
  );
}

/** Language and light or dark; both stay on this browser. */
export function Looks({ isBrief = false }: { isBrief?: boolean }): ReactElement {
  const text = useText();
  const { language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const languages = LANGUAGES.map(({ code, name }) => ({ value: code, label: name }));
  const appearances = (['auto', 'light', 'dark'] as const).map((value) => ({ value, label: text(`app.appearance.${value}`) }));
  return (
    <div className={isBrief ? classes['looksBrief'] : classes['looks']}>
      <Choice
        label={text('app.language')}
        isBrief={isBrief}
        value={language}
        data={languages}
        onChange={(code) => choose(code as Language)}
      />
      <Choice
        label={text('app.appearance')}
        isBrief={isBrief}
        value={colorScheme}
        data={appearances}
        onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
      />
    </div>
  );
}

function Choice(props: {
  label: string;
  isBrief: boolean;
  value: string;
  data: { value: string; label: string }[];
  onChange: (value: string) => void;
}): ReactElement {
  const { label, isBrief, value, data, onChange } = props;
  return (
    <div>
      {!isBrief && (
        <Text size="xs" c="dimmed" mb={4} aria-hidden>
          {label}
        </Text>
      )}
      <SegmentedControl size="xs" fullWidth={!isBrief} aria-label={label} value={value} data={data} onChange={onChange} />
    </div>
  );
}
