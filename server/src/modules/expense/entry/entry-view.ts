import { ZERO, decimal, roundToCurrency, type Decimal } from '../../../platform/money/money.ts';
import type { Entry, EntryTaxTotals } from '../types.ts';
import { exceptionFlags } from '../exception/raised.ts';
import { customTypesOf, type Form } from '../form/form.ts';
import type { Capacity } from '../report/report-policy.ts';
import type { EntryRow } from './entry-queries.ts';

export function toEntry(row: EntryRow, form: Form | undefined, capacity: Capacity): Entry {
  const inReportCurrency = (amount: string) => ({ amount: decimal(amount), currencyCode: row.currency_code });
  return {
    id: row.id,
    legacyId: row.legacy_id,
    reportId: row.report_id,
    ownerId: row.owner_id,
    parentId: row.parent_id,
    itemizationCount: row.itemization_count,
    formId: form?.id ?? null,
    expenseType: { id: row.expense_type_id, code: row.type_code, name: row.type_name, isDeleted: row.type_is_deleted },
    spendCategoryCode: row.spend_category_code,
    paymentType: {
      id: row.payment_type_id,
      shortId: row.payment_short_id,
      code: row.payment_code,
      name: row.payment_name,
    },
    transactionDate: row.transaction_date,
    transaction: { amount: decimal(row.transaction_amount), currencyCode: row.transaction_currency },
    exchangeRate: { value: decimal(row.exchange_rate), operation: row.rate_operation },
    posted: inReportCurrency(row.posted_amount),
    claimed: inReportCurrency(row.claimed_amount),
    approved: inReportCurrency(row.approved_amount),
    taxTotals: taxTotalsOf(row),
    vendorId: row.vendor_id,
    vendorName: row.vendor_name,
    location: {
      id: row.location_id,
      city: row.location_city,
      name: row.location_name,
      subdivisionCode: row.location_subdivision_code,
      countryCode: row.location_country_code,
    },
    businessPurpose: row.business_purpose,
    isPersonal: row.is_personal,
    isBillable: row.is_billable,
    canAllocate: row.has_allocation_form && row.itemization_count === 0,
    allocationState: row.allocation_state,
    allocationSetId: row.allocation_set_id,
    details: row.details,
    isRejected: row.is_rejected,
    isImageRequired: row.is_image_required,
    receiptImageId: row.receipt_image_id,
    isPaperReceiptReceived: row.is_paper_receipt_received,
    hasMissingReceiptDeclaration: row.has_missing_receipt_declaration,
    receiptType: row.receipt_type,
    attendeeCount: row.attendee_count,
    custom: row.custom,
    customTypes: customTypesOf(form),
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    ...exceptionFlags(row.raised, capacity),
    hasComments: row.last_comment !== null,
    lastComment: row.last_comment,
  };
}

function taxTotalsOf(row: EntryRow): EntryTaxTotals | null {
  if (row.tax_posted === null) return null;
  const [tax, reclaim] = [decimal(row.tax_posted), decimal(row.reclaim_posted ?? '0')];
  const [posted, approved] = [decimal(row.posted_amount), decimal(row.approved_amount)];
  const adjusted = (part: Decimal): Decimal =>
    posted.isZero() ? ZERO : roundToCurrency(part.times(approved).div(posted), row.currency_code);
  return { tax, reclaim, taxAdjusted: adjusted(tax), reclaimAdjusted: adjusted(reclaim) };
}
