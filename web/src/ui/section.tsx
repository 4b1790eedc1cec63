import { Box, Group, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';

/** A part of a page on a sheet of its own. */
export function Section(props: { title?: string; lead?: string; actions?: ReactNode; children: ReactNode }): ReactElement {
  const { title, lead, actions, children } = props;
  return (
    <Box component="section" className="sheet" p={{ base: 'md', sm: 'lg' }}>
      {(title ?? actions) !== undefined && (
        <Group justify="space-between" align="flex-start" mb="md">
          <div>
            {title && <Title order={2}>{title}</Title>}
            {lead && (
              <Text c="dimmed" size="sm" mt={2} maw={560}>
                {lead}
              </Text>
            )}
          </div>
          {actions}
        </Group>
      )}
      {children}
    </Box>
  );
}
