import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconEyeOff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { CodeBlock } from '../../ui/code.tsx';

/** Shown this once. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }): ReactElement {
  const text = useText();
  return (
    <Stack>
      <Alert color="sun" icon={<IconEyeOff />} title={text('security.codes.title')} role="status">
        {text('security.codes.text')}
      </Alert>
      <CodeBlock label={text('security.codes')} code={codes.join('\n')} />
      <Group>
        <Button onClick={onDone}>{text('security.codes.done')}</Button>
      </Group>
    </Stack>
  );
}
