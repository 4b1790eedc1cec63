import { FileInput, SegmentedControl, Stack, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import type { ApiOperation } from './operations.ts';
import type { Draft } from './request.ts';

const nameOf = (mediaType: string): string => mediaType.replace('application/', '').replace('x-www-form-urlencoded', 'form');

/** The body as text, in one of the kinds that the operation takes. */
export function BodyField(props: {
  operation: ApiOperation;
  draft: Draft;
  onChange: (part: Partial<Draft>) => void;
  onType: (mediaType: string) => void;
}): ReactElement | null {
  const text = useText();
  const { operation, draft, onChange, onType } = props;
  const types = Object.keys(operation.bodies);
  if (types.length === 0) return null;
  return (
    <Stack gap="xs">
      {types.length > 1 && (
        <SegmentedControl
          size="xs"
          style={{ alignSelf: 'start' }}
          aria-label={text('reference.body.kind')}
          value={draft.mediaType}
          data={types.map((value) => ({ value, label: nameOf(value) }))}
          onChange={onType}
        />
      )}
      {draft.mediaType.startsWith('multipart/') && (
        <FileInput label={text('reference.file')} value={draft.file} onChange={(file) => onChange({ file })} clearable />
      )}
      <Textarea
        label={text('reference.body')}
        description={draft.mediaType}
        autosize
        minRows={3}
        maxRows={24}
        spellCheck={false}
        styles={{ input: { font: '0.8125rem/1.6 var(--mantine-font-family-monospace)', fontVariantLigatures: 'none' } }}
        value={draft.body}
        onChange={(event) => onChange({ body: event.currentTarget.value })}
      />
    </Stack>
  );
}
