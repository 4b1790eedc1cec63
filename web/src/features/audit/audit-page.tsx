import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { NoneFound } from '../../ui/none-found.tsx';
import { Page } from '../../ui/page.tsx';
import { PageTurns } from '../../ui/page-turns.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditTable } from './audit-table.tsx';
import { isNarrowed, queryOf } from './filter.ts';

const PLACE = '/company/audit';

/** Who did what in the company. The filters stand in the address, so that a view can be handed on. */
export default function AuditPage(): ReactElement {
  const text = useText();
  const { company } = useSignedIn();
  const search = useSearch({ from: PLACE });
  const query = queryOf(search);
  const trail = useQuery({
    ...reading('GET /web/company/audit', { query: { ...query, ...(search.after ? { after: search.after } : {}) } }),
    placeholderData: (before) => before,
  });
  const file = `/web/company/audit.csv?${new URLSearchParams(query).toString()}`;
  return (
    <Page
      title={text('audit.title')}
      lead={text('audit.lead', { company: company.name })}
      actions={
        <Button component="a" href={file} download variant="default" leftSection={<IconDownload size={16} />}>
          {text('audit.export')}
        </Button>
      }
    >
      <div className="sheet">
        <AuditFilters names={trail.data?.entries ?? []} />
        <Loaded query={trail}>
          {(found) =>
            found.entries.length === 0 ? (
              <Nothing isNarrowed={isNarrowed(search)} />
            ) : (
              <>
                <AuditTable entries={found.entries} />
                <PageTurns
                  after={search.after}
                  next={found.next}
                  words={{ first: text('audit.newest'), more: text('audit.older') }}
                  p="md"
                  size="xs"
                />
              </>
            )
          }
        </Loaded>
      </div>
    </Page>
  );
}

function Nothing({ isNarrowed: narrowed }: { isNarrowed: boolean }): ReactElement {
  const text = useText();
  if (!narrowed) return <Blank title={text('audit.none.title')} />;
  return <NoneFound title={text('audit.noneFound.title')} all={text('audit.noneFound.all')} />;
}
