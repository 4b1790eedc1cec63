import { Box, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import classes from './code.module.css';
import { Copy } from './copy.tsx';

/** Several lines to paste or read. */
export function CodeBlock({ label, code, copy = code }: { label: string; code: string; copy?: string }): ReactElement {
  return (
    <figure className={classes['block']}>
      <figcaption className={classes['head']}>
        <Text size="xs" c="dimmed" fw={550}>
          {label}
        </Text>
        <Copy value={copy} what={label} />
      </figcaption>
      {/* What scrolls must be reached by the keyboard. */}
      <pre className={classes['lines']} tabIndex={0} role="group" aria-label={label}>
        {code}
      </pre>
    </figure>
  );
}

/** One value with its name, to be copied. */
export function CodeLine({ label, value, hint }: { label: string; value: string; hint?: string }): ReactElement {
  return (
    <Box>
      <Text size="xs" c="dimmed" fw={550}>
        {label}
      </Text>
      <Group gap={4} wrap="nowrap" align="center">
        <code className={classes['value']}>{value}</code>
        <Copy value={value} what={label} />
      </Group>
      {hint && (
        <Text size="xs" c="dimmed">
          {hint}
        </Text>
      )}
    </Box>
  );
}
