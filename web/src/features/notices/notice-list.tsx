import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useMoment, useMoney, useText } from '../../i18n/language.tsx';
import classes from './notices.module.css';
import type { Notices, Seen, WaitingReport } from './notices.ts';

export default function NoticeList(props: { notices: Notices; seen: Seen; onChosen: () => void }): ReactElement {
  const text = useText();
  const moment = useMoment();
  const { notices, seen, onChosen } = props;
  const { toApprove, sentBack, mails } = notices;
  const isCalm = toApprove.reports.length + sentBack.reports.length + (mails?.length ?? 0) === 0;
  if (isCalm)
    return (
      <Text c="dimmed" size="sm" p="md" ta="center">
        {text('notices.none')}
      </Text>
    );
  return (
    // A region that scrolls must be reached by the keyboard.
    <div className={classes['list']} tabIndex={0} role="group">
      <Group title={text('notices.toApprove')} isCut={toApprove.more}>
        {toApprove.reports.map((report) => (
          <ReportNotice key={report.id} report={report} by={report.owner} />
        ))}
      </Group>
      <Group title={text('notices.sentBack')} isCut={sentBack.more}>
        {sentBack.reports.map((report) => (
          <ReportNotice key={report.id} report={report} by={report.comment ?? ''} />
        ))}
      </Group>
      <Group title={text('notices.mails')} isCut={false}>
        {(mails ?? []).map(({ id, subject, sentAt, to }) => (
          <li key={id}>
            <Link to="/developer/mailbox" search={{ mail: id }} className={classes['notice'] ?? ''} onClick={onChosen}>
              <span>
                <strong>{subject}</strong>
                {sentAt > seen.mailsUntil && <em>{text('notices.new')}</em>}
              </span>
              <small>
                {to.join(', ')} · {moment(sentAt)}
              </small>
            </Link>
          </li>
        ))}
      </Group>
    </div>
  );
}

function Group(props: { title: string; isCut: boolean; children: readonly ReactNode[] }): ReactElement | null {
  const text = useText();
  const { title, isCut, children } = props;
  if (children.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul>{children}</ul>
      {isCut && <p>{text('notices.more')}</p>}
    </section>
  );
}

function ReportNotice({ report, by }: { report: WaitingReport; by: string }): ReactElement {
  const money = useMoney();
  const { name, amount, currency } = report;
  return (
    <li className={classes['notice']}>
      <span>
        <strong>{name}</strong>
        <b>{money(amount, currency)}</b>
      </span>
      {by !== '' && <small>{by}</small>}
    </li>
  );
}
