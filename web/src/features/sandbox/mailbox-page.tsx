import { Group, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { IconSearch } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState, type ReactElement } from 'react';
import { useDebouncedCallback } from '@mantine/hooks';
import type { AnswerOf } from '../../api/client.ts';
import { CallRefused } from '../../api/errors.ts';
import { reading, useSignedIn } from '../../api/queries.ts';
import { useMoment, useText } from '../../i18n/language.tsx';
import { Blank } from '../../ui/blank.tsx';
import { LinkButton } from '../../ui/link.tsx';
import { Loaded } from '../../ui/loaded.tsx';
import { Page } from '../../ui/page.tsx';
import classes from './mailbox.module.css';
import { Letter } from './letter.tsx';

type Mails = AnswerOf<'GET /web/sandbox/mail'>;
const PLACE = '/developer/mailbox';

export default function MailboxPage(): ReactElement {
  const text = useText();
  const { to, after } = useSearch({ from: PLACE });
  const { may, company } = useSignedIn();
  const given = { query: { ...(to ? { to } : {}), ...(after ? { after } : {}) } };
  const often = { refetchInterval: 5000, placeholderData: (before: Mails | undefined) => before };
  const all = useQuery({ ...reading('GET /web/sandbox/mail', given), ...often, enabled: may.moveSandbox });
  const isElsewhere = all.error instanceof CallRefused && all.error.status === 404;
  const isOwn = may.readCompanyMail && (!may.moveSandbox || isElsewhere);
  const own = useQuery({ ...reading('GET /web/company/mail', given), ...often, enabled: isOwn });
  const mails = isOwn ? own : all;
  return (
    <Page
      title={text('mailbox.title')}
      lead={isOwn ? text('mailbox.lead.company', { company: company.name }) : text('mailbox.lead')}
    >
      {isElsewhere && !isOwn ? (
        <div className="sheet">
          <Blank title={text('mailbox.here.title')} text={text('mailbox.here')} />
        </div>
      ) : (
        <Loaded query={mails}>{(found) => <Desk found={found} isOwn={isOwn} />}</Loaded>
      )}
    </Page>
  );
}

function Desk({ found, isOwn }: { found: Mails; isOwn: boolean }): ReactElement {
  const text = useText();
  const { to, mail: chosen, after } = useSearch({ from: PLACE });
  const isUnused = found.mails.length === 0 && !to && !after;
  if (isUnused)
    return (
      <div className="sheet">
        <Blank
          title={text('mailbox.none.title')}
          text={text(isOwn ? 'mailbox.none.company' : 'mailbox.none.text')}
          action={isOwn && <LinkButton to="/company/people">{text('nav.people')}</LinkButton>}
        />
      </div>
    );
  const open = found.mails.find(({ id }) => id === chosen);
  return (
    <div className={`sheet ${classes['desk'] ?? ''}`}>
      <div className={classes['list']}>
        <AddressSearch />
        {found.mails.length === 0 && <Blank title={text('mailbox.noneFound.title')} />}
        <MailList mails={found.mails} chosen={open?.id} />
        <Pages next={found.next} />
      </div>
      <div className={classes['letter']}>{open ? <Letter mail={open} /> : <Text c="dimmed">{text('mailbox.choose')}</Text>}</div>
    </div>
  );
}

function AddressSearch(): ReactElement {
  const text = useText();
  const current = useSearch({ from: PLACE });
  const { to = '' } = current;
  const navigate = useNavigate({ from: PLACE });
  const [typed, setTyped] = useState(to);
  const search = useDebouncedCallback((words: string) => {
    const { mail } = current;
    void navigate({ search: { mail, to: words.trim() === '' ? undefined : words.trim() }, replace: true });
  }, 250);
  return (
    <TextInput
      m="md"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        search(event.currentTarget.value);
      }}
      aria-label={text('mailbox.search')}
      placeholder={text('mailbox.search')}
      leftSection={<IconSearch size={16} />}
    />
  );
}

function MailList({ mails, chosen }: { mails: Mails['mails']; chosen: string | undefined }): ReactElement {
  const moment = useMoment();
  const current = useSearch({ from: PLACE });
  return (
    <ul className={classes['mails']}>
      {mails.map(({ id, subject, to, sentAt }) => (
        <li key={id}>
          <Link
            from={PLACE}
            to="."
            search={{ ...current, mail: id }}
            className={classes['mail'] ?? ''}
            aria-current={id === chosen ? 'true' : undefined}
          >
            <strong>{subject}</strong>
            <span>{to.join(', ')}</span>
            <span>{moment(sentAt)}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Pages({ next }: { next: string | null }): ReactElement | null {
  const text = useText();
  const current = useSearch({ from: PLACE });
  const { after } = current;
  if (!next && !after) return null;
  return (
    <Group p="md" gap="xs">
      {after && (
        <LinkButton from={PLACE} to="." search={{ ...current, after: undefined }} size="xs" variant="default">
          {text('mailbox.newest')}
        </LinkButton>
      )}
      {next && (
        <LinkButton from={PLACE} to="." search={{ ...current, after: next }} size="xs" variant="default">
          {text('mailbox.older')}
        </LinkButton>
      )}
    </Group>
  );
}
