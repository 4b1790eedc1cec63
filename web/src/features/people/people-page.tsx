import { Button } from '@mantine/core';
import { IconMailPlus } from '@tabler/icons-react';
import { useState, type ReactElement } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useText } from '../../i18n/language.tsx';
import { Page } from '../../ui/page.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { PeopleList } from './people-list.tsx';

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
      <InviteDialog isOpen={isInviting} onClose={() => setIsInviting(false)} />
    </Page>
  );
}
