import { Anchor, Text, TextInput, Title } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useDeferredValue, type ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { referenceQuery } from './document.ts';
import { Families, Versions } from './families.tsx';
import { Method, Path } from './method.tsx';
import { found, partsOf, type ApiOperation } from './operations.ts';
import classes from './reference.module.css';

const PLACE = '/developer/reference/';
/** Nobody reads further; they type another word. */
const AT_MOST = 100;

/** Every operation, by family and version or by a word. */
export default function ReferencePage(): ReactElement {
  const text = useText();
  const reference = useQuery(referenceQuery);
  const { q = '', tag } = useSearch({ from: PLACE });
  const words = useDeferredValue(q);
  return (
    <Page
      title={text('reference.title')}
      lead={text('reference.lead')}
      actions={
        <Anchor href="/docs" size="sm">
          {text('reference.documents')}
        </Anchor>
      }
    >
      <div className="sheet">
        <Search />
        <Loaded query={reference}>
          {({ operations }) =>
            words === '' && tag === undefined ? (
              <Families operations={operations} />
            ) : (
              <Operations operations={operations} words={words} tag={tag} />
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

function Search(): ReactElement {
  const text = useText();
  const navigate = useNavigate({ from: PLACE });
  const { q = '', tag } = useSearch({ from: PLACE });
  const label = tag === undefined ? text('reference.search') : text('reference.searchIn', { name: partsOf(tag).family });
  return (
    <TextInput
      p="md"
      value={q}
      onChange={(event) => void navigate({ search: { q: event.currentTarget.value || undefined, tag }, replace: true })}
      aria-label={label}
      placeholder={label}
      leftSection={<IconSearch size={16} />}
    />
  );
}

function Operations(props: { operations: readonly ApiOperation[]; words: string; tag: string | undefined }): ReactElement {
  const text = useText();
  const { operations, words, tag } = props;
  const all = found(tag === undefined ? operations : operations.filter((one) => one.tag === tag), words);
  const shown = all.slice(0, AT_MOST);
  const tags = [...new Set(shown.map((one) => one.tag))];
  return (
    <>
      {tag !== undefined && <Versions operations={operations} tag={tag} />}
      <Text size="sm" c="dimmed" px="md" pb="sm" role="status">
        {text('reference.count', { count: all.length })}
      </Text>
      {all.length === 0 && <Blank title={text('reference.none.title')} text={text('reference.none.text')} />}
      {tags.map((one) => (
        <section key={one}>
          {tag === undefined && (
            <Title order={2} fz="sm" px="md" py={8} bg="var(--code)">
              {partsOf(one).family} {partsOf(one).version}
            </Title>
          )}
          <ul className={classes['list']}>
            {shown
              .filter((operation) => operation.tag === one)
              .map((operation) => (
                <Row key={operation.id} operation={operation} />
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

const Row = ({ operation: { id, method, path, summary } }: { operation: ApiOperation }): ReactElement => (
  <li>
    <Link to="/developer/reference/$operation" params={{ operation: id }} className={classes['row'] ?? ''}>
      <Method method={method} />
      <Path path={path} />
      <small lang="en">{summary}</small>
    </Link>
  </li>
);
