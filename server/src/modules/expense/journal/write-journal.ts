import type { Context } from '../../../platform/context.ts';
import { decimal } from '../../../platform/money/money.ts';
import { NoClearingCode } from '../errors.ts';
import { postingsOf, type Charge } from './journal.ts';
import { chargesOf, insertJournal, type ChargeRow } from './journal-queries.ts';

const WHOLE = decimal(100);

/** Posts a report that has passed its workflow, once and for all. @throws NoClearingCode */
export async function writeJournal(ctx: Context, report: { readonly id: string; readonly currency_code: string }): Promise<void> {
  const charges = (await chargesOf(ctx, report.id)).filter(comesToSomething).map(toCharge);
  const postings = postingsOf(charges, report.currency_code);
  if (postings.length === 0) return;
  const postedOn = ctx.clock.now().toISOString().slice(0, 10);
  await insertJournal(ctx, { reportId: report.id, currency: report.currency_code, postedOn }, postings);
}

const comesToSomething = (row: ChargeRow): boolean => !decimal(row.approved).isZero() || !decimal(row.personal).isZero();

function toCharge(row: ChargeRow): Charge {
  if (row.clearing_account_code === null) throw new NoClearingCode(row.payment_name);
  const shares = row.shares.map(({ id, weight }) => ({ allocationId: id, weight: decimal(weight) }));
  return {
    entryId: row.entry_id,
    approved: decimal(row.approved),
    personal: decimal(row.personal),
    paymentCode: row.payment_code,
    accountCode: row.account_code,
    clearingAccountCode: row.clearing_account_code,
    // What nobody allocated has one hidden allocation, with the entry's own id.
    shares: shares.length > 0 ? shares : [{ allocationId: row.entry_id, weight: WHOLE }],
  };
}
