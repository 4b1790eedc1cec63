import { decimal, type Decimal } from '../../../platform/money/money.ts';
import { isReceiptMissing } from '../entry/receipt-rule.ts';
import { ValueRefused } from '../errors.ts';
import type { CustomValues, Mileage, ReportTotals } from '../types.ts';
import { AMOUNT_LIMIT } from '../values.ts';
import { reportTotals } from './report-totals.ts';

export interface ReceiptCounts {
  readonly entries: number;
  readonly images: number;
  readonly imagesRequired: number;
  readonly imagesMissing: number;
}

/** What of an entry's row its report depends on. */
export interface EntryFold {
  readonly id: string;
  readonly expense_type_id: string;
  readonly posted_amount: string;
  readonly approved_amount: string;
  readonly claimed_amount: string;
  readonly payment_code: string;
  readonly is_image_required: boolean;
  readonly receipt_image_id: string | null;
  readonly is_paper_receipt_received: boolean;
  /** What rules look at beside. */
  readonly type_code: string;
  readonly spend_category_code: string;
  readonly transaction_date: string;
  readonly transaction_amount: string;
  readonly transaction_currency: string;
  readonly is_personal: boolean;
  readonly vendor_name: string | null;
  readonly location_city: string | null;
  readonly location_name: string | null;
  readonly location_country_code: string | null;
  readonly business_purpose: string | null;
  readonly itemization_count: number;
  readonly custom: CustomValues;
  readonly attendee_count: number;
  readonly mileage: Mileage | null;
  /** Our own exceptions that stand at it and its allocations, and codes of those at its report. */
  readonly raised: readonly { readonly code: string; readonly allocationId: string | null }[];
  readonly report_raised: readonly string[];
  /** Of any entry or itemization of the report, no-shows among them. */
  readonly report_has_attendees: boolean;
  readonly has_missing_receipt_declaration: boolean;
}

export const isMissing = (entry: EntryFold): boolean =>
  isReceiptMissing({
    isImageRequired: entry.is_image_required,
    receiptImageId: entry.receipt_image_id,
    isPaperReceiptReceived: entry.is_paper_receipt_received,
    isDeclaredMissing: entry.has_missing_receipt_declaration,
  });

export const anyAttendees = (entries: readonly EntryFold[]): boolean => entries.some((entry) => entry.report_has_attendees);

/** Everything that a report's row repeats of its entries. @throws ValueRefused when they add up to more than a row can hold. */
export function foldEntries(entries: readonly EntryFold[]): { totals: ReportTotals; counts: ReceiptCounts } {
  const totals = reportTotals(
    entries.map((entry) => ({
      posted: decimal(entry.posted_amount),
      claimed: decimal(entry.claimed_amount),
      approved: decimal(entry.approved_amount),
      paymentCode: entry.payment_code,
    })),
  );
  if (Object.values(totals).some((total: Decimal) => total.abs().gte(AMOUNT_LIMIT)))
    throw new ValueRefused('transactionAmount', 'makes the totals of the report too large.');
  return {
    totals,
    counts: {
      entries: entries.length,
      images: entries.filter((entry) => entry.receipt_image_id !== null).length,
      imagesRequired: entries.filter((entry) => entry.is_image_required).length,
      imagesMissing: entries.filter(isMissing).length,
    },
  };
}
