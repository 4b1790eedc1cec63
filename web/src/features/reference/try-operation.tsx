import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { connection } from '../../api/connection.ts';
import { ConnectionLost } from '../../api/errors.ts';
import { useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { CodeBlock } from '../../ui/code.tsx';
import { Section } from '../../ui/section.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { AnswerShown } from './answer-shown.tsx';
import { BodyField } from './body-field.tsx';
import type { ApiOperation, Schema } from './operations.ts';
import { ParameterFields } from './parameter-fields.tsx';
import { bodyFor, draftFor, kindFor, prefilled, type Known } from './prefill.ts';
import classes from './reference.module.css';
import { curlOf, missingIn, requestOf, send, type Answer, type Draft, type Request } from './request.ts';
import { SenderFields, useSender } from './sender.tsx';

/** Fills in a request, sends it as anybody and shows what comes back. */
export function TryOperation(props: { operation: ApiOperation; schemas: Readonly<Record<string, Schema>> }): ReactElement {
  const text = useText();
  const { operation, schemas } = props;
  const { userId, login, company } = useSignedIn();
  const sender = useSender(kindFor(operation));
  const [draft, setDraft] = useState(() => draftFor(operation, schemas));
  const [isMissingShown, setIsMissingShown] = useState(false);
  const known: Known = { principal: sender.principal, userId, login, companyId: company.id, appId: sender.app?.id };
  const filled: Draft = { ...draft, values: valuesOf(operation, draft, known) };
  const missing = missingIn(operation, filled);
  const needsToken = operation.principals.length > 0;
  const attempt = useMutation({
    mutationFn: async () => attemptOf(operation, filled, needsToken ? await sender.token() : undefined),
  });
  const submit = (): void => {
    setIsMissingShown(true);
    if (missing.length === 0) attempt.mutate();
  };
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const takes = (mediaType: string): void => change({ mediaType, body: bodyFor(operation, mediaType, schemas) });
  const isBlocked = needsToken && !sender.isReady;
  return (
    <div className={classes['side']}>
      <Section title={text('reference.try')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
          noValidate
        >
          <Stack gap="md">
            {needsToken && <SenderFields sender={sender} />}
            <ParameterFields
              operation={operation}
              draft={filled}
              missing={isMissingShown ? missing : []}
              onChange={(values) => change({ values: { ...draft.values, ...values } })}
              onDraft={change}
            />
            <BodyField operation={operation} draft={draft} onChange={change} onType={takes} />
            <Group>
              <Button type="submit" leftSection={<IconPlayerPlay size={16} />} loading={attempt.isPending} disabled={isBlocked}>
                {text('reference.send')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Section>
      {attempt.isError && <Trouble error={attempt.error} />}
      <div role="status">{attempt.data && <AnswerShown answer={attempt.data} />}</div>
      {!isBlocked && <Curl request={requestOf(operation, filled, needsToken ? '' : undefined)} />}
      {attempt.data?.status === 403 && <Alert color="sun">{text('reference.refused')}</Alert>}
    </div>
  );
}

const Curl = ({ request }: { request: Request }): ReactElement => (
  <CodeBlock label="curl" code={curlOf(request, window.location.origin)} />
);

function valuesOf(operation: ApiOperation, { values }: Draft, known: Known): Record<string, string> {
  return Object.fromEntries(
    operation.parameters.map(({ name, in: place }) => [
      name,
      values[name] ?? (place === 'path' ? prefilled(operation, name, known) : ''),
    ]),
  );
}

async function attemptOf(operation: ApiOperation, draft: Draft, token: string | undefined): Promise<Answer> {
  try {
    return await send(requestOf(operation, draft, token));
  } catch {
    connection.lost();
    throw new ConnectionLost();
  }
}
