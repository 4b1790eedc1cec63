import type { Context } from '../../../platform/context.ts';
import { decimal, toSql } from '../../../platform/money/money.ts';
import { inclusiveTaxes, type Gross, type Taxable, type TaxLine } from '../../tax/index.ts';
import type { ExpenseDeps } from '../deps.ts';
import type { EntryTable } from '../tables.ts';
import { deleteEntryTaxes, insertEntryTaxes, type NewEntryTaxRow } from './tax-queries.ts';

/** What of an entry its taxes follow from. */
const GROUNDS = [
  'expense_type_id',
  'transaction_date',
  'transaction_amount',
  'transaction_currency',
  'exchange_rate',
  'rate_operation',
  'is_personal',
  'receipt_type',
  'location_country_code',
  'location_subdivision_code',
] as const satisfies readonly (keyof EntryTable)[];

type Optional = 'location_country_code' | 'location_subdivision_code';
export type TaxedEntry = Pick<EntryTable, Exclude<(typeof GROUNDS)[number], Optional>> &
  Partial<Pick<EntryTable, Optional>> & { readonly id: string };
type Deps = Pick<ExpenseDeps, 'taxes'>;

/** Writes the taxes of new entries, in one statement for them all; an entry without a country has none. */
export async function addTaxes(ctx: Context, deps: Deps, reportCurrency: string, entries: readonly TaxedEntry[]): Promise<void> {
  const placed = entries.filter((entry) => entry.location_country_code);
  const lines = await deps.taxes.taxLinesOf(ctx, placed.map(taxableOf));
  await insertEntryTaxes(
    ctx,
    placed.flatMap((entry, index) => rowsOf(entry, reportCurrency, lines[index] ?? [])),
  );
}

/** Computes the taxes of a changed entry anew where they follow from what changed; what someone else set of them goes then. */
export async function refreshTaxes(
  ctx: Context,
  deps: Deps,
  reportCurrency: string,
  before: TaxedEntry,
  change: Partial<Record<(typeof GROUNDS)[number], unknown>>,
): Promise<void> {
  if (!GROUNDS.some((column) => isOther(column, before[column], change[column]))) return;
  await deleteEntryTaxes(ctx, before.id);
  await addTaxes(ctx, deps, reportCurrency, [{ ...before, ...change } as TaxedEntry]);
}

const NUMBERS: ReadonlySet<string> = new Set(['transaction_amount', 'exchange_rate']);
/** The database writes a number with all its digits. */
function isOther(column: string, before: unknown, after: unknown): boolean {
  if (after === undefined) return false;
  if (NUMBERS.has(column) && typeof before === 'string' && typeof after === 'string') return !decimal(after).eq(before);
  return (after ?? null) !== (before ?? null);
}

const taxableOf = (entry: TaxedEntry): Taxable => ({
  countryCode: entry.location_country_code ?? '',
  subdivisionCode: entry.location_subdivision_code ?? null,
  expenseTypeId: entry.expense_type_id,
  date: entry.transaction_date,
});

/** Only a tax receipt for something that is not private brings tax back. */
const grossOf = (entry: TaxedEntry, reportCurrency: string): Gross => ({
  amount: decimal(entry.transaction_amount),
  currency: entry.transaction_currency,
  rate: { value: decimal(entry.exchange_rate), operation: entry.rate_operation },
  reportCurrency,
  bringsBack: entry.receipt_type === 'T' && !entry.is_personal,
});

function rowsOf(entry: TaxedEntry, reportCurrency: string, lines: readonly TaxLine[]): NewEntryTaxRow[] {
  const amounts = inclusiveTaxes(grossOf(entry, reportCurrency), lines);
  return lines.flatMap((line, index) => {
    const amount = amounts[index];
    if (!amount) return [];
    return [
      {
        entry_id: entry.id,
        authority_id: line.authorityId,
        position: line.position,
        rate_type_id: line.rateTypeId,
        rule_id: line.ruleId,
        tax_code: line.taxCode,
        reclaim_code: amount.reclaim.isZero() ? null : line.reclaimCode,
        tax_transaction_amount: toSql(amount.tax),
        reclaim_transaction_amount: toSql(amount.reclaim),
        tax_posted_amount: toSql(amount.taxPosted),
        reclaim_posted_amount: toSql(amount.reclaimPosted),
        source: 'SYST',
        custom: '{}',
      },
    ];
  });
}
