import { Button, Table, Text, VisuallyHidden } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useMoment, useText } from '../../i18n/language.tsx';
import { CodeBlock, CodeLine } from '../../ui/code.tsx';
import type { Entry } from './filter.ts';
import { wordOf } from './words.ts';

const PLACE = '/company/audit';

export function AuditTable({ entries }: { entries: readonly Entry[] }): ReactElement {
  const text = useText();
  return (
    <Table.ScrollContainer minWidth={640} type="native">
      <Table horizontalSpacing="md" verticalSpacing={8}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text('audit.column.when')}</Table.Th>
            <Table.Th>{text('audit.column.who')}</Table.Th>
            <Table.Th>{text('audit.column.what')}</Table.Th>
            <Table.Th>{text('audit.column.object')}</Table.Th>
            <Table.Th pos="relative">
              <VisuallyHidden>{text('audit.details')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Row key={entry.id} entry={entry} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Row({ entry }: { entry: Entry }): ReactElement {
  const text = useText();
  const moment = useMoment();
  const [isOpen, setOpen] = useState(false);
  const what = wordOf(text, 'action', entry.action);
  const Arrow = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <>
      <Table.Tr>
        <Table.Td style={{ whiteSpace: 'nowrap' }}>
          <Text size="sm" c="dimmed">
            {moment(entry.at)}
          </Text>
        </Table.Td>
        <Table.Td>
          <Who entry={entry} />
        </Table.Td>
        <Table.Td>
          <Text size="sm">{what}</Text>
        </Table.Td>
        <Table.Td>
          <Subject entry={entry} />
        </Table.Td>
        <Table.Td w={48}>
          <Button
            variant="subtle"
            color="gray"
            c="dimmed"
            size="compact-sm"
            px={4}
            aria-expanded={isOpen}
            aria-label={text('audit.details.of', { what: `${what}, ${moment(entry.at)}` })}
            onClick={() => setOpen(!isOpen)}
          >
            <Arrow size={16} />
          </Button>
        </Table.Td>
      </Table.Tr>
      {isOpen && (
        <Table.Tr>
          <Table.Td colSpan={5}>
            <Details entry={entry} />
          </Table.Td>
        </Table.Tr>
      )}
    </>
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
    <div style={{ display: 'grid', gap: 12, paddingBottom: 8 }}>
      <CodeLine label={text('audit.id')} value={entry.kind.id} />
      <CodeLine label={text('audit.correlation')} value={entry.correlationId} />
      {Object.keys(entry.details).length > 0 && (
        <CodeBlock label={text('audit.details')} code={JSON.stringify(entry.details, null, 2)} />
      )}
    </div>
  );
}
