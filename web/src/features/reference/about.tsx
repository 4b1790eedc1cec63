import { Anchor, Stack, Text } from '@mantine/core';
import type { ReactElement, ReactNode } from 'react';
import { useText } from '../../i18n/language.tsx';
import { Section } from '../../ui/section.tsx';
import type { ApiOperation, Schema } from './operations.ts';
import classes from './reference.module.css';
import { SchemaFields } from './schema-fields.tsx';

type Shown = { operation: ApiOperation; schemas: Readonly<Record<string, Schema>> };

/** What opens an operation, what it takes and what it answers. */
export function About({ operation, schemas }: Shown): ReactElement {
  const text = useText();
  const { principals, scopes, page, bodies, answers } = operation;
  const [body] = Object.values(bodies);
  return (
    <div className={classes['side']}>
      <Section title={text('reference.access')}>
        <Stack gap="sm">
          <Named name={text('reference.tokensOf')}>
            {principals.length === 0
              ? text('reference.anybody')
              : principals.map((kind) => text(`reference.principal.${kind}`)).join(', ')}
          </Named>
          {scopes.length > 0 && (
            <Named name={text('reference.scopes')}>
              {scopes.map((scope) => (
                <code key={scope} className={classes['path']} style={{ display: 'block' }}>
                  {scope}
                </code>
              ))}
            </Named>
          )}
          {page && (
            <Anchor href={page} size="sm" target="_blank" rel="noreferrer">
              {text('reference.page')}
            </Anchor>
          )}
        </Stack>
      </Section>
      {body && (
        <Section title={text('reference.body')}>
          <SchemaFields schema={body.schema} schemas={schemas} />
        </Section>
      )}
      <Section title={text('reference.answers')}>
        <Stack gap="xs">
          {answers.map(({ status, content }) => (
            <AnswerFields key={status} status={status} schema={Object.values(content)[0]?.schema} schemas={schemas} />
          ))}
        </Stack>
      </Section>
    </div>
  );
}

const Named = ({ name, children }: { name: string; children: ReactNode }): ReactElement => (
  <div>
    <Text size="xs" c="dimmed" fw={550}>
      {name}
    </Text>
    <Text size="sm" component="div">
      {children}
    </Text>
  </div>
);

function AnswerFields(props: { status: string; schema: Schema | undefined; schemas: Shown['schemas'] }): ReactElement {
  const text = useText();
  const { status, schema, schemas } = props;
  const head = (
    <span className={classes['status']} data-refused={Number(status) >= 400 ? '' : undefined}>
      {status}
    </span>
  );
  if (!schema)
    return (
      <Text size="sm" component="div">
        {head} <span className={classes['kind']}>{text('reference.empty')}</span>
      </Text>
    );
  return (
    <details>
      <summary style={{ cursor: 'pointer' }}>{head}</summary>
      <SchemaFields schema={schema} schemas={schemas} />
    </details>
  );
}
