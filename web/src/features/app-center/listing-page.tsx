import { Alert, Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { reading } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { Section } from '../../ui/section.tsx';
import type { Listing } from './app-center.ts';
import classes from './app-center.module.css';
import { ConnectionPanel } from './connection-panel.tsx';
import { Logo } from './logo.tsx';

const AWAITED_EVERY = 2500;
const SCOPES_AT_FIRST = 6;

export default function ListingPage(): ReactElement {
  const { appId } = useParams({ from: '/app-center/$appId' });
  const [isAwaited, setAwaited] = useState(false);
  const listing = useQuery({
    ...reading('GET /web/app-center/{appId}', { params: { appId } }),
    refetchInterval: ({ state }) => (isAwaited && !state.data?.connectedSince ? AWAITED_EVERY : false),
  });
  return (
    <Loaded query={listing}>
      {(found) => <Whole key={found.appId} listing={found} isAwaited={isAwaited} onAwait={setAwaited} />}
    </Loaded>
  );
}

function Whole(props: { listing: Listing; isAwaited: boolean; onAwait: (is: boolean) => void }): ReactElement {
  const text = useText();
  const { listing, isAwaited, onAwait } = props;
  return (
    <Page
      title={listing.name}
      lead={
        <>
          {text('center.by', { partner: listing.partner })} · {listing.summary}
        </>
      }
      actions={<Logo name={listing.name} logo={listing.logo} size={64} />}
    >
      {listing.state !== 'published' && <Preview listing={listing} />}
      <div className={classes['columns']}>
        <Stack>
          <ConnectionPanel listing={listing} isAwaited={isAwaited} onAwait={onAwait} />
          <Section title={text('center.about')}>
            <Text className={classes['prose'] ?? ''}>{listing.description}</Text>
          </Section>
          <Scopes listing={listing} />
        </Stack>
        <Facts listing={listing} />
      </div>
    </Page>
  );
}

function Preview({ listing }: { listing: Listing }): ReactElement {
  const text = useText();
  return (
    <Alert color="sun" icon={<IconEye />}>
      <Group justify="space-between">
        <Text size="sm">{text('center.preview')}</Text>
        <TextLink to="/developer/apps/$appId" params={{ appId: listing.appId }} search={{ tab: 'listing' }} size="sm">
          {text('center.preview.edit')}
        </TextLink>
      </Group>
    </Alert>
  );
}

function Scopes({ listing }: { listing: Listing }): ReactElement {
  const text = useText();
  const [isWhole, setWhole] = useState(false);
  const { scopes } = listing;
  const shown = isWhole ? scopes : scopes.slice(0, SCOPES_AT_FIRST);
  return (
    <Section title={text('center.scopes')}>
      {scopes.length === 0 && <Text c="dimmed">{text('center.scopes.none')}</Text>}
      <ul className={classes['scopes']}>
        {shown.map(({ name, description }) => (
          <li key={name}>{description}</li>
        ))}
      </ul>
      {shown.length < scopes.length && (
        <Button variant="subtle" size="xs" mt="sm" onClick={() => setWhole(true)}>
          {text('center.scopes.all', { count: scopes.length })}
        </Button>
      )}
    </Section>
  );
}

function Facts({ listing }: { listing: Listing }): ReactElement {
  const text = useText();
  const links = [
    ['center.links.support', listing.supportUrl],
    ['center.links.privacy', listing.privacyUrl],
    ['center.links.terms', listing.termsUrl],
    ['center.links.website', listing.websiteUrl],
  ] as const;
  return (
    <section className="sheet" style={{ padding: 20 }}>
      <Title order={2} mb="md">
        {text('center.facts')}
      </Title>
      <dl className={classes['facts']}>
        <div>
          <dt>{text('center.installation')}</dt>
          <dd>{text(`center.installation.${listing.installation}`)}</dd>
        </div>
        <div>
          <dt>{text('center.category')}</dt>
          <dd>
            <Group gap={6} mt={4}>
              {listing.categories.map((one) => (
                <Badge key={one} color="gray">
                  {text(`category.${one}`)}
                </Badge>
              ))}
            </Group>
          </dd>
        </div>
        {links
          .filter(([, url]) => url !== '')
          .map(([label, url]) => (
            <div key={label}>
              <dt>{text(label)}</dt>
              <dd>
                <Anchor href={url} target="_blank" rel="noopener noreferrer" size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {url.replace(/^https?:\/\//, '')}
                </Anchor>
              </dd>
            </div>
          ))}
      </dl>
    </section>
  );
}
