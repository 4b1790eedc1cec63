import type { ExceptionDefinition, NewExpenseType, PaymentType } from '../inputs.ts';
import type { NewRule } from '../audit/define-rule.ts';
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

const type = (id: string, code: string, spendCategoryCode: string, name: string, parentId?: string): NewExpenseType => {
  const [accountCode, overLimitAccountCode] = ACCOUNTS[spendCategoryCode] ?? OTHER_ACCOUNTS;
  const parent = parentId === undefined ? {} : { parentId };
  return { id, code, spendCategoryCode, name, accountCode, overLimitAccountCode, ...parent };
};

/** Heads what stands under it. */
const category = (id: string, name: string): NewExpenseType => ({
  id,
  code: 'OTHER',
  spendCategoryCode: 'OTHER',
  name,
  isCategory: true,
});

/** What a new company can spend on. Id, behaviour, spend category, name. */
export const EXPENSE_TYPES: readonly NewExpenseType[] = [
  category('TRAVL', '01. Travel'),
  category('TRANS', '02. Transportation'),
  category('MLENT', '03. Meals and Entertainment'),
  category('OFFIC', '04. Office Expenses'),
  category('COMMS', '05. Communications'),
  category('OTHRX', '06. Other'),
  type(UNDEFINED_TYPE, 'OTHER', 'OTHER', 'Undefined'),
  type('AIRFR', 'OTHER', 'AIRFR', 'Airfare', 'TRAVL'),
  type('AIRFE', 'OTHER', 'AIRFE', 'Airline Fees', 'TRAVL'),
  type('BRKFT', 'MEALS', 'MEALN', 'Breakfast', 'MLENT'),
  type('LUNCH', 'MEALS', 'MEALN', 'Lunch', 'MLENT'),
  type('DINNR', 'MEALS', 'MEALN', 'Dinner', 'MLENT'),
  type('BUSML', 'MEALS', 'MEALA', 'Business Meal (attendees)', 'MLENT'),
  type('ALCHL', 'OTHER', 'ENTER', 'Alcohol', 'MLENT'),
  type('ENTOT', 'OTHER', 'ENTER', 'Entertainment - Other', 'MLENT'),
  { ...type('LODNG', 'LODGING', 'LODGA', 'Hotel', 'TRAVL'), itemization: 'REQUIRED' },
  type('ROOMR', 'OTHER', 'LODGA', 'Room Rate', 'TRAVL'),
  type('LODTX', 'OTHER', 'LODGA', 'Hotel Tax', 'TRAVL'),
  type('CARRT', 'OTHER', 'CARRT', 'Car Rental', 'TRANS'),
  type('TAXIX', 'OTHER', 'GRTRN', 'Taxi', 'TRANS'),
  type('TRAIN', 'OTHER', 'RAILX', 'Train', 'TRANS'),
  type('PUBTR', 'OTHER', 'GRTRN', 'Public Transport', 'TRANS'),
  type('PARKG', 'OTHER', 'GRTRN', 'Parking', 'TRANS'),
  type('TOLLS', 'OTHER', 'GRTRN', 'Tolls', 'TRANS'),
  { ...type('MILEG', 'PCARMILE', 'PRCRM', 'Personal Car Mileage', 'TRANS'), itemization: 'NONE' },
  { ...type('COMIL', 'COCARMILE', 'COCRM', 'Company Car Mileage', 'TRANS'), itemization: 'NONE' },
  type('GASXX', 'OTHER', 'GASXX', 'Fuel', 'TRANS'),
  type('TELXX', 'OTHER', 'TELEC', 'Mobile Phone', 'COMMS'),
  type('ONLIN', 'OTHER', 'TELEC', 'Internet', 'COMMS'),
  type('OFCSP', 'OTHER', 'OFFIC', 'Office Supplies', 'OFFIC'),
  type('BOOKS', 'OTHER', 'SUBSC', 'Books and Subscriptions', 'OFFIC'),
  type('POSTG', 'OTHER', 'SHIPG', 'Postage', 'OFFIC'),
  type('SEMNR', 'OTHER', 'TRAIN', 'Seminar and Course Fees', 'OTHRX'),
  type('01000', 'OTHER', 'OTHER', 'Fitness', 'OTHRX'),
  type('TIPSX', 'OTHER', 'INCTA', 'Tips', 'TRAVL'),
  type('LNDRY', 'OTHER', 'INCTA', 'Laundry', 'TRAVL'),
  type('MISCL', 'OTHER', 'OTHER', 'Miscellaneous', 'OTHRX'),
];

/** Who paid; the code decides who is owed. See report-totals. */
export const PAYMENT_TYPES: readonly Omit<PaymentType, 'id'>[] = [
  { shortId: 'CASH', code: 'CASH', name: 'Cash', isDefault: true, clearingAccountCode: '211000' },
  { shortId: 'CBCP', code: 'CBCP', name: 'Company Card', isDefault: false, clearingAccountCode: '213000' },
  { shortId: 'IBCP', code: 'IBCP', name: 'Individually Billed Card', isDefault: false, clearingAccountCode: '212000' },
  { shortId: 'CPAI', code: 'CPAID', name: 'Company Paid', isDefault: false, clearingAccountCode: '214000' },
  { shortId: 'IBIP', code: 'IBIP', name: 'Individually Paid Card', isDefault: false, clearingAccountCode: '211000' },
];

/** When ours stand. A company adds its own limits. */
export const RULES: readonly NewRule[] = [
  {
    name: 'A required receipt is missing',
    event: 'entry-saved',
    scope: 'entry',
    condition: { field: 'entry.isReceiptMissing', operator: 'equals', value: true },
    exceptionCode: MISSING_RECEIPT,
  },
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
