import { Button } from '@mantine/core';
import { IconMailPlus } from '@tabler/icons-react';
import { lazy, useState, type ReactElement } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useText } from '../../i18n/language.tsx';
import { Late } from '../../ui/late.tsx';
import { Page } from '../../ui/page.tsx';
import { PeopleList } from './people-list.tsx';

const InviteDialog = lazy(() => import('./invite-dialog.tsx'));

/** Colleagues: who they are, who was asked in, and what protects them. */
export default function PeoplePage(): ReactElement {
  const text = useText();
  const [isInviting, setIsInviting] = useState(false);
  const { search, from } = useSearch({ from: '/company/people' });
  const navigate = useNavigate({ from: '/company/people' });
  const invite = (
    <Button leftSection={<IconMailPlus size={16} />} onClick={() => setIsInviting(true)}>
      {text('people.invite')}
    </Button>
  );
  return (
    <Page title={text('people.title')} lead={text('people.lead')} actions={invite}>
      <PeopleList search={search ?? ''} from={from} onArranged={(next) => void navigate({ search: next, replace: true })} />
      <Late isWanted={isInviting}>
        <InviteDialog isOpen={isInviting} onClose={() => setIsInviting(false)} />
      </Late>
    </Page>
  );
}
