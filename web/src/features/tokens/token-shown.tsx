import { Badge, Stack } from '@mantine/core';
import { useInterval } from '@mantine/hooks';
import { useState, type ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { CodeBlock } from '../../ui/code.tsx';
import { Section } from '../../ui/section.tsx';
import type { Token } from '../apps/app.ts';
import { callCurl } from '../developer/snippets.ts';
import { claimsOf, minutesLeft } from './token.ts';

/** A token with what it says and how long it lasts. */
export function TokenShown({ token, name }: { token: Token; name: string }): ReactElement {
  const text = useText();
  const claims = claimsOf(token.accessToken);
  const url = firstCall(token, claims);
  return (
    <Section title={text('token.of', { name })} actions={<Expiry key={token.accessToken} seconds={token.expiresIn} />}>
      <Stack>
        <CodeBlock label={text('token.value')} code={shortened(token.accessToken)} copy={token.accessToken} />
        {url && (
          <CodeBlock
            label={text('token.curl')}
            code={callCurl({ url, token: '…' })}
            copy={callCurl({ url, token: token.accessToken })}
          />
        )}
        {token.refreshToken && <CodeBlock label={text('token.refresh')} code={token.refreshToken} />}
        {claims && <CodeBlock label={text('token.claims')} code={JSON.stringify(claims, null, 2)} />}
      </Stack>
    </Section>
  );
}

/** What the principal can read about itself; an app has no profile. */
function firstCall({ geolocation }: Token, claims: ReturnType<typeof claimsOf>): string | undefined {
  if (claims?.['concur.type'] === 'user') return `${geolocation}/profile/v1/me`;
  return claims?.['concur.type'] === 'company' ? `${geolocation}/profile/v1/principals/${String(claims['sub'])}` : undefined;
}

const shortened = (token: string): string =>
  token
    .replace(/(.{64})/g, '$1\n')
    .split('\n')
    .slice(0, 3)
    .join('\n') + ' …';

/** Counted by the time that has passed here: the sandbox's clock may show any. */
function Expiry({ seconds }: { seconds: number }): ReactElement {
  const text = useText();
  const [madeAt] = useState(() => performance.now());
  const [now, setNow] = useState(madeAt);
  useInterval(() => setNow(performance.now()), 10_000, { autoInvoke: true });
  const minutes = minutesLeft(madeAt + seconds * 1000, now);
  return minutes < 0 ? <Badge color="red">{text('token.expired')}</Badge> : <Badge>{text('token.left', { minutes })}</Badge>;
}
