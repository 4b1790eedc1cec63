import { decimal } from '../../../platform/money/money.ts';
import type { EntryTable } from '../tables.ts';
import { settle } from './itemization.ts';

type Whole = Pick<EntryTable, 'transaction_amount' | 'posted_amount' | 'exchange_rate' | 'rate_operation' | 'is_personal'>;
type Part = Pick<EntryTable, 'transaction_amount' | 'claimed_amount' | 'approved_amount' | 'is_personal'>;

/** As `settle`, for rows as the database has them or is about to. */
export const settleRows = (whole: Whole, parts: readonly Part[], currency: string): ReturnType<typeof settle> =>
  settle(
    {
      transaction: decimal(whole.transaction_amount),
      posted: decimal(whole.posted_amount),
      rate: { value: decimal(whole.exchange_rate), operation: whole.rate_operation },
      isPersonal: whole.is_personal,
    },
    parts.map((part) => ({
      transaction: decimal(part.transaction_amount),
      claimed: decimal(part.claimed_amount),
      approved: decimal(part.approved_amount),
      isPersonal: part.is_personal,
    })),
    currency,
  );
