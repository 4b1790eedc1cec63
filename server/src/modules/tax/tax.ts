import { convert, decimal, roundToCurrency, sum, ZERO, type Decimal, type RateOperation } from '../../platform/money/money.ts';

/** What of an expense its taxes depend on. */
export interface Taxable {
  readonly countryCode: string;
  readonly subdivisionCode: string | null;
  readonly expenseTypeId: string;
  /** YYYY-MM-DD. */
  readonly date: string;
}

/** A tax that an expense includes, and what of it comes back. */
export interface TaxLine {
  readonly authorityId: string;
  /** 1 or 2. */
  readonly position: number;
  readonly rateTypeId: string;
  readonly ruleId: string;
  readonly percent: Decimal;
  readonly reclaimPercent: Decimal;
  readonly taxCode: string | null;
  readonly reclaimCode: string | null;
}

export interface TaxAmounts {
  readonly tax: Decimal;
  readonly reclaim: Decimal;
  readonly taxPosted: Decimal;
  readonly reclaimPosted: Decimal;
}

export interface Gross {
  /** Taxes included. */
  readonly amount: Decimal;
  readonly currency: string;
  readonly rate: { readonly value: Decimal; readonly operation: RateOperation };
  readonly reportCurrency: string;
  /** Only a tax receipt for business brings tax back. */
  readonly bringsBack: boolean;
}

/**
 * The taxes inside a gross amount, line by line: all are levied on the same net amount, none on another tax. Each is rounded to its currency, so that
 * with the net amount, which takes up the rounding, they add up to the gross one to the minor unit.
 */
export function inclusiveTaxes(gross: Gross, lines: readonly Pick<TaxLine, 'percent' | 'reclaimPercent'>[]): TaxAmounts[] {
  const whole = sum(lines.map(({ percent }) => percent)).plus(100);
  return lines.map(({ percent, reclaimPercent }) => {
    const tax = roundToCurrency(gross.amount.times(percent).div(whole), gross.currency);
    const reclaim = gross.bringsBack ? roundToCurrency(tax.times(reclaimPercent).div(100), gross.currency) : ZERO;
    return { tax, reclaim, ...postedTaxes(gross, { tax, reclaim }) };
  });
}

/** In the report's currency, at the rate of the expense. */
export function postedTaxes(
  { rate, reportCurrency }: Pick<Gross, 'rate' | 'reportCurrency'>,
  { tax, reclaim }: { readonly tax: Decimal; readonly reclaim: Decimal },
): { readonly taxPosted: Decimal; readonly reclaimPosted: Decimal } {
  const posted = (amount: Decimal): Decimal => convert(decimal(amount), rate.value, rate.operation, reportCurrency);
  return { taxPosted: posted(tax), reclaimPosted: posted(reclaim) };
}
