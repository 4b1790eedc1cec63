import type { Context } from '../../platform/context.ts';
import { tables } from '../../platform/db/tx.ts';
import type { Receipt } from './receipt.ts';
import type { ReceiptTable, ReceiptTables } from './tables.ts';

const db = (ctx: Context) => tables<ReceiptTables>(ctx.tx);

export async function insertReceipt(ctx: Context, row: Omit<ReceiptTable, 'company_id'>): Promise<void> {
  await db(ctx)
    .insertInto('receipt')
    .values({ ...row, company_id: ctx.companyId })
    .execute();
}

export async function findReceipts(ctx: Context, ids: readonly string[]): Promise<Receipt[]> {
  if (ids.length === 0) return [];
  const rows = await db(ctx)
    .selectFrom('receipt')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('id', 'in', ids)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    ownerId: row.owner_id,
    mediaType: row.media_type,
    size: row.byte_count,
    fileName: row.file_name,
    createdAt: row.created_at,
  }));
}
