import { Box, Stack, Text } from '@mantine/core';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { useText } from '../../i18n/language.tsx';
import { Mark } from '../../ui/mark.tsx';
import { Lost } from '../shell/lost.tsx';
import { Looks } from '../shell/looks.tsx';
import classes from './sign-in.module.css';

/** A page for whoever is not in yet: one sheet under the name. It names the window too. */
export function Outside(props: { title: string; isWide?: boolean; children: ReactNode; below?: ReactNode }): ReactElement {
  const text = useText();
  const { title, isWide = false, children, below } = props;
  useEffect(() => void (document.title = `${title} · ${text('app.name')}`), [title, text]);
  return (
    <div className={classes['ground']}>
      <Lost />
      <main className={isWide ? `${classes['main']} ${classes['wide']}` : classes['main']}>
        <Stack gap={6} align="center" mb="xl">
          <Mark size={48} />
          <Text fw={700} size="xl">
            {text('app.name')}
          </Text>
          <Text c="dimmed">{text('signIn.lead')}</Text>
        </Stack>
        <Box className="sheet" p={{ base: 'lg', sm: 32 }}>
          <h1 className={classes['title']}>{title}</h1>
          {children}
        </Box>
        {below}
        <Box mt="lg">
          <Looks isBrief />
        </Box>
      </main>
    </div>
  );
}
