import type { Decimal } from '../../../platform/money/money.ts';
import type { CustomValues } from '../types.ts';

/** In the report's currency. Adjusted amounts are the part of the approved amount. */
export interface EntryTaxTotals {
  readonly tax: Decimal;
  readonly reclaim: Decimal;
  readonly taxAdjusted: Decimal;
  readonly reclaimAdjusted: Decimal;
}

/** A tax that an entry includes. */
export interface EntryTax {
  readonly authorityId: string;
  readonly authorityName: string;
  /** VAT, GST ... */
  readonly label: string;
  readonly rateTypeId: string | null;
  readonly rateTypeName: string | null;
  readonly reclaimRuleId: string | null;
  readonly taxCode: string | null;
  readonly reclaimCode: string | null;
  /** In the currency of the transaction, as the next. */
  readonly tax: Decimal;
  /** What of it comes back. */
  readonly reclaim: Decimal;
  /** In the report's currency, as the next. */
  readonly taxPosted: Decimal;
  readonly reclaimPosted: Decimal;
  readonly custom: CustomValues;
}
