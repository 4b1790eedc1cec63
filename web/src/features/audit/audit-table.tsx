import { Text } from '@mantine/core';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { CodeBlock, CodeLine } from '../../ui/code.tsx';
import { FoldingTable } from '../../ui/folding-table.tsx';
import type { Entry } from './filter.ts';
import { wordOf } from './words.ts';

const PLACE = '/company/audit';

export function AuditTable({ entries }: { entries: readonly Entry[] }): ReactElement {
  const text = useText();
  const what = (entry: Entry): string => wordOf(text, 'action', entry.action);
  return (
    <FoldingTable
      items={entries}
      columns={[
        { label: text('audit.column.who'), show: (entry) => <Who entry={entry} /> },
        { label: text('audit.column.what'), show: (entry) => <Text size="sm">{what(entry)}</Text> },
        { label: text('audit.column.object'), show: (entry) => <Subject entry={entry} /> },
      ]}
      nameOf={what}
      details={{ label: text('audit.details'), show: (entry) => <Details entry={entry} /> }}
    />
  );
}

const ACTORS = ['system', 'anonymous', 'company', 'app', 'user'] as const;

/** Who did it: a person by name, else what kind of caller; and through which app. */
function Who({ entry: { actor } }: { entry: Entry }): ReactElement {
  const text = useText();
  const search = useSearch({ from: PLACE });
  const kind = ACTORS.find((one) => one === actor.kind) ?? 'system';
  const name = actor.user?.name ?? (kind === 'app' && actor.app?.name ? actor.app.name : text(`audit.actor.${kind}`));
  return (
    <>
      {actor.user ? (
        <Link
          to={PLACE}
          search={{ ...search, after: undefined, actor: actor.user.id }}
          className="row-link"
          aria-label={text('audit.only.actor', { name })}
        >
          <Text size="sm" component="span">
            {name}
          </Text>
        </Link>
      ) : (
        <Text size="sm">{name}</Text>
      )}
      {actor.app?.name && kind !== 'app' && (
        <Text size="xs" c="dimmed">
          {text('audit.through', { app: actor.app.name })}
        </Text>
      )}
    </>
  );
}

function Subject({ entry }: { entry: Entry }): ReactElement {
  const text = useText();
  const search = useSearch({ from: PLACE });
  const { kind, id, name } = entry.kind;
  const word = wordOf(text, 'kind', kind);
  return (
    <Link
      to={PLACE}
      search={{ ...search, after: undefined, kind, subject: id }}
      className="row-link"
      title={text('audit.only.subject')}
      style={{ fontWeight: 400 }}
    >
      <Text size="sm" component="span" display="block">
        {word}
      </Text>
      {name && (
        <Text size="xs" c="dimmed" component="span" display="block">
          {name}
        </Text>
      )}
    </Link>
  );
}

function Details({ entry }: { entry: Entry }): ReactElement {
  const text = useText();
  return (
    <>
      <CodeLine label={text('audit.id')} value={entry.kind.id} />
      <CodeLine label={text('audit.correlation')} value={entry.correlationId} />
      {Object.keys(entry.details).length > 0 && (
        <CodeBlock label={text('audit.details')} code={JSON.stringify(entry.details, null, 2)} />
      )}
    </>
  );
}
