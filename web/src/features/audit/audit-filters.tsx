import { Group, Pill, Select, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import type { AuditSearch, Entry } from './filter.ts';
import { ACTIONS, KINDS, wordOf } from './words.ts';

const PLACE = '/company/audit';

/** What the trail is narrowed by. Who and which object are chosen by a press on them in the list, and let go here. */
export function AuditFilters({ names }: { names: readonly Entry[] }): ReactElement {
  const text = useText();
  const search = useSearch({ from: PLACE });
  const navigate = useNavigate({ from: PLACE });
  const go = (next: AuditSearch): void => void navigate({ search: { ...search, after: undefined, ...next }, replace: true });
  const words = (list: 'kind' | 'action', known: readonly string[]) => [
    { value: '', label: text('audit.filter.any') },
    ...known.map((value) => ({ value, label: wordOf(text, list, value) })).sort((a, b) => a.label.localeCompare(b.label)),
  ];
  const { actor, subject } = search;
  const actorName = names.find((one) => one.actor.user?.id === actor)?.actor.user?.name ?? actor ?? '';
  const subjectName = names.find((one) => one.kind.id === subject)?.kind.name ?? subject ?? '';
  return (
    <Group p="md" gap="sm" align="flex-end">
      {(['kind', 'action'] as const).map((list) => (
        <Select
          key={list}
          label={text(`audit.filter.${list}`)}
          value={search[list] ?? ''}
          onChange={(chosen) => go({ [list]: chosen ? chosen : undefined })}
          data={words(list, list === 'kind' ? KINDS : ACTIONS)}
          allowDeselect={false}
          searchable
          w={{ base: '100%', xs: 190 }}
        />
      ))}
      {(['from', 'until'] as const).map((end) => (
        <TextInput
          key={end}
          type="date"
          label={text(`audit.filter.${end}`)}
          value={search[end] ?? ''}
          onChange={(event) => go({ [end]: event.currentTarget.value === '' ? undefined : event.currentTarget.value })}
          w={{ base: '47%', xs: 150 }}
        />
      ))}
      {actor && <Chosen what={text('audit.filter.actor', { name: actorName })} onClear={() => go({ actor: undefined })} />}
      {subject && (
        <Chosen what={text('audit.filter.subject', { name: subjectName })} onClear={() => go({ subject: undefined })} />
      )}
    </Group>
  );
}

function Chosen({ what, onClear }: { what: string; onClear: () => void }): ReactElement {
  const text = useText();
  return (
    <Pill
      size="md"
      withRemoveButton
      onRemove={onClear}
      removeButtonProps={{ 'aria-label': text('audit.filter.clear', { what }), tabIndex: 0, 'aria-hidden': false }}
    >
      {what}
    </Pill>
  );
}
