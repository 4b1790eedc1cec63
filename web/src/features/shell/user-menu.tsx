import {
  Avatar,
  Menu,
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
    <Menu width={272} position="bottom-end" shadow="md" closeOnItemClick={false}>
      <Menu.Target>
        <UnstyledButton aria-label={text('app.account', { name })}>
          <Avatar name={name} color="spruce" size={34} variant="light" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label c="inherit">
          <Text fw={600} size="sm">
            {name}
          </Text>
          <Text size="xs" c="dimmed">
            {login}
          </Text>
          <Text size="xs" c="dimmed">
            {company.name}
          </Text>
        </Menu.Label>
        <Menu.Divider />
        <Looks />
        <Menu.Divider />
        <Menu.Item component="a" href="/sign-in/password" leftSection={<IconPassword size={16} />}>
          {text('nav.password')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
          {text('app.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Language and light or dark; both stay on this browser. */
export function Looks(): ReactElement {
  const text = useText();
  const { language, choose } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div style={{ padding: '4px 12px 8px', display: 'grid', gap: 6 }}>
      <Text size="xs" c="dimmed" id="looks-language">
        {text('app.language')}
      </Text>
      <SegmentedControl
        size="xs"
        aria-labelledby="looks-language"
        value={language}
        onChange={(code) => choose(code as Language)}
        data={LANGUAGES.map(({ code, name }) => ({ value: code, label: name }))}
      />
      <Text size="xs" c="dimmed" id="looks-appearance">
        {text('app.appearance')}
      </Text>
      <SegmentedControl
        size="xs"
        aria-labelledby="looks-appearance"
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme as MantineColorScheme)}
        data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: text(`app.appearance.${value}`) }))}
      />
    </div>
  );
}
