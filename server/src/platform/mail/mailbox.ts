import type { Context } from '../context.ts';
import type { Tx } from '../db/tx.ts';
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

interface MailPage {
  readonly to?: string;
  readonly after?: string;
  readonly limit?: number;
}

/** The mail of an installation that has no mail server, for its sandbox's mailbox page. */
export interface Mailbox {
  keep(ctx: Context, id: string, mail: Mail): Promise<void>;
  /** Newest first; `to` narrows to one address, `after` is the id of the last message of the page before. One that is not there begins anew. */
  list(ctx: Context, page?: MailPage): Promise<StoredMail[]>;
  /** The same of what was sent in the name of the context's company. Others' mails do not exist in it. */
  listOwn(ctx: Context, page?: MailPage): Promise<StoredMail[]>;
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
        company_id: mail.companyId ?? null,
      }),
    list: (ctx, page) => list(ctx.tx, page, undefined),
    listOwn: (ctx, page) => list(ctx.tx, page, ctx.companyId),
    read: async (ctx, id) => {
      const row = UUID.test(id) ? await findMessage(ctx.tx, id) : undefined;
      return row && stored(row);
    },
  };
}

async function list(tx: Tx, { to, after, limit = 50 }: MailPage = {}, companyId: string | undefined): Promise<StoredMail[]> {
  const last = after && UUID.test(after) ? await findMessage(tx, after) : undefined;
  const isOurs = last && (companyId === undefined || last.company_id === companyId);
  const found = await findMessages(tx, {
    limit,
    ...(companyId === undefined ? {} : { companyId }),
    ...(to ? { recipient: to.toLowerCase() } : {}),
    ...(isOurs ? { after: last } : {}),
  });
  return found.map(stored);
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
