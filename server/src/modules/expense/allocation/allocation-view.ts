import { decimal, ZERO } from '../../../platform/money/money.ts';
import type { Allocation } from '../types.ts';
import type { AllocationRow } from './allocation-queries.ts';
import { shareOut } from './allocation.ts';

export function toAllocation(row: AllocationRow): Allocation {
  const weights = row.weights.map((weight) => decimal(weight));
  const share = (amount: string) => ({
    amount: shareOut(decimal(amount), weights, row.currency_code)[row.position] ?? ZERO,
    currencyCode: row.currency_code,
  });
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
    amount: share(row.posted_amount),
    claimed: share(row.claimed_amount),
    approved: share(row.approved_amount),
    custom: row.custom,
  };
}
