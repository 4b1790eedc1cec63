import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { CallRefused, isRefused } from '../api/errors.ts';
import { useText } from '../i18n/language.tsx';
import { useReason } from '../i18n/refusals.ts';

/** Something could not be loaded: why, and again. */
export function Trouble({ error, onRetry }: { error: unknown; onRetry?: () => void }): ReactElement {
  const text = useText();
  const reason = useReason();
  const isFault = error instanceof CallRefused && error.status >= 500;
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle />} title={text('app.trouble.title')}>
      <Text size="sm">{reason(error)}</Text>
      {isFault && error.refusal.errorId && (
        <Text size="sm" ff="monospace" mt={4}>
          {text('app.trouble.reference', { id: error.refusal.errorId })}
        </Text>
      )}
      {onRetry && !isRefused(error, 403) && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={onRetry}>
            {text('app.retry')}
          </Button>
        </Group>
      )}
    </Alert>
  );
}
