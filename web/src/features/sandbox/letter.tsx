import { Anchor, Stack, Text, Title } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import type { AnswerOf } from '../../api/client.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { piecesOf } from './letter-text.ts';

type Mail = AnswerOf<'GET /web/sandbox/mail'>['mails'][number];

/** One mail, with its addresses as links. */
export function Letter({ mail }: { mail: Mail }): ReactElement {
  const text = useText();
  const moment = useMoment();
  return (
    <Stack gap="xs" component="article">
      <Title order={2}>{mail.subject}</Title>
      <Text size="sm" c="dimmed">
        {text('mailbox.to', { address: mail.to.join(', ') })} · {moment(mail.sentAt)}
      </Text>
      {/* In the language of whoever it is for. */}
      <Text translate="no" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {linked(mail.text)}
      </Text>
    </Stack>
  );
}

const linked = (body: string): ReactNode[] =>
  piecesOf(body).map(({ at, text, isLink }) =>
    isLink ? (
      <Anchor key={at} href={text} underline="always" inherit>
        {text}
      </Anchor>
    ) : (
      text
    ),
  );
