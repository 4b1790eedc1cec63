import { sql } from 'kysely';
import { tables, type Tx } from '../db/tx.ts';

export interface MailMessageTable {
  id: string;
  sent_at: Date;
  recipients: string[];
  subject: string;
  text_body: string;
  html_body: string | null;
  company_id: string | null;
}

const mail = (tx: Tx) => tables<{ mail_message: MailMessageTable }>(tx);

/** Keeps a message once: the same id a second time is the same message. */
export async function insertMessage(tx: Tx, row: MailMessageTable): Promise<void> {
  await mail(tx)
    .insertInto('mail_message')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

export async function findMessage(tx: Tx, id: string): Promise<MailMessageTable | undefined> {
  return mail(tx).selectFrom('mail_message').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Newest first, after the place `after` if given. */
export async function findMessages(
  tx: Tx,
  page: {
    readonly recipient?: string;
    readonly companyId?: string;
    readonly after?: Pick<MailMessageTable, 'id' | 'sent_at'>;
    readonly limit: number;
  },
): Promise<MailMessageTable[]> {
  let query = mail(tx).selectFrom('mail_message').selectAll().orderBy('sent_at', 'desc').orderBy('id', 'desc').limit(page.limit);
  if (page.recipient) query = query.where('recipients', '@>', sql<string[]>`array[${page.recipient}::text]`);
  const { after, companyId } = page;
  if (companyId) query = query.where('company_id', '=', companyId);
  if (after) query = query.where(sql<boolean>`(sent_at, id) < (${after.sent_at}, ${after.id}::uuid)`);
  return query.execute();
}
