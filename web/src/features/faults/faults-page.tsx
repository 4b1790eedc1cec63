import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconPlus } from '@tabler/icons-react';
import { lazy, useState, type ReactElement } from 'react';
import { reading, useSession } from '../../api/queries.ts';
import { useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { Late } from '../../ui/late.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import { FaultTable } from './fault-table.tsx';
import type { Rule } from './rule.ts';

const FaultForm = lazy(() => import('./fault-form.tsx'));

export default function FaultsPage(): ReactElement {
  const text = useText();
  const { sandbox } = useSession();
  if (sandbox) return <Desk />;
  return (
    <Page title={text('faults.title')}>
      <Blank title={text('faults.off.title')} text={text('faults.off.text')} />
    </Page>
  );
}

function Desk(): ReactElement {
  const text = useText();
  const [edited, setEdited] = useState<{ rule: Rule | undefined }>();
  const rules = useQuery({ ...reading('GET /web/faults', undefined), refetchInterval: 5000 });
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEdited({ rule: undefined })}>
      {text('faults.add')}
    </Button>
  );
  return (
    <Page title={text('faults.title')} lead={text('faults.lead')} actions={rules.data?.length === 0 ? null : add}>
      <Loaded query={rules}>
        {(all) => (
          <div className="sheet">
            {all.length === 0 ? (
              <Blank title={text('faults.none.title')} text={text('faults.none.text')} action={add} />
            ) : (
              <FaultTable rules={all} onEdit={(rule) => setEdited({ rule })} />
            )}
          </div>
        )}
      </Loaded>
      <Late isWanted={edited !== undefined}>
        <FaultForm edited={edited} onDone={() => setEdited(undefined)} />
      </Late>
    </Page>
  );
}
