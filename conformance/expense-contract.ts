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
  { status: 429, of: /^POST \/quickexpense\/v4\//, where: 'server/src/api/quick-expenses/v4/quick-expenses.test.ts' },
];

/** Documented, and reachable by nothing: docs/decisions/0109-documented-statuses.md says why. */
export const UNREACHABLE: readonly string[] = [
  // Names no resource that could be missing.
  'POST /exchangerate/v4/rates 404',
  // No server stands behind this one that could let it wait.
  'POST /exchangerate/v4/rates 504',
];
