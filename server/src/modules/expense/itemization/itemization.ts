import { add, decimal, roundToCurrency, sum, type Decimal, type RateOperation } from '../../../platform/money/money.ts';
import { postedAmount } from '../entry/conversion.ts';

/** An entry that is itemised. `posted` is in the report's currency. */
export interface Parent {
  readonly transaction: Decimal;
  readonly posted: Decimal;
  readonly rate: { readonly value: Decimal; readonly operation: RateOperation };
  readonly isPersonal: boolean;
}
/** One of its parts, as it stands before. */
export interface Part {
  readonly transaction: Decimal;
  readonly claimed: Decimal;
  readonly approved: Decimal;
  readonly isPersonal: boolean;
}
export interface Settled {
  readonly posted: Decimal;
  readonly claimed: Decimal;
  readonly approved: Decimal;
}

/**
 * The amounts of an entry's parts, and what the entry itself then claims. Parts convert at the rate of the whole; once they make it up, the
 * cents that rounding left over or lacks go to the largest of them, so that they make it up in the report's currency too. What they leave over
 * follows the entry's own flag. An approver's adjustment of a part stands until its claim is another.
 */
export function settle(
  parent: Parent,
  parts: readonly Part[],
  currency: string,
): { whole: Omit<Settled, 'posted'>; parts: Settled[] } {
  const posted = parts.map((part) => postedAmount(part.transaction, parent.rate, currency));
  if (parts.length > 0 && missing(parent, parts).isZero()) {
    const largest = posted.reduce((best, amount, index) => (amount.abs().gt(posted[best]?.abs() ?? 0) ? index : best), 0);
    const left = parent.posted.minus(sum(posted));
    posted[largest] = add(posted[largest] ?? left, left);
  }
  const settled = parts.map((part, index) => {
    const own = roundToCurrency(posted[index] ?? part.transaction, currency);
    const claimed = part.isPersonal ? decimal(0) : own;
    return { posted: own, claimed, approved: claimed.eq(part.claimed) ? part.approved : claimed };
  });
  const rest = parent.isPersonal ? decimal(0) : decimal(parent.posted.minus(sum(settled.map((part) => part.posted))));
  return {
    whole: {
      claimed: add(sum(settled.map((part) => part.claimed)), rest),
      approved: add(sum(settled.map((part) => part.approved)), rest),
    },
    parts: settled,
  };
}

/** What the parts lack of the whole, in the currency of the transaction; below zero where they exceed it. */
export const missing = (whole: { readonly transaction: Decimal }, parts: readonly { readonly transaction: Decimal }[]): Decimal =>
  decimal(whole.transaction.minus(sum(parts.map((part) => part.transaction))));
