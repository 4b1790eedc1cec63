import { Alert, Anchor, Box, Stack, Text } from '@mantine/core';
import { useEffect, useState, type ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Lost } from '../shell/lost.tsx';
import { Looks } from '../shell/looks.tsx';
import { LinkForm } from './link-form.tsx';
import { PasswordForm } from './password-form.tsx';
import { wasSignedIn } from './was-signed-in.ts';
import classes from './sign-in.module.css';

/** Asks to sign in at whatever address was opened; the address stays, so that its page follows. */
export function SignInPage(): ReactElement {
  const text = useText();
  const [way, setWay] = useState<'password' | 'link'>('password');
  const [isOver] = useState(wasSignedIn);
  const title = text(way === 'password' ? 'signIn.title' : 'signIn.link.title');
  useEffect(() => void (document.title = `${title} · ${text('app.name')}`), [title, text]);
  return (
    <div className={classes['ground']}>
      <Lost />
      <main className={classes['main']}>
        <Stack gap={6} align="center" mb="xl">
          <Mark size={48} />
          <Text fw={700} size="xl">
            {text('app.name')}
          </Text>
          <Text c="dimmed">{text('signIn.lead')}</Text>
        </Stack>
        <Box className="sheet" p={{ base: 'lg', sm: 32 }}>
          <h1 className={classes['title']}>{title}</h1>
          {isOver && (
            <Alert color="sun" mb="md" role="status">
              {text('signIn.over')}
            </Alert>
          )}
          {way === 'password' ? <PasswordForm /> : <LinkForm />}
          <Text ta="center" size="sm" mt="lg">
            <Anchor
              component="button"
              type="button"
              underline="always"
              onClick={() => setWay(way === 'password' ? 'link' : 'password')}
            >
              {text(way === 'password' ? 'signIn.byMail' : 'signIn.byPassword')}
            </Anchor>
          </Text>
        </Box>
        <Box mt="lg">
          <Looks isBrief />
        </Box>
      </main>
    </div>
  );
}
