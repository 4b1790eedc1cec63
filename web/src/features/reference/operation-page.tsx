import { Badge, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useText } from '../../i18n/language.tsx';
import { Copy } from '../../ui/copy.tsx';
import { TextLink } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { NotHere } from '../../ui/not-here.tsx';
import { Page } from '../../ui/page.tsx';
import { About } from './about.tsx';
import { referenceQuery, type Reference } from './document.ts';
import { Method, Path } from './method.tsx';
import { partsOf, type ApiOperation } from './operations.ts';
import classes from './reference.module.css';
import { TryOperation } from './try-operation.tsx';

/** One operation: what it takes and answers, and a place to try it. */
export default function OperationPage(): ReactElement {
  const { operation: id } = useParams({ from: '/developer/reference/$operation' });
  const reference = useQuery(referenceQuery);
  return (
    <Loaded query={reference}>
      {(known) => {
        const operation = known.operations.find((one) => one.id === id);
        return operation ? <Shown key={id} operation={operation} reference={known} /> : <NotHere />;
      }}
    </Loaded>
  );
}

function Shown({ operation, reference }: { operation: ApiOperation; reference: Reference }): ReactElement {
  const text = useText();
  const { tag, method, path, summary, isDeprecated } = operation;
  const { family, version } = partsOf(tag);
  const [title = summary, ...more] = summary.split('; ');
  return (
    <Stack gap="xs">
      <Group maw={1080} mx="auto" w="100%" gap="xs">
        <TextLink to="/developer/reference" search={{ tag }} size="sm">
          <span lang="en">
            {family} {version}
          </span>
        </TextLink>
      </Group>
      <Page
        title={title}
        titleLang="en"
        lead={
          <>
            <span lang="en">{more.join('; ')}</span>
            <Group gap="xs" component="span" wrap="nowrap" align="baseline">
              <Method method={method} />
              <Path path={path} />
              <Copy value={path} what={text('reference.path')} />
            </Group>
          </>
        }
        actions={isDeprecated ? <Badge color="sun">{text('reference.deprecated')}</Badge> : null}
      >
        <div className={classes['desk']}>
          <TryOperation operation={operation} schemas={reference.schemas} />
          <About operation={operation} schemas={reference.schemas} />
        </div>
      </Page>
    </Stack>
  );
}
