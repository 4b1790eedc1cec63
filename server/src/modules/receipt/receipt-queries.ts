import type { Context } from '../../platform/context.ts';
import { tables } from '../../platform/db/tx.ts';
import { isStillReferred } from '../../platform/db/violations.ts';
import { ReceiptChanged, ReceiptInUse } from './errors.ts';
import type { Receipt } from './receipt.ts';
import type { ReceiptTable, ReceiptTables } from './tables.ts';

const db = (ctx: Context) => tables<ReceiptTables>(ctx.tx);

export async function insertReceipt(ctx: Context, row: Omit<ReceiptTable, 'company_id'>): Promise<void> {
  await db(ctx)
    .insertInto('receipt')
    .values({ ...row, company_id: ctx.companyId })
    .execute();
}

/** `held`: it cannot be deleted before the unit of work has ended. */
export async function findReceipt(ctx: Context, id: string, { held = false } = {}): Promise<Receipt | undefined> {
  const row = await db(ctx)
    .selectFrom('receipt')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .$if(held, (query) => query.forKeyShare())
    .executeTakeFirst();
  return row && receiptOf(row);
}

/** Of one owner, in the order they came. */
export async function findReceiptsOf(
  ctx: Context,
  { ownerId, after, limit }: { readonly ownerId: string; readonly after?: string; readonly limit: number },
): Promise<Receipt[]> {
  const rows = await db(ctx)
    .selectFrom('receipt')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('owner_id', '=', ownerId)
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(receiptOf);
}

/** Whether it still held the content that is replaced. */
export async function replaceContent(
  ctx: Context,
  { id, contentId }: Receipt,
  content: Pick<ReceiptTable, 'content_id' | 'media_type' | 'byte_count' | 'sha256'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db(ctx)
    .updateTable('receipt')
    .set(content)
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .where('content_id', '=', contentId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** @throws ReceiptInUse, ReceiptChanged where its content is another by now */
export async function deleteReceipt(ctx: Context, { id, contentId }: Receipt): Promise<void> {
  const deletion = db(ctx)
    .deleteFrom('receipt')
    .where('company_id', '=', ctx.companyId)
    .where('id', '=', id)
    .where('content_id', '=', contentId)
    .executeTakeFirst();
  const { numDeletedRows } = await deletion.catch((error: unknown) => {
    throw isStillReferred(error) ? new ReceiptInUse() : error;
  });
  if (numDeletedRows === 0n) throw new ReceiptChanged();
}

const receiptOf = (row: ReceiptTable): Receipt => ({
  id: row.id,
  ownerId: row.owner_id,
  contentId: row.content_id,
  mediaType: row.media_type,
  size: row.byte_count,
  fileName: row.file_name,
  createdAt: row.created_at,
});
