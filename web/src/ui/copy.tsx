import { ActionIcon } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useText } from '../i18n/language.tsx';

/** Copies a text; says so. `what` names it for whoever hears the page. */
export function Copy({ value, what }: { value: string; what: string }): ReactElement {
  const text = useText();
  const clipboard = useClipboard({ timeout: 2000 });
  const label = clipboard.copied ? text('app.copied') : text('app.copyOf', { what });
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      aria-label={label}
      title={clipboard.copied ? text('app.copied') : text('app.copy')}
      onClick={() => clipboard.copy(value)}
    >
      {clipboard.copied ? <IconCheck size={16} /> : <IconCopy size={16} />}
    </ActionIcon>
  );
}
