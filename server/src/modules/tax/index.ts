import type { Context } from '../../platform/context.ts';
import { defaultTaxes } from './default-taxes.ts';
import { insertCatalogue, namesOf, taxLinesOf } from './tax-queries.ts';
import type { Taxable, TaxLine } from './tax.ts';

export { inclusiveTaxes, postedTaxes } from './tax.ts';
export type { Gross, Taxable, TaxAmounts, TaxLine } from './tax.ts';

/** Who levies which taxes on what, and how much of them comes back; a company's own data, effective-dated. */
export interface Taxes {
  /** The catalogue every company starts with: Europe's larger countries, Canada, Australia, New Zealand, Japan. */
  createDefaults(ctx: Context): Promise<void>;
  /** The taxes that each of these includes: none, one or two, in their order. */
  taxLinesOf(ctx: Context, expenses: readonly Taxable[]): Promise<readonly (readonly TaxLine[])[]>;
  namesOf(
    ctx: Context,
    authorityIds: readonly string[],
  ): Promise<{
    readonly authorities: ReadonlyMap<string, { readonly name: string; readonly label: string }>;
    readonly rateTypes: ReadonlyMap<string, string>;
  }>;
}

export const createTaxes = (): Taxes => ({
  async createDefaults(ctx) {
    const rows = defaultTaxes(ctx);
    await insertCatalogue(ctx, rows);
    ctx.record({
      subjectKind: 'tax',
      subjectId: ctx.companyId,
      action: 'created',
      details: { authorities: rows.tax_authority.length },
    });
  },
  taxLinesOf: async (ctx, expenses) => (expenses.length === 0 ? [] : taxLinesOf(ctx, expenses)),
  namesOf,
});
