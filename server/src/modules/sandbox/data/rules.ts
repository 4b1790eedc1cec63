import type { ExceptionDefinition, NewRule } from '../../expense/index.ts';

interface DemoRule {
  readonly exception: Omit<ExceptionDefinition, 'code'>;
  readonly rule: NewRule;
}

const warning = (message: string, visibility: ExceptionDefinition['visibility'] = 'ALL'): DemoRule['exception'] => ({
  message,
  severity: 'WARNING',
  visibility,
  isBlocking: false,
});
const entry = { event: 'entry-saved', scope: 'entry' } as const;
const inDollars = { field: 'report.currency', operator: 'equals', value: 'USD' } as const;
const DEAR_CITIES = ['New York', 'San Francisco', 'London', 'Paris', 'Tokyo'];
const meals = { field: 'entry.spendCategory', operator: 'in', value: ['MEALN', 'MEALA'] } as const;
const inDearCity = { field: 'entry.city', operator: 'in', value: DEAR_CITIES } as const;

/** What the demo company looks at beside missing receipts. */
export const DEMO_RULES: readonly DemoRule[] = [
  {
    exception: warning('This looks like another expense of the report: same type, day and amount.'),
    rule: {
      name: 'Duplicate on the report',
      ...entry,
      condition: { field: 'entry.isDuplicate', operator: 'equals', value: true },
      exceptionCode: 'DUPLENT',
    },
  },
  {
    exception: warning('The same type, day and amount stand on another report.', 'APPROVER_PROCESSOR'),
    rule: {
      name: 'Duplicate on another report',
      event: 'report-submitted',
      scope: 'entry',
      condition: { field: 'entry.isDuplicateElsewhere', operator: 'equals', value: true },
      exceptionCode: 'DUPLOTHR',
    },
  },
  {
    exception: warning('Meals of this day are above the limit of the city.'),
    rule: {
      name: 'Meals by city and day',
      ...entry,
      condition: {
        all: [
          inDollars,
          meals,
          {
            any: [
              { all: [inDearCity, { field: 'entry.dayTotalOfTypeInCity', operator: 'above', value: '120' }] },
              { all: [{ not: inDearCity }, { field: 'entry.dayTotalOfTypeInCity', operator: 'above', value: '80' }] },
            ],
          },
        ],
      },
      exceptionCode: 'MEALLIM',
    },
  },
  {
    exception: warning('The expense was made on a weekend.', 'PROCESSOR'),
    rule: {
      name: 'Weekend',
      ...entry,
      condition: {
        all: [
          { field: 'entry.weekday', operator: 'in', value: ['SATURDAY', 'SUNDAY'] },
          { field: 'entry.spendCategory', operator: 'in', value: ['OFFIC', 'SHIPG', 'SUBSC'] },
        ],
      },
      exceptionCode: 'WEEKEND',
    },
  },
  {
    exception: warning('The expense is more than 120 days old.', 'APPROVER_PROCESSOR'),
    rule: {
      name: 'Stale',
      ...entry,
      condition: { field: 'entry.ageInDays', operator: 'above', value: 120 },
      exceptionCode: 'STALEDAT',
    },
  },
  {
    exception: { message: 'The day of the expense is yet to come.', severity: 'ERROR', visibility: 'ALL', isBlocking: true },
    rule: {
      name: 'Future',
      ...entry,
      // A traveller's today may be ahead of ours.
      condition: { field: 'entry.ageInDays', operator: 'below', value: -1 },
      exceptionCode: 'FUTURE',
    },
  },
  {
    exception: warning('More than 2,000 dollars were paid in cash.', 'APPROVER_PROCESSOR'),
    rule: {
      name: 'Cash',
      event: 'entry-saved',
      scope: 'report',
      condition: { all: [inDollars, { field: 'report.cashTotal', operator: 'above', value: '2000' }] },
      exceptionCode: 'CASHLIM',
    },
  },
  {
    exception: warning('The hotel bill is to be itemized.'),
    rule: {
      name: 'Hotel not itemized',
      ...entry,
      condition: {
        all: [
          { field: 'entry.expenseCode', operator: 'equals', value: 'LODGING' },
          { field: 'entry.itemizationCount', operator: 'equals', value: 0 },
        ],
      },
      exceptionCode: 'HOTELITM',
    },
  },
  {
    exception: warning('More than the mileage rate is claimed for the distance.', 'APPROVER_PROCESSOR'),
    rule: {
      name: 'Mileage rate',
      ...entry,
      condition: { all: [inDollars, { field: 'entry.amountPerDistance', operator: 'above', value: '0.725' }] },
      exceptionCode: 'MILERATE',
    },
  },
  {
    exception: warning('Alcohol is paid for guests: name who was there.'),
    rule: {
      name: 'Alcohol without attendees',
      ...entry,
      condition: {
        all: [
          { field: 'entry.expenseType', operator: 'equals', value: 'ALCHL' },
          { field: 'entry.attendeeCount', operator: 'below', value: 2 },
        ],
      },
      exceptionCode: 'ALCNOATN',
    },
  },
  {
    exception: warning('A guest was entertained for more than 150 dollars.', 'APPROVER_PROCESSOR'),
    rule: {
      name: 'Amount per attendee',
      event: 'entry-saved',
      scope: 'attendee',
      condition: { all: [inDollars, { field: 'attendee.amountPerHead', operator: 'above', value: '150' }] },
      exceptionCode: 'ATNLIMIT',
    },
  },
];
