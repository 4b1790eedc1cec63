import { decimal, sum, type Decimal } from '../../../platform/money/money.ts';
import type { SubmissionRow } from './submission-queries.ts';
import type { SubmittedEntry } from './report.ts';

/** Entries and itemizations as a submission judges them, in the order in which they were made. */
export function submittedEntries(rows: readonly SubmissionRow[]): SubmittedEntry[] {
  const parts = new Map<string, Decimal[]>();
  for (const { parent_id: parentId, transaction_amount: amount } of rows)
    if (parentId !== null) parts.set(parentId, [...(parts.get(parentId) ?? []), decimal(amount)]);
  return rows
    .map((row) => ({
      id: row.id,
      expenseTypeId: row.expense_type_id,
      typeCode: row.type_code,
      itemizationCount: row.itemization_count,
      mustItemize: row.type_itemization === 'REQUIRED' && row.parent_id === null,
      isOff: row.itemization_count > 0 && !sum(parts.get(row.id) ?? []).eq(decimal(row.transaction_amount)),
    }))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
