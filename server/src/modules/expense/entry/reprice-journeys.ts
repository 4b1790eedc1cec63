import type { Context } from '../../../platform/context.ts';
import { decimal } from '../../../platform/money/money.ts';
import { followAmount } from '../attendee/change-associations.ts';
import type { ExpenseDeps } from '../deps.ts';
import { refreshTaxes } from '../tax/entry-taxes.ts';
import type { HeldRow } from '../report/report-queries.ts';
import { entryRowsOf, updateEntryRow } from './entry-queries.ts';
import { isJourney, priceOf } from './journey.ts';
import { amountColumns, groundOf } from './new-entry.ts';

/**
 * Pays each journey of a report for the distance that its traveller went before it, as it is now; with the report locked. Whether any amount
 * changed: the report's row, and its exceptions, are then to follow.
 */
export async function repriceJourneys(ctx: Context, deps: ExpenseDeps, row: HeldRow): Promise<boolean> {
  const ground = groundOf(row);
  let isChanged = false;
  // In their order: what one went counts for the next.
  for (const entry of await entryRowsOf(ctx, row.id)) {
    if (!isJourney(entry.type_code)) continue;
    const { amount, columns } = await priceOf(ctx, deps, ground, {
      typeCode: entry.type_code,
      date: entry.transaction_date,
      mileage: entry.details.mileage,
      entryId: entry.id,
    });
    const isSame = amount.eq(entry.transaction_amount) && columns.mileage_configuration_id === entry.mileage_configuration_id;
    if (isSame && decimal(columns.mileage_distance ?? 0).eq(entry.mileage_distance ?? 0)) continue;
    const amounts = await amountColumns(ctx, deps, ground, {
      value: amount,
      currency: ground.currency,
      date: entry.transaction_date,
      isPersonal: entry.is_personal,
      rate: undefined,
    });
    await updateEntryRow(ctx, entry.id, { ...amounts, ...columns });
    await followAmount(ctx, entry.id);
    await refreshTaxes(ctx, deps, row.currency_code, entry, amounts);
    isChanged = true;
  }
  return isChanged;
}
