import type { DistanceUnit } from './mileage.ts';

interface DefaultRates {
  readonly name: string;
  readonly currencyCode: string;
  readonly unit: DistanceUnit;
  /** A line for each day that rates begin on: the day, then bands as `from:rate` or `from:rate+passenger`. */
  readonly rates: readonly string[];
}

/** What a new company pays for private cars, as tax authorities publish it for the currency's largest country. */
export const DEFAULT_RATES: readonly DefaultRates[] = [
  {
    name: 'Personal car, IRS standard mileage',
    currencyCode: 'USD',
    unit: 'M',
    rates: ['2023-01-01 0:0.655', '2024-01-01 0:0.67', '2025-01-01 0:0.70', '2026-01-01 0:0.725'],
  },
  {
    name: 'Personal car, HMRC approved mileage',
    currencyCode: 'GBP',
    unit: 'M',
    rates: ['2011-04-06 0:0.45+0.05 10000:0.25+0.05'],
  },
  { name: 'Privatwagen, Reisekostengesetz', currencyCode: 'EUR', unit: 'K', rates: ['2014-01-01 0:0.30'] },
  {
    name: 'Personal car, CRA reasonable allowance',
    currencyCode: 'CAD',
    unit: 'K',
    rates: ['2024-01-01 0:0.70 5000:0.64', '2025-01-01 0:0.72 5000:0.66'],
  },
  { name: 'Privatwagen, Kilometerentschädigung', currencyCode: 'CHF', unit: 'K', rates: ['2007-01-01 0:0.70'] },
];
