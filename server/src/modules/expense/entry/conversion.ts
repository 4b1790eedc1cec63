import { convert, decimal, type Decimal, type RateOperation } from '../../../platform/money/money.ts';

export interface Rate {
  readonly value: Decimal;
  readonly operation: RateOperation;
}

export const PAR: Rate = { value: decimal(1), operation: 'MULTIPLY' };

/**
 * The rate from a transaction's currency to the report's: the caller's own wins, then the company's for the day, then 1.0
 * (api-reference/expense/expense-report/expense-entry, ExchangeRate). One currency converts at par whatever the caller says.
 */
export function rateFor(
  currencies: { transaction: string; report: string },
  own: Rate | undefined,
  company: Rate | undefined,
): Rate {
  if (currencies.transaction === currencies.report) return PAR;
  return own ?? company ?? PAR;
}

/** A transaction amount in the report's currency, rounded to its minor unit. */
export const postedAmount = (amount: Decimal, rate: Rate, reportCurrency: string): Decimal =>
  convert(amount, rate.value, rate.operation, reportCurrency);
