import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { decimal, type Decimal } from '../../../platform/money/money.ts';

/** What an owner's entries went in the calendar year of a day before this one: on earlier days, and of that day those made before. */
export async function distanceBefore(
  ctx: Context,
  of: { readonly ownerId: string; readonly configurationId: string; readonly date: string; readonly entryId: string | undefined },
): Promise<Decimal> {
  const sameDay =
    of.entryId === undefined
      ? sql`transaction_date <= ${of.date}::date`
      : sql`(transaction_date, id) < (${of.date}::date, ${of.entryId}::uuid)`;
  const { rows } = await sql<{ distance: string }>`
    select coalesce(sum(mileage_distance), 0) as distance from entry
    where company_id = ${ctx.companyId} and owner_id = ${of.ownerId} and mileage_configuration_id = ${of.configurationId}
      and transaction_date >= date_trunc('year', ${of.date}::date)::date and ${sameDay}`.execute(ctx.tx);
  return decimal(rows[0]?.distance ?? 0);
}
