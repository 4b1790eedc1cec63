import type { Context } from '../../../platform/context.ts';
import { add, decimal, sum, toSql, ZERO, type Decimal } from '../../../platform/money/money.ts';
import { shareOut } from '../allocation/allocation.ts';
import { findEntry, itemizationRowsOf, updateEntryRow, type EntryRow } from '../entry/entry-queries.ts';
import { EntryNotFound, ValueRefused } from '../errors.ts';
import type { Approval } from '../inputs.ts';
import { settleItemizations } from '../itemization/settle-itemizations.ts';
import { refreshReport } from './refresh-report.ts';

/** Writes what an approver grants, with the report locked. @throws EntryNotFound, ValueRefused for more than was asked for */
export async function adjustEntries(
  ctx: Context,
  reportId: string,
  adjustments: NonNullable<Approval['adjustments']>,
): Promise<void> {
  if (adjustments.length === 0) return;
  for (const { entryId, approvedAmount } of adjustments) {
    const entry = await findEntry(ctx, entryId);
    if (entry?.report_id !== reportId) throw new EntryNotFound();
    checkWithin(approvedAmount, decimal(entry.claimed_amount));
    await grant(ctx, entry, approvedAmount);
    ctx.record({
      subjectKind: 'entry',
      subjectId: entryId,
      action: 'adjusted',
      details: { reportId, from: entry.approved_amount, to: toSql(approvedAmount) },
    });
  }
  await refreshReport(ctx, reportId);
}

function checkWithin(approved: Decimal, claimed: Decimal): void {
  const [least, most] = claimed.lt(0) ? [claimed, ZERO] : [ZERO, claimed];
  if (claimed.isZero() || approved.lt(least) || approved.gt(most))
    throw new ValueRefused('approvedAmount', 'lies between nothing and what the expense claims.');
}

/** What is granted of an itemised entry is granted of its itemizations in proportion to what they claim. */
async function grant(ctx: Context, entry: EntryRow, approved: Decimal): Promise<void> {
  await updateEntryRow(ctx, entry.id, { approved_amount: toSql(approved) });
  if (entry.itemization_count > 0) {
    const parts = await itemizationRowsOf(ctx, entry.id);
    const grants = grantsOf(
      approved,
      parts.map((part) => decimal(part.claimed_amount)),
      entry.currency_code,
    );
    for (const [index, part] of parts.entries())
      await updateEntryRow(ctx, part.id, { approved_amount: toSql(grants[index] ?? ZERO) });
  }
  if (entry.parent_id === null) return;
  const whole = await findEntry(ctx, entry.parent_id);
  if (whole) await settleItemizations(ctx, whole);
}

/** Those that go against the whole, such as a discount, give way in the same proportion, so that all together make up what is granted. */
export function grantsOf(approved: Decimal, claims: readonly Decimal[], currency: string): Decimal[] {
  const claimed = sum(claims);
  if (claimed.isZero()) return [...claims];
  const isAgainst = (claim: Decimal): boolean => (claimed.lt(0) ? claim.gt(0) : claim.lt(0));
  const left = decimal(claimed.minus(approved).abs());
  const [against = ZERO] = shareOut(sum(claims.filter(isAgainst)), [decimal(approved.abs()), left], currency);
  const along = decimal(approved.minus(against));
  const weights = (counts: (claim: Decimal) => boolean) => claims.map((claim) => (counts(claim) ? decimal(claim.abs()) : ZERO));
  const ofAlong = shareOut(
    along,
    weights((claim) => !isAgainst(claim)),
    currency,
  );
  const ofAgainst = claims.some(isAgainst) ? shareOut(against, weights(isAgainst), currency) : [];
  return claims.map((_claim, index) => add(ofAlong[index] ?? ZERO, ofAgainst[index] ?? ZERO));
}
