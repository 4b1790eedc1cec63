import { Badge, Group, Table, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { NoneFound } from '../../ui/none-found.tsx';
import { Page } from '../../ui/page.tsx';
import { SortHeader } from '../../ui/sort-header.tsx';
import type { App } from './app.ts';
import { arranged } from './arrange.ts';

export default function AppsPage(): ReactElement {
  const text = useText();
  const { company } = useSignedIn();
  const apps = useQuery(reading('GET /web/apps', undefined));
  const { q, sort } = useSearch({ from: '/developer/apps' });
  const create = (
    <LinkButton to="/developer/apps/new" leftSection={<IconPlus size={16} />}>
      {text('apps.create')}
    </LinkButton>
  );
  return (
    <Page
      title={text('apps.title')}
      lead={text('apps.lead', { company: company.name })}
      actions={apps.data?.length === 0 ? null : create}
    >
      <Loaded query={apps}>
        {(all) =>
          all.length === 0 ? (
            <div className="sheet">
              <Blank title={text('apps.none.title')} text={text('apps.none.text')} action={create} />
            </div>
          ) : (
            <AppList apps={arranged(all, { q, sort })} />
          )
        }
      </Loaded>
    </Page>
  );
}

function AppList({ apps }: { apps: readonly App[] }): ReactElement {
  const text = useText();
  const navigate = useNavigate({ from: '/developer/apps' });
  const current = useSearch({ from: '/developer/apps' });
  const { q = '' } = current;
  const search = (words: string): void =>
    void navigate({ search: { ...current, q: words === '' ? undefined : words }, replace: true });
  return (
    <div className="sheet">
      <Group p="md" justify="space-between">
        <TextInput
          value={q}
          onChange={(event) => search(event.currentTarget.value)}
          aria-label={text('apps.search')}
          placeholder={text('apps.search')}
          leftSection={<IconSearch size={16} />}
          w={{ base: '100%', xs: 280 }}
        />
        <Text size="sm" c="dimmed" role="status">
          {text('apps.count', { count: apps.length })}
        </Text>
      </Group>
      {apps.length === 0 ? (
        <NoneFound title={text('apps.noneFound.title')} text={text('apps.noneFound.text')} all={text('apps.noneFound.all')} />
      ) : (
        <AppTable apps={apps} />
      )}
    </div>
  );
}

function AppTable({ apps }: { apps: readonly App[] }): ReactElement {
  const text = useText();
  const moment = useMoment();
  const { sort = 'name' } = useSearch({ from: '/developer/apps' });
  return (
    <Table.ScrollContainer minWidth={320} type="native">
      <Table highlightOnHover horizontalSpacing="md" verticalSpacing={10}>
        <Table.Thead>
          <Table.Tr>
            <SortHeader label={text('apps.column.name')} by="name" current={sort} />
            <Table.Th visibleFrom="md">{text('apps.column.clientId')}</Table.Th>
            <Table.Th visibleFrom="sm">{text('apps.column.grants')}</Table.Th>
            <SortHeader label={text('apps.column.changed')} by="changed" current={sort} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {apps.map((app) => (
            <Table.Tr key={app.id}>
              <Table.Td>
                <Link to="/developer/apps/$appId" params={{ appId: app.id }} className="row-link">
                  {app.name}
                </Link>{' '}
                {!app.enabled && <Badge color="red">{text('apps.off')}</Badge>}
                <Text size="sm" c="dimmed" lineClamp={1}>
                  {app.description || text('apps.scopes.count', { count: app.scopes.length })}
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="md">
                <Text size="xs" ff="monospace" c="dimmed">
                  {app.id}
                </Text>
              </Table.Td>
              <Table.Td visibleFrom="sm">
                <Text size="sm" c="dimmed" maw={260}>
                  {app.grants.map((grant) => text(`grant.${grant}`)).join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                <Text size="sm" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                  {moment(app.updatedAt)}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
