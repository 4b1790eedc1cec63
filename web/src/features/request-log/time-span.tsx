import { Group, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import type { Filters } from './filters.ts';

/** As the browser's field for a moment has it: local, without a zone. */
function localOf(iso: string | undefined): string {
  if (iso === undefined) return '';
  const at = new Date(iso);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
const isoOf = (local: string): string | undefined => (local === '' ? undefined : new Date(local).toISOString());

/** Two moments, either of which may be left open. */
export function TimeSpan({ filters, onChange }: { filters: Filters; onChange: (filters: Filters) => void }): ReactElement {
  const text = useText();
  return (
    <Group px="md" pb="sm" gap="sm">
      {(['from', 'to'] as const).map((end) => (
        <TextInput
          key={end}
          type="datetime-local"
          label={text(`log.time.${end}`)}
          value={localOf(filters[end])}
          onChange={(event) => onChange({ ...filters, span: undefined, [end]: isoOf(event.currentTarget.value) })}
        />
      ))}
    </Group>
  );
}
