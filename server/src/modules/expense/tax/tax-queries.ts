import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { prepared } from '../../../platform/db/prepared.ts';
import { forLater } from '../../../platform/db/sending.ts';
import { tables } from '../../../platform/db/tx.ts';
import type { EntryTaxTable, ExpenseTables } from '../tables.ts';

const insert = prepared((tx, rows: Insertable<EntryTaxTable>[]) =>
  tables<ExpenseTables>(tx).insertInto('entry_tax').values(rows),
);

const db = (ctx: Context) => tables<ExpenseTables>(ctx.tx);

export type EntryTaxRow = Selectable<EntryTaxTable>;
export type NewEntryTaxRow = Omit<Insertable<EntryTaxTable>, 'company_id'>;

export async function insertEntryTaxes(ctx: Context, rows: readonly NewEntryTaxRow[]): Promise<void> {
  if (rows.length === 0) return;
  const query = insert(rows.map((row) => ({ ...row, company_id: ctx.companyId })));
  await ctx.tx.executeQuery(forLater(query));
}

export async function deleteEntryTaxes(ctx: Context, entryId: string): Promise<void> {
  await db(ctx).deleteFrom('entry_tax').where('company_id', '=', ctx.companyId).where('entry_id', '=', entryId).execute();
}

export const entryTaxRows = (ctx: Context, entryId: string): Promise<EntryTaxRow[]> =>
  db(ctx)
    .selectFrom('entry_tax')
    .selectAll()
    .where('company_id', '=', ctx.companyId)
    .where('entry_id', '=', entryId)
    .orderBy('position')
    .execute();

export async function updateEntryTax(
  ctx: Context,
  on: { readonly entryId: string; readonly authorityId: string },
  change: Updateable<EntryTaxTable>,
): Promise<void> {
  await db(ctx)
    .updateTable('entry_tax')
    .set(change)
    .where('company_id', '=', ctx.companyId)
    .where('entry_id', '=', on.entryId)
    .where('authority_id', '=', on.authorityId)
    .execute();
}
