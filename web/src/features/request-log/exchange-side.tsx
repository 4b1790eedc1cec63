import { Stack, Text } from '@mantine/core';
import { useMemo, type ReactElement } from 'react';
import { useIntl } from 'react-intl';
import { useText } from '../../i18n/language.tsx';
import { CodeBlock } from '../../ui/code.tsx';
import type { Side } from './exchange.ts';
import { pretty } from './pretty.ts';
import classes from './request-log.module.css';

/** What one side sent: its body, put in order for reading, and its headers. */
export function ExchangeSide({ side, label }: { side: Side; label: string }): ReactElement {
  const text = useText();
  return (
    <Stack gap="md">
      <Body side={side} label={label} />
      <details className={classes['more']} open={side.body.text === ''}>
        <summary>
          {text('exchange.headers')} · {text('exchange.headers.count', { count: side.headers.length })}
        </summary>
        <dl className={classes['headers']}>
          {side.headers.map(({ name, value }, at) => (
            <div key={`${at} ${name}`} style={{ display: 'contents' }}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </Stack>
  );
}

function Body({ side, label }: { side: Side; label: string }): ReactElement {
  const text = useText();
  const intl = useIntl();
  const { body, headers } = side;
  const type = headers.find(({ name }) => name === 'content-type')?.value ?? '';
  const shown = useMemo(() => pretty(body.text, type), [body.text, type]);
  const size = intl.formatNumber(body.bytes / 1024, { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 });
  const note = body.state === 'whole' ? '' : text(`exchange.body.${body.state}`, { size });
  const hidden = body.hidden ? text('exchange.body.hidden') : '';
  return (
    <div>
      {body.text !== '' && <CodeBlock label={`${label} · ${text('exchange.body')}`} code={shown} copy={body.text} />}
      {(note || hidden) && (
        <Text size="sm" c="dimmed" mt={6}>
          {note} {hidden}
        </Text>
      )}
    </div>
  );
}
