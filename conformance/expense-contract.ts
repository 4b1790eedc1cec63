import { recentDay } from './desk.ts';
import { documentedOperations, type Documented } from './ledger.ts';

/** Families of their own work, which is still to come. */
const LATER = new Set([
  'cards',
  'digital-tax-invoices',
  'document-compliance-gateway',
  'policy-search',
  'travel-allowance',
  'travel-allowance-days',
]);

/** Every documented operation of expense in v3 and v4. */
export const expenseOperations = (): Documented[] =>
  documentedOperations(
    ({ area, api, version }) => area === 'expense' && (version === 'v3' || version === 'v4') && !LATER.has(api),
  );

/**
 * Statuses that no call over HTTP brings about at will, with the test that does. Compared with what this run saw, so that a line which is no
 * longer needed fails as a missing one does.
 */
export const ELSEWHERE: readonly { readonly status: number; readonly of: RegExp; readonly where: string }[] = [
  { status: 500, of: /./, where: 'server/test/broken-database.test.ts' },
  { status: 409, of: /^(POST|PATCH|DELETE) \/expensereports\/v4\//, where: 'server/test/races/locked.test.ts' },
  { status: 503, of: /^POST \/exchangerate\/v4\/rates/, where: 'server/test/races/locked.test.ts' },
  { status: 504, of: /^POST \/exchangerate\/v4\/rates/, where: 'server/src/api/web/fault-routes.test.ts' },
  { status: 429, of: /^POST \/quickexpense\/v4\//, where: 'server/src/api/quick-expenses/v4/quick-expenses.test.ts' },
];

/** Documented, and reachable by nothing: docs/decisions/0109-documented-statuses.md says why. */
export const UNREACHABLE: readonly string[] = [
  // Names no resource that could be missing.
  'POST /exchangerate/v4/rates 404',
];

/** Ids of the two shapes that nothing has. */
export const NOBODY = '3fa85f64-5717-4562-b3fc-2c963f66afa6';
export const NOTHING = '0'.repeat(32);

/** Bodies that nothing is wrong with, for operations that take one. */
const BODIES: readonly (readonly [operation: RegExp, body: unknown])[] = [
  [/^POST .*\/reports$/, { name: 'Refused', policyId: NOTHING }],
  [/^PATCH .*\/reports\/\{reportId\}$/, { name: 'Refused' }],
  [/^PATCH .*\/expenses\/\{expenseId\}$/, { businessPurpose: 'Refused', expenseSource: 'OTHER' }],
  [/^PATCH .*\/allocations\/\{allocationId\}$/, { allocation: { customData: [] }, expenseIds: [NOTHING] }],
  [/^(POST|PUT) .*\/comments$/, { comment: 'Refused' }],
  [/^PUT .*\/exceptions$/, { exceptionCode: 'APIWARN', exceptionVisibility: 'ALL' }],
  [/^POST .*\/\{expenseId\}\/attendees$/, { expenseAttendeeList: [] }],
  [/^POST .*\/cashAdvances$/, { cashAdvanceIds: [] }],
  [/^PATCH .*\/tax\//, { taxCode: 'X' }],
  [/^PATCH .*\/sendBack$/, { comment: 'Refused' }],
  [/^PATCH .*\/(approve|recall)$/, {}],
  [/^POST \/v4\/attendees$/, { attendeeTypeCode: 'BUSGUEST', lastName: 'Refused' }],
  [/^PUT \/v4\/attendees/, { lastName: 'Refused' }],
  [
    /quickexpenses$/,
    { expenseTypeId: 'LUNCH', transactionDate: recentDay(1), transactionAmount: { value: 1, currencyCode: 'USD' } },
  ],
  [
    /^POST \/exchangerate/,
    { currency_sets: [{ from_crn_code: 'EUR', to_crn_code: 'USD', start_date: '2026-01-01', rate: 1.1 }] },
  ],
];

export const nameOf = ({ method, path }: Documented): string => `${method} ${path}`;
export const bodyOf = (one: Documented): unknown => BODIES.find(([operation]) => operation.test(nameOf(one)))?.[1];
