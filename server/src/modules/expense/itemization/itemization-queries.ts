import { sql } from 'kysely';
import type { Context } from '../../../platform/context.ts';
import { toSql } from '../../../platform/money/money.ts';
import type { EntryRow } from '../entry/entry-queries.ts';
import type { Settled } from './itemization.ts';

type Whole = Pick<EntryRow, 'payment_type_id' | 'transaction_currency' | 'exchange_rate' | 'rate_operation'>;

/** Writes the amounts of an entry's parts, and what they take from the whole, in one statement. */
export async function updatePartAmounts(
  ctx: Context,
  whole: Whole,
  parts: readonly { readonly id: string; readonly amounts: Settled | undefined }[],
): Promise<void> {
  const rows = parts.flatMap(({ id, amounts }) =>
    amounts
      ? [
          sql`(${id}::uuid, ${toSql(amounts.posted)}::numeric, ${toSql(amounts.claimed)}::numeric, ${toSql(amounts.approved)}::numeric)`,
        ]
      : [],
  );
  if (rows.length === 0) return;
  await sql`update entry e
    set posted_amount = v.posted, claimed_amount = v.claimed, approved_amount = v.approved, payment_type_id = ${whole.payment_type_id},
      transaction_currency = ${whole.transaction_currency}, exchange_rate = ${whole.exchange_rate}, rate_operation = ${whole.rate_operation}
    from (values ${sql.join(rows)}) as v (id, posted, claimed, approved)
    where e.company_id = ${ctx.companyId} and e.id = v.id`.execute(ctx.tx);
}
