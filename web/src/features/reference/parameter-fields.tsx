import { NativeSelect, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { inText } from './example.ts';
import type { ApiOperation, Parameter } from './operations.ts';
import { acceptsOf } from './prefill.ts';
import type { Draft } from './request.ts';

/** The parts of the address, the query, and the headers that few need. */
export function ParameterFields(props: {
  operation: ApiOperation;
  draft: Draft;
  missing: readonly string[];
  onChange: (values: Record<string, string>) => void;
  onDraft: (part: Partial<Draft>) => void;
}): ReactElement {
  const text = useText();
  const { operation, draft, missing, onChange, onDraft } = props;
  const accepts = acceptsOf(operation);
  const inPath = operation.parameters.filter((one) => one.in === 'path');
  const inQuery = operation.parameters.filter((one) => one.in === 'query');
  const field = (one: Parameter): ReactElement => (
    <TextInput
      key={one.name}
      label={one.name}
      description={one.description && <span lang="en">{one.description}</span>}
      required={one.in === 'path'}
      placeholder={hintOf(one)}
      value={draft.values[one.name] ?? ''}
      error={missing.includes(one.name) ? text('reference.missing') : undefined}
      spellCheck={false}
      autoComplete="off"
      styles={MONO}
      onChange={(event) => onChange({ [one.name]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="md">
      {inPath.length > 0 && (
        <SimpleGrid cols={{ base: 1, xs: inPath.length > 1 ? 2 : 1 }} spacing="sm" verticalSpacing="sm">
          {inPath.map(field)}
        </SimpleGrid>
      )}
      {inQuery.length > 0 && (
        <details open={inQuery.length < 4}>
          <summary style={SUMMARY}>{text('reference.query', { count: inQuery.length })}</summary>
          <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm" mt="xs">
            {inQuery.map(field)}
          </SimpleGrid>
        </details>
      )}
      <details>
        <summary style={SUMMARY}>{text('reference.headers')}</summary>
        <Stack gap="sm" mt="xs">
          {accepts.length > 1 && (
            <NativeSelect
              label="Accept"
              data={accepts}
              value={draft.accept}
              onChange={(event) => onDraft({ accept: event.currentTarget.value })}
            />
          )}
          <Textarea
            label={text('reference.headers.more')}
            description={text('reference.headers.hint')}
            placeholder="concur-correlationid: my-own-id"
            autosize
            minRows={2}
            spellCheck={false}
            styles={MONO}
            value={draft.headers}
            onChange={(event) => onDraft({ headers: event.currentTarget.value })}
          />
        </Stack>
      </details>
    </Stack>
  );
}

const SUMMARY = { cursor: 'pointer', fontSize: '0.875rem', fontWeight: 550 } as const;
const MONO = { input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } } as const;

const hintOf = ({ schema: { default: preset, enum: choices, type } }: Parameter): string =>
  choices ? choices.map(inText).join(' | ') : preset !== undefined ? inText(preset) : type === 'string' ? '' : String(type ?? '');
