import type { Insertable } from 'kysely';
import { decimal } from '../../../platform/money/money.ts';
import type { EntryFields, ItemizationFields } from '../inputs.ts';
import type { EntryTable } from '../tables.ts';

/** What a part takes from its whole. */
type Whole = Pick<
  Insertable<EntryTable>,
  | 'vendor_id'
  | 'vendor_name'
  | 'location_id'
  | 'location_name'
  | 'location_city'
  | 'location_subdivision_code'
  | 'location_country_code'
  | 'payment_type_id'
  | 'transaction_currency'
  | 'exchange_rate'
  | 'rate_operation'
>;

/** The fields of a part of an entry: vendor and place are the entry's where none are given. */
export const partFields = (whole: Whole, given: ItemizationFields): EntryFields & { readonly paymentTypeId: string } => ({
  vendorId: whole.vendor_id ?? null,
  vendorName: whole.vendor_name ?? null,
  location: {
    id: whole.location_id ?? null,
    name: whole.location_name ?? null,
    city: whole.location_city ?? null,
    subdivisionCode: whole.location_subdivision_code ?? null,
    countryCode: whole.location_country_code ?? null,
  },
  ...given,
  paymentTypeId: whole.payment_type_id,
  transactionCurrency: whole.transaction_currency,
  exchangeRate: decimal(whole.exchange_rate),
  rateOperation: whole.rate_operation,
});
