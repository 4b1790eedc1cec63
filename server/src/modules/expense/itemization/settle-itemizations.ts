import type { Context } from '../../../platform/context.ts';
import { toSql } from '../../../platform/money/money.ts';
import { itemizationRowsOf, updateEntryRow, type EntryRow } from '../entry/entry-queries.ts';
import { updatePartAmounts } from './itemization-queries.ts';
import { settleRows } from './settle-rows.ts';

/** Brings an entry and its itemizations up to each other, after either changed; with the report locked. */
export async function settleItemizations(ctx: Context, parent: EntryRow): Promise<void> {
  const parts = await itemizationRowsOf(ctx, parent.id);
  const settled = settleRows(parent, parts, parent.currency_code);
  await updatePartAmounts(
    ctx,
    parent,
    parts.map((part, index) => ({ id: part.id, amounts: settled.parts[index] })),
  );
  await updateEntryRow(ctx, parent.id, {
    itemization_count: parts.length,
    claimed_amount: toSql(settled.whole.claimed),
    approved_amount: toSql(settled.whole.approved),
  });
}
