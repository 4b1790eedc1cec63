import { Badge, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import type { ConnectedApp } from './connected.ts';
import { Marks } from './marks.tsx';

/** Which apps work with the company's data: since when, through whom, and when they last asked for a token. */
export default function ConnectedAppsPage(): ReactElement {
  const text = useText();
  const { company } = useSignedIn();
  const apps = useQuery(reading('GET /web/company/connected-apps', undefined));
  return (
    <Page title={text('connected.title')} lead={text('connected.lead', { company: company.name })}>
      <div className="sheet">
        <Loaded query={apps}>{(all) => (all.length === 0 ? <Nothing /> : <AppTable apps={all} />)}</Loaded>
      </div>
    </Page>
  );
}

function Nothing(): ReactElement {
  const text = useText();
  return (
    <Blank
      title={text('connected.none.title')}
      text={text('connected.none.text')}
      action={<LinkButton to="/app-center">{text('connected.center')}</LinkButton>}
    />
  );
}

function AppTable({ apps }: { apps: readonly ConnectedApp[] }): ReactElement {
  const text = useText();
  return (
    <Table.ScrollContainer minWidth={560} type="native" className="stacks">
      <Table highlightOnHover horizontalSpacing="md" verticalSpacing={10}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text('connected.column.app')}</Table.Th>
            <Table.Th>{text('connected.column.company')}</Table.Th>
            <Table.Th>{text('connected.column.people')}</Table.Th>
            <Table.Th>{text('connected.column.lastToken')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {apps.map((app) => (
            <AppRow key={app.appId} app={app} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function AppRow({ app }: { app: ConnectedApp }): ReactElement {
  const text = useText();
  const moment = useMoment();
  const { appId, name, companySince, connectedBy, people, lastTokenAt, scopes } = app;
  return (
    <Table.Tr>
      <Table.Td>
        <Link to="/company/apps/$appId" params={{ appId }} className="row-link">
          {name}
        </Link>{' '}
        <Marks app={app} />
        <Text size="sm" c="dimmed">
          {text('connected.scopes.count', { count: scopes.length })}
        </Text>
      </Table.Td>
      <Table.Td data-label={text('connected.column.company')}>
        {companySince ? (
          <>
            <Text size="sm">{text('connected.company.yes', { when: moment(companySince) })}</Text>
            {connectedBy && (
              <Text size="sm" c="dimmed">
                {text('connected.company.by', { name: connectedBy })}
              </Text>
            )}
          </>
        ) : (
          <Text size="sm" c="dimmed">
            {text('connected.company.no')}
          </Text>
        )}
      </Table.Td>
      <Table.Td data-label={text('connected.column.people')}>
        <Badge color="gray">{people}</Badge>
      </Table.Td>
      <Table.Td data-label={text('connected.column.lastToken')}>
        <Text size="sm" c="dimmed">
          {lastTokenAt ? moment(lastTokenAt) : text('connected.never')}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}
