import { decimal, ZERO, type Decimal } from '../../../platform/money/money.ts';
import type { Allocation } from '../types.ts';
import type { AllocationRow } from './allocation-queries.ts';
import { shareOut } from './allocation.ts';

export const toAllocation = (row: AllocationRow): Allocation => withShares(row, sharedOut(row, row.weights ?? [row.weight]));

/** The same of many, each entry shared out once. Rows without the weights of the others are all that their entry has, by position. */
export function toAllocations(rows: readonly AllocationRow[]): Allocation[] {
  const weights = new Map<string, string[]>();
  for (const row of rows) {
    const own = weights.get(row.entry_id);
    if (own) own.push(row.weight);
    else weights.set(row.entry_id, [row.weight]);
  }
  const shares = new Map<string, Shares>();
  return rows.map((row) => {
    const own = shares.get(row.entry_id) ?? sharedOut(row, row.weights ?? weights.get(row.entry_id) ?? []);
    shares.set(row.entry_id, own);
    return withShares(row, own);
  });
}

/** An entry's amounts in the shares of its allocations, by their position. */
interface Shares {
  readonly posted: readonly Decimal[];
  readonly claimed: readonly Decimal[];
  readonly approved: readonly Decimal[];
}

function sharedOut(row: AllocationRow, given: readonly string[]): Shares {
  const weights = given.map((weight) => decimal(weight));
  const posted = shareOut(decimal(row.posted_amount), weights, row.currency_code);
  const shared = (amount: string): readonly Decimal[] => {
    // Most of what is spent is claimed, and approved.
    if (amount === row.posted_amount) return posted;
    return shareOut(decimal(amount), weights, row.currency_code);
  };
  return { posted, claimed: shared(row.claimed_amount), approved: shared(row.approved_amount) };
}

function withShares(row: AllocationRow, shares: Shares): Allocation {
  const amountOf = (amounts: readonly Decimal[]) => ({ amount: amounts[row.position] ?? ZERO, currencyCode: row.currency_code });
  return {
    id: row.id,
    entryId: row.entry_id,
    parentEntryId: row.parent_id,
    reportId: row.report_id,
    percentage: decimal(row.percentage),
    isPercentEdited: row.is_percent_edited,
    isSystem: row.is_system,
    accountCode: row.account_code,
    overLimitAccountCode: row.over_limit_account_code,
    amount: amountOf(shares.posted),
    claimed: amountOf(shares.claimed),
    approved: amountOf(shares.approved),
    custom: row.custom,
  };
}
