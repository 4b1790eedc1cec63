import type { AnswerOf } from '../../api/client.ts';

export type Notices = AnswerOf<'GET /web/notices'>;
export type WaitingReport = Notices['toApprove']['reports'][number];

/** When somebody last looked at the bell on this browser; ISO, or empty. */
export interface Seen {
  readonly mailsUntil: string;
}

/** What still waits counts until it is done; mail counts until it was seen. */
export function unseen({ toApprove, sentBack, mails }: Notices, { mailsUntil }: Seen): number {
  const fresh = (mails ?? []).filter(({ sentAt }) => sentAt > mailsUntil).length;
  return toApprove.reports.length + sentBack.reports.length + fresh;
}

/** The newest mail there is: what was seen of it. */
export const seenOf = ({ mails }: Notices): Seen => ({
  mailsUntil: (mails ?? []).reduce((latest, { sentAt }) => (sentAt > latest ? sentAt : latest), ''),
});

const keyOf = (userId: string): string => `perdiem.notices.${userId}`;

export const readSeen = (userId: string): Seen => ({ mailsUntil: localStorage.getItem(keyOf(userId)) ?? '' });

export const keepSeen = (userId: string, { mailsUntil }: Seen): void => {
  if (mailsUntil !== '') localStorage.setItem(keyOf(userId), mailsUntil);
};
