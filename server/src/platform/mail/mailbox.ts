import type { Context } from '../context.ts';
import { findMessage, findMessages, insertMessage, type MailMessageTable } from './mail-queries.ts';
import type { Mail } from './mail.ts';

export interface StoredMail {
  readonly id: string;
  readonly sentAt: Date;
  /** Lower case. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
}

/** The mail of an installation that has no mail server, for its sandbox's mailbox page. */
export interface Mailbox {
  keep(ctx: Context, id: string, mail: Mail): Promise<void>;
  /** Newest first; `to` narrows to one address, `after` is the id of the last message of the page before. */
  list(ctx: Context, page?: { readonly to?: string; readonly after?: string; readonly limit?: number }): Promise<StoredMail[]>;
  read(ctx: Context, id: string): Promise<StoredMail | undefined>;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createMailbox(): Mailbox {
  return {
    keep: (ctx, id, mail) =>
      insertMessage(ctx.tx, {
        id,
        sent_at: ctx.clock.now(),
        recipients: addresses(mail.to),
        subject: mail.subject,
        text_body: mail.text,
        html_body: mail.html ?? null,
      }),
    list: async (ctx, { to, after, limit = 50 } = {}) => {
      const page = { limit, ...(to ? { recipient: to.toLowerCase() } : {}), ...(after && UUID.test(after) ? { after } : {}) };
      return (await findMessages(ctx.tx, page)).map(stored);
    },
    read: async (ctx, id) => {
      const row = UUID.test(id) ? await findMessage(ctx.tx, id) : undefined;
      return row && stored(row);
    },
  };
}

const addresses = (to: Mail['to']): string[] => [to].flat().map((one) => one.toLowerCase());

const stored = (row: MailMessageTable): StoredMail => ({
  id: row.id,
  sentAt: row.sent_at,
  to: row.recipients,
  subject: row.subject,
  text: row.text_body,
  html: row.html_body ?? undefined,
});
