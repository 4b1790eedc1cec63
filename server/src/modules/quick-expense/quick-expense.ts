import { isDay } from '../../platform/dates/day.ts';
import { normalizeCurrency, type Decimal } from '../../platform/money/money.ts';
import { isCountry } from '../../platform/names/names.ts';
import { isLonger } from '../../platform/text.ts';
import { QuickExpenseRefused } from './errors.ts';

/** Cash, paid by the company, or not said yet. */
export type PaymentKind = 'CASHX' | 'CPAID' | 'PENDC';

export interface QuickLocation {
  readonly id?: string;
  readonly name?: string;
  readonly city?: string;
  readonly countryCode?: string;
  readonly countrySubDivisionCode?: string;
}

export interface NewQuickExpense {
  readonly ownerId: string;
  /** UNDEF stands for "not yet chosen". */
  readonly expenseTypeId: string;
  readonly paymentType?: PaymentKind;
  /** YYYY-MM-DD. */
  readonly transactionDate: string;
  readonly transactionAmount: Decimal;
  readonly transactionCurrency: string;
  readonly vendorName?: string;
  readonly comment?: string;
  readonly entryDetails?: string;
  readonly location?: QuickLocation;
}

export interface QuickExpense extends NewQuickExpense {
  readonly id: string;
  readonly receiptId: string | null;
  /** The entry that was made of it. */
  readonly entryId: string | null;
  readonly createdAt: Date;
}

/** As an entry takes them over. */
const LONGEST = { vendorName: 64, comment: 2000, entryDetails: 2000 } as const;
const LONGEST_PLACE = 255;
const LONGEST_REGION = 6;

/** @throws QuickExpenseRefused */
export function checkedQuickExpense(given: NewQuickExpense): NewQuickExpense {
  if (!isDay(given.transactionDate)) throw new QuickExpenseRefused('transactionDate', 'is not a day of the calendar.');
  const transactionCurrency = normalizeCurrency(given.transactionCurrency);
  if (!transactionCurrency) throw new QuickExpenseRefused('transactionAmount.currencyCode', 'is not a currency.');
  for (const [field, longest] of Object.entries(LONGEST))
    if ((given[field as keyof typeof LONGEST] ?? '').length > longest)
      throw new QuickExpenseRefused(field, `is longer than ${longest} characters.`);
  for (const [field, value] of Object.entries(given.location ?? {}))
    if (isLonger(String(value), LONGEST_PLACE))
      throw new QuickExpenseRefused(`location.${field}`, `is longer than ${LONGEST_PLACE} characters.`);
  if (isLonger(given.location?.countrySubDivisionCode ?? '', LONGEST_REGION))
    throw new QuickExpenseRefused('location.countrySubDivisionCode', `is longer than ${LONGEST_REGION} characters.`);
  const country = given.location?.countryCode;
  if (country && !isCountry(country.toUpperCase()))
    throw new QuickExpenseRefused('location.countryCode', 'is not the code of a country.');
  return { ...given, transactionCurrency };
}
