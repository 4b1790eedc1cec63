import type { Decimal } from '../../../platform/money/money.ts';

/** From which amount on a policy asks for the image of a receipt. */
export interface ReceiptRule {
  readonly requiredFrom: Decimal | null;
  readonly currency: string | null;
}

/** Code of the exception that a missing receipt raises; see the default catalogue. */
export const MISSING_RECEIPT = 'NORECEPT';

/**
 * Private purchases need none. The threshold counts in the currency it was set in: a report in another currency is held against the same
 * number, since a rate that moves would ask for receipts after the fact.
 */
export const isImageRequired = (rule: ReceiptRule, entry: { posted: Decimal; isPersonal: boolean }): boolean =>
  !entry.isPersonal && rule.requiredFrom !== null && entry.posted.abs().gte(rule.requiredFrom);

export const isReceiptMissing = (entry: {
  isImageRequired: boolean;
  receiptImageId: string | null;
  isPaperReceiptReceived: boolean;
  isDeclaredMissing: boolean;
}): boolean =>
  entry.isImageRequired && entry.receiptImageId === null && !entry.isPaperReceiptReceived && !entry.isDeclaredMissing;
