import type { ExceptionDefinition, NewExpenseType, PaymentType } from '../inputs.ts';
import { MISSING_RECEIPT } from '../entry/receipt-rule.ts';
import { UNDEFINED_TYPE } from '../report/report.ts';

/** Ledger accounts of the demonstration kind, by spend category: the usual one, and that of what exceeds a limit. */
const ACCOUNTS: Readonly<Record<string, readonly [usual: string, overLimit: string]>> = {
  AIRFR: ['610100', '619100'],
  LODGA: ['610200', '619200'],
  CARRT: ['610300', '619300'],
  RAILX: ['610400', '619400'],
  GRTRN: ['610500', '619500'],
  MEALN: ['620100', '629100'],
  MEALA: ['620200', '629200'],
  ENTER: ['620300', '629300'],
};
const OTHER_ACCOUNTS = ['690000', '699000'] as const;

const type = (id: string, code: string, spendCategoryCode: string, name: string): NewExpenseType => {
  const [accountCode, overLimitAccountCode] = ACCOUNTS[spendCategoryCode] ?? OTHER_ACCOUNTS;
  return { id, code, spendCategoryCode, name, accountCode, overLimitAccountCode };
};

/** What a new company can spend on. Id, behaviour, spend category, name; mileage comes with the routes that it needs. */
export const EXPENSE_TYPES: readonly NewExpenseType[] = [
  type(UNDEFINED_TYPE, 'OTHER', 'OTHER', 'Undefined'),
  type('AIRFR', 'OTHER', 'AIRFR', 'Airfare'),
  type('AIRFE', 'OTHER', 'AIRFE', 'Airline Fees'),
  type('BRKFT', 'MEALS', 'MEALN', 'Breakfast'),
  type('LUNCH', 'MEALS', 'MEALN', 'Lunch'),
  type('DINNR', 'MEALS', 'MEALN', 'Dinner'),
  type('BUSML', 'MEALS', 'MEALA', 'Business Meal (attendees)'),
  type('ENTOT', 'OTHER', 'ENTER', 'Entertainment - Other'),
  { ...type('LODNG', 'LODGING', 'LODGA', 'Hotel'), itemization: 'REQUIRED' },
  type('ROOMR', 'OTHER', 'LODGA', 'Room Rate'),
  type('LODTX', 'OTHER', 'LODGA', 'Hotel Tax'),
  type('CARRT', 'OTHER', 'CARRT', 'Car Rental'),
  type('TAXIX', 'OTHER', 'GRTRN', 'Taxi'),
  type('TRAIN', 'OTHER', 'RAILX', 'Train'),
  type('PUBTR', 'OTHER', 'GRTRN', 'Public Transport'),
  type('PARKG', 'OTHER', 'GRTRN', 'Parking'),
  type('TOLLS', 'OTHER', 'GRTRN', 'Tolls'),
  type('GASXX', 'OTHER', 'GASXX', 'Fuel'),
  type('TELXX', 'OTHER', 'TELEC', 'Mobile Phone'),
  type('ONLIN', 'OTHER', 'TELEC', 'Internet'),
  type('OFCSP', 'OTHER', 'OFFIC', 'Office Supplies'),
  type('BOOKS', 'OTHER', 'SUBSC', 'Books and Subscriptions'),
  type('POSTG', 'OTHER', 'SHIPG', 'Postage'),
  type('SEMNR', 'OTHER', 'TRAIN', 'Seminar and Course Fees'),
  type('01000', 'OTHER', 'OTHER', 'Fitness'),
  type('TIPSX', 'OTHER', 'INCTA', 'Tips'),
  type('LNDRY', 'OTHER', 'INCTA', 'Laundry'),
  type('MISCL', 'OTHER', 'OTHER', 'Miscellaneous'),
];

/** Who paid; the code decides who is owed. See report-totals. */
export const PAYMENT_TYPES: readonly Omit<PaymentType, 'id'>[] = [
  { shortId: 'CASH', code: 'CASH', name: 'Cash', isDefault: true, clearingAccountCode: '211000' },
  { shortId: 'CBCP', code: 'CBCP', name: 'Company Card', isDefault: false, clearingAccountCode: '213000' },
  { shortId: 'IBCP', code: 'IBCP', name: 'Individually Billed Card', isDefault: false, clearingAccountCode: '212000' },
  { shortId: 'CPAI', code: 'CPAID', name: 'Company Paid', isDefault: false, clearingAccountCode: '214000' },
  { shortId: 'IBIP', code: 'IBIP', name: 'Individually Paid Card', isDefault: false, clearingAccountCode: '211000' },
];

export const EXCEPTIONS: readonly ExceptionDefinition[] = [
  {
    code: MISSING_RECEIPT,
    message: 'A receipt image is required for this expense.',
    severity: 'WARNING',
    visibility: 'ALL',
    isBlocking: false,
  },
  {
    code: 'APIWARN',
    message: 'An external system asks to look at this item.',
    severity: 'WARNING',
    visibility: 'APPROVER_PROCESSOR',
    isBlocking: false,
  },
  {
    code: 'APIBLOCK',
    message: 'An external system has stopped this item.',
    severity: 'ERROR',
    visibility: 'ALL',
    isBlocking: true,
  },
];
