import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactElement, type ReactNode } from 'react';
import { useText } from '../i18n/language.tsx';

/** Lines longer than this are hard to read. */
const TEXT = 760;

/** A page's heading with what can be done, and its content. It names the window too. */
export function Page(props: {
  title: string;
  /** Of a title that is not in the reader’s language. */
  titleLang?: string;
  lead?: ReactNode;
  actions?: ReactNode;
  /** Lists take the room there is, what one reads does not. */
  width?: 'text' | 'list';
  children: ReactNode;
}): ReactElement {
  const text = useText();
  const { title, titleLang, lead, actions, width = 'list', children } = props;
  useEffect(() => void (document.title = `${title} · ${text('app.name')}`), [title, text]);
  return (
    <Stack gap="lg" maw={1080} mx="auto" w="100%">
      <Group justify="space-between" align="flex-start" gap="md" maw={width === 'text' ? TEXT : undefined}>
        <Box maw={640}>
          <Title order={1} lang={titleLang}>
            {title}
          </Title>
          {lead && (
            <Text c="dimmed" mt={4}>
              {lead}
            </Text>
          )}
        </Box>
        {actions}
      </Group>
      <Stack gap="lg" maw={width === 'text' ? TEXT : undefined} miw={0}>
        {children}
      </Stack>
    </Stack>
  );
}
