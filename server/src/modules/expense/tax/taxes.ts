import type { Context } from '../../../platform/context.ts';
import { decimal, toSql, type Decimal } from '../../../platform/money/money.ts';
import { postedTaxes } from '../../tax/index.ts';
import { mergeCustom, slotsOf } from '../custom-values.ts';
import type { ExpenseDeps } from '../deps.ts';
import { EntryNotFound, NotInValidation, TaxNotFound, ValueRefused } from '../errors.ts';
import { findEntry, type EntryRow } from '../entry/entry-queries.ts';
import type { OnEntry, TaxChanges } from '../inputs.ts';
import { loadForChange, loadReport } from '../report/load-report.ts';
import type { EntryTax } from '../types.ts';
import { AMOUNT_LIMIT, checkText } from '../values.ts';
import { entryTaxRows, updateEntryTax, type EntryTaxRow } from './tax-queries.ts';

const LONGEST_CODE = 20;
/** Pending external validation. */
const IN_VALIDATION = 'A_EXTV';

/** The taxes that an entry includes: none, one or two. */
export async function listTaxes(ctx: Context, deps: ExpenseDeps, input: OnEntry): Promise<EntryTax[]> {
  const { row } = await loadReport(ctx, deps, input, 'read-entry');
  await entryOf(ctx, row.id, input.entryId);
  const rows = await entryTaxRows(ctx, input.entryId);
  const { authorities, rateTypes } = await deps.taxes.namesOf(
    ctx,
    rows.map(({ authority_id }) => authority_id),
  );
  return rows.map((tax) => ({
    authorityId: tax.authority_id,
    authorityName: authorities.get(tax.authority_id)?.name ?? '',
    label: authorities.get(tax.authority_id)?.label ?? '',
    rateTypeId: tax.rate_type_id,
    rateTypeName: tax.rate_type_id === null ? null : (rateTypes.get(tax.rate_type_id) ?? null),
    reclaimRuleId: tax.rule_id,
    taxCode: tax.tax_code,
    reclaimCode: tax.reclaim_code,
    tax: decimal(tax.tax_transaction_amount),
    reclaim: decimal(tax.reclaim_transaction_amount),
    taxPosted: decimal(tax.tax_posted_amount),
    reclaimPosted: decimal(tax.reclaim_posted_amount),
    custom: tax.custom,
  }));
}

/**
 * What a validator outside says of a tax, while the report waits for it: api-reference/expense/expense-report/v4.expense-tax and
 * api-guides/expense/bi-directional-tax-integration. The posted amounts follow at the rate of the entry.
 */
export async function changeTax(
  ctx: Context,
  deps: ExpenseDeps,
  input: OnEntry & { readonly authorityId: string; readonly changes: TaxChanges },
): Promise<void> {
  const { row } = await loadForChange(ctx, deps, input, { operation: 'edit-submitted', action: 'edit-submitted' });
  if (row.approval_status !== IN_VALIDATION) throw new NotInValidation(row.approval_status);
  const entry = await entryOf(ctx, row.id, input.entryId);
  const tax = (await entryTaxRows(ctx, entry.id)).find(({ authority_id }) => authority_id === input.authorityId);
  if (!tax) throw new TaxNotFound();
  const { taxCode, reclaimCode, custom } = input.changes;
  const columns = {
    ...amountColumns(entry, tax, input.changes),
    ...(taxCode === undefined ? {} : { tax_code: checkText('taxCode', taxCode, LONGEST_CODE) }),
    ...(reclaimCode === undefined ? {} : { reclaim_code: checkText('reclaimCode', reclaimCode, LONGEST_CODE) }),
    ...(custom === undefined ? {} : { custom: JSON.stringify(mergeCustom(tax.custom, custom, slotsOf.tax)) }),
  };
  const fields = Object.keys(columns);
  if (fields.length === 0) return;
  await updateEntryTax(ctx, { entryId: entry.id, authorityId: input.authorityId }, { ...columns, source: 'PROC' });
  const details = { reportId: row.id, authorityId: input.authorityId, fields };
  ctx.record({ subjectKind: 'entry', subjectId: entry.id, action: 'tax-changed', details });
}

async function entryOf(ctx: Context, reportId: string, entryId: string): Promise<EntryRow> {
  const entry = await findEntry(ctx, entryId);
  if (entry?.report_id !== reportId) throw new EntryNotFound();
  return entry;
}

function amountColumns(entry: EntryRow, present: EntryTaxRow, changes: TaxChanges) {
  if (changes.tax === undefined && changes.reclaim === undefined) return {};
  const tax = changes.tax ?? decimal(present.tax_transaction_amount);
  const reclaim = changes.reclaim ?? decimal(present.reclaim_transaction_amount);
  checkPart('taxTransactionAmount', tax, decimal(entry.transaction_amount));
  checkPart('reclaimTransactionAmount', reclaim, tax);
  const rate = { value: decimal(entry.exchange_rate), operation: entry.rate_operation };
  const { taxPosted, reclaimPosted } = postedTaxes({ rate, reportCurrency: entry.currency_code }, { tax, reclaim });
  return {
    tax_transaction_amount: toSql(tax),
    reclaim_transaction_amount: toSql(reclaim),
    tax_posted_amount: toSql(taxPosted),
    reclaim_posted_amount: toSql(reclaimPosted),
  };
}

/** A tax is a part of its expense, and what comes back a part of the tax. */
function checkPart(field: string, part: Decimal, whole: Decimal): void {
  if (part.abs().gt(whole.abs()) || part.abs().gte(AMOUNT_LIMIT) || (!part.isZero() && part.isNegative() !== whole.isNegative()))
    throw new ValueRefused(field, `is no part of ${toSql(whole)}.`);
}
