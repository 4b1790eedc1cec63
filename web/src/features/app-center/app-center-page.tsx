import { Badge, Group, NativeSelect, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconCheck, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { NoneFound } from '../../ui/none-found.tsx';
import { Page } from '../../ui/page.tsx';
import { PageTurns } from '../../ui/page-turns.tsx';
import { CATEGORIES, isCategory, type ListingCard } from './app-center.ts';
import classes from './app-center.module.css';
import { Logo } from './logo.tsx';

const PLACE = '/app-center/';

export default function AppCenterPage(): ReactElement {
  const text = useText();
  const { company } = useSignedIn();
  const { q, category, after } = useSearch({ from: PLACE });
  const query = {
    ...(q ? { search: q } : {}),
    ...(isCategory(category) ? { category } : {}),
    ...(after ? { after } : {}),
  };
  const listings = useQuery({ ...reading('GET /web/app-center', { query }), placeholderData: (before) => before });
  return (
    <Page title={text('center.title')} lead={text('center.lead', { company: company.name })}>
      <Search />
      <Loaded query={listings}>
        {(found) => (found.listings.length === 0 ? <Nothing /> : <Cards cards={found.listings} next={found.next} />)}
      </Loaded>
    </Page>
  );
}

function Search(): ReactElement {
  const text = useText();
  const { q = '', category } = useSearch({ from: PLACE });
  const navigate = useNavigate({ from: PLACE });
  const [typed, setTyped] = useState(q);
  const go = (next: { q?: string | undefined; category?: string | undefined }): void =>
    void navigate({ search: { q: q === '' ? undefined : q, category, ...next }, replace: true });
  const search = useDebouncedCallback((words: string) => go({ q: words.trim() === '' ? undefined : words.trim() }), 250);
  return (
    <Group gap="sm">
      <TextInput
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          search(event.currentTarget.value);
        }}
        aria-label={text('center.search')}
        placeholder={text('center.search')}
        leftSection={<IconSearch size={16} />}
        w={{ base: '100%', xs: 280 }}
      />
      <NativeSelect
        value={isCategory(category) ? category : ''}
        onChange={({ currentTarget: { value } }) => go({ category: isCategory(value) ? value : undefined })}
        data={[
          { value: '', label: text('center.category.all') },
          ...CATEGORIES.map((value) => ({ value, label: text(`category.${value}`) })),
        ]}
        aria-label={text('center.category')}
        w={{ base: '100%', xs: 220 }}
      />
    </Group>
  );
}

function Nothing(): ReactElement {
  const text = useText();
  const { q, category } = useSearch({ from: PLACE });
  const isNarrowed = q !== undefined || category !== undefined;
  return (
    <div className="sheet">
      {isNarrowed ? (
        <NoneFound
          title={text('center.noneFound.title')}
          text={text('center.noneFound.text')}
          all={text('center.noneFound.all')}
        />
      ) : (
        <Blank title={text('center.none.title')} text={text('center.none.text')} />
      )}
    </div>
  );
}

function Cards({ cards, next }: { cards: readonly ListingCard[]; next: string | null }): ReactElement {
  const text = useText();
  const { after } = useSearch({ from: PLACE });
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing="md">
        {cards.map((card) => (
          <Card key={card.appId} card={card} />
        ))}
      </SimpleGrid>
      <PageTurns after={after} next={next} words={{ first: text('center.first'), more: text('center.more') }} />
    </>
  );
}

function Card({ card }: { card: ListingCard }): ReactElement {
  const text = useText();
  const { appId, name, partner, summary, categories, logo, connectedSince, state } = card;
  return (
    <article className={`sheet ${classes['card'] ?? ''}`}>
      <Logo name={name} logo={logo} />
      <div>
        <Title order={2}>
          <Link to="/app-center/$appId" params={{ appId }} className="row-link">
            {name}
          </Link>
        </Title>
        <Text size="sm" c="dimmed">
          {text('center.by', { partner })}
        </Text>
      </div>
      <div className={classes['rest']}>
        <Text size="sm">{summary}</Text>
        <Group gap={6}>
          {state !== 'published' && <Badge color="sun">{text('center.unpublished')}</Badge>}
          {connectedSince && <Badge leftSection={<IconCheck size={12} aria-hidden />}>{text('center.connected')}</Badge>}
          {categories.map((one) => (
            <Badge key={one} color="gray">
              {text(`category.${one}`)}
            </Badge>
          ))}
        </Group>
      </div>
    </article>
  );
}
