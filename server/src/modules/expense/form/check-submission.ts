import type { Context } from '../../../platform/context.ts';
import { allocationRowsOn } from '../allocation/allocation-queries.ts';
import type { ExpenseDeps } from '../deps.ts';
import type { FormRow } from '../entry/entry-queries.ts';
import { MissingAllocationFields, MissingRequiredFields } from '../errors.ts';
import type { HeldRow } from '../report/report-queries.ts';
import { missingFields, slotOf, type Described } from './form.ts';
import { versionOf } from './read-form-fields.ts';

/** The header by the ids of its form's fields. */
export const describeReport = (row: HeldRow): Described => ({
  values: {
    Name: row.name,
    Purpose: row.business_purpose,
    UserDefinedDate: row.report_date,
    StartDate: row.start_date,
    EndDate: row.end_date,
    CountryCode: row.country_code,
  },
  custom: row.custom,
});

/** An entry or itemization by the ids of its form's fields. */
export const describeEntry = (row: FormRow): Described => ({
  values: {
    ExpName: row.expense_type_id,
    TransactionDate: row.transaction_date,
    TransactionAmount: row.transaction_amount,
    TransactionCurrencyName: row.transaction_currency,
    PaymentType: row.payment_type_id,
    VendorDescription: row.vendor_name,
    LocName: row.location_name,
    Description: row.business_purpose,
  },
  custom: row.custom,
});

/** @throws MissingRequiredFields, MissingAllocationFields for what the forms of a report's policy ask for and nobody has filled in. */
export async function checkForms(ctx: Context, deps: ExpenseDeps, row: HeldRow, entries: readonly FormRow[]): Promise<void> {
  const setup = await deps.setups.of(ctx, versionOf(row));
  const ofEntry = (entry: FormRow) =>
    missingFields(setup.form(entry.parent_id === null ? 'entry' : 'itemization', entry.expense_type_id), describeEntry(entry));
  const missing = [...missingFields(setup.form('report'), describeReport(row)), ...entries.flatMap(ofEntry)];
  if (missing.length > 0) throw new MissingRequiredFields([...new Set(missing)]);
  const lacking = await lackingAllocationFields(ctx, deps, row);
  if (lacking.length > 0) throw new MissingAllocationFields(lacking);
}

/** What the allocation form asks for by now and an allocation lacks: a form may have changed since the submission. */
export async function lackingAllocationFields(ctx: Context, deps: ExpenseDeps, row: HeldRow): Promise<string[]> {
  const form = (await deps.setups.of(ctx, versionOf(row))).form('allocation');
  if (!form?.fields.some(({ isRequired, fieldId }) => isRequired && slotOf(fieldId) !== undefined)) return [];
  const allocations = (await allocationRowsOn(ctx, row.id)).filter((each) => !each.is_system);
  return [...new Set(allocations.flatMap(({ custom }) => missingFields(form, { values: {}, custom })))];
}
