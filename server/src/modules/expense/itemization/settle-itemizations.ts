import type { Context } from '../../../platform/context.ts';
import { decimal, toSql } from '../../../platform/money/money.ts';
import { itemizationRowsOf, updateEntryRow, type EntryRow } from '../entry/entry-queries.ts';
import { updatePartAmounts } from './itemization-queries.ts';
import { settle } from './itemization.ts';

/** Brings an entry and its itemizations up to each other, after either changed; with the report locked. */
export async function settleItemizations(ctx: Context, parent: EntryRow): Promise<void> {
  const parts = await itemizationRowsOf(ctx, parent.id);
  const settled = settle(
    {
      transaction: decimal(parent.transaction_amount),
      posted: decimal(parent.posted_amount),
      rate: { value: decimal(parent.exchange_rate), operation: parent.rate_operation },
      isPersonal: parent.is_personal,
    },
    parts.map((part) => ({
      transaction: decimal(part.transaction_amount),
      claimed: decimal(part.claimed_amount),
      approved: decimal(part.approved_amount),
      isPersonal: part.is_personal,
    })),
    parent.currency_code,
  );
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
