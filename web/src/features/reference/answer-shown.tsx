import { Box, Group, Stack, Tabs, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../../i18n/language.tsx';
import { CodeBlock } from '../../ui/code.tsx';
import classes from './reference.module.css';
import type { Answer } from './request.ts';

/** What came back: status, time, headers and body. */
export function AnswerShown({ answer }: { answer: Answer }): ReactElement {
  const text = useText();
  const intl = useIntl();
  const { status, statusText, ms, bytes, headers, body } = answer;
  const size = intl.formatNumber(bytes / 1000, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
  return (
    <Box component="section" className="sheet" p={{ base: 'md', sm: 'lg' }} aria-label={text('reference.answer')}>
      <Stack gap="sm">
        <Group gap="sm">
          <span className={classes['status']} data-refused={status >= 400 ? '' : undefined}>
            {status} {statusText}
          </span>
          <Text size="sm" c="dimmed">
            {text('reference.took', { ms })} · {size}
          </Text>
        </Group>
        <Tabs defaultValue="body" keepMounted={false}>
          <Tabs.List mb="sm">
            <Tabs.Tab value="body">{text('reference.answer.body')}</Tabs.Tab>
            <Tabs.Tab value="headers">{text('reference.answer.headers', { count: headers.length })}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="body">
            {body === '' || body === undefined ? (
              <Text c="dimmed" size="sm">
                {text(body === '' ? 'reference.empty' : 'reference.binary')}
              </Text>
            ) : (
              <CodeBlock label={headers.find(([name]) => name === 'content-type')?.[1] ?? ''} code={body} />
            )}
          </Tabs.Panel>
          <Tabs.Panel value="headers">
            <CodeBlock
              label={text('reference.answer.headers', { count: headers.length })}
              code={headers.map(([name, value]) => `${name}: ${value}`).join('\n')}
            />
          </Tabs.Panel>
        </Tabs>
      </Stack>
    </Box>
  );
}
