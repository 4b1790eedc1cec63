import type { Decimal } from '../../../platform/money/money.ts';
import type { Amount, CustomValues } from '../types.ts';

/** A share of an entry, charged to what its fields name. */
export interface Allocation {
  /** UUID; the hidden allocation of an entry that nobody allocated has the entry's id. */
  readonly id: string;
  readonly entryId: string;
  /** The entry is an itemization of this one. */
  readonly parentEntryId: string | null;
  readonly reportId: string;
  /** With up to 8 decimals; those of an entry add up to 100. */
  readonly percentage: Decimal;
  readonly isPercentEdited: boolean;
  /** Made by the platform for what nobody allocated: hidden, and not to be changed. */
  readonly isSystem: boolean;
  /** From the entry's expense type. */
  readonly accountCode: string | null;
  readonly overLimitAccountCode: string | null;
  /** In the report's currency; over all allocations of an entry each adds up to what the entry says. */
  readonly amount: Amount;
  readonly claimed: Amount;
  readonly approved: Amount;
  readonly custom: CustomValues;
}
