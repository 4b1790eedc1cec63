import { normalizeCurrency } from '../../../platform/money/money.ts';
import { isLonger } from '../../../platform/text.ts';
import type { Issue } from '../errors.ts';
import { REIMBURSEMENT_TYPES } from '../vocabulary.ts';
import {
  chosenIssues,
  INVOICE_PREFERENCES,
  PROCESSOR_REPORT_ACCESS,
  USER_PREFERENCES,
  WORKFLOW_PREFERENCES,
} from './preferences.ts';
import { SLOT, type SpendChange, type SpendProfile } from './spend-profile.ts';

type Check = (value: unknown) => string | undefined;

const matching =
  (pattern: RegExp, message: string): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value) ? undefined : message;
const atMost =
  (length: number): Check =>
  (value) =>
    typeof value === 'string' && !isLonger(value, length) ? undefined : `must have at most ${length} characters`;
const flag: Check = (value) => (typeof value === 'boolean' ? undefined : 'must be true or false');
const country = matching(/^[A-Z]{2}$/, 'must be a country, ISO 3166-1 alpha-2');

/** Rules of single members: api-reference/user-provisioning/spend. */
const CHECKS: readonly (readonly [keyof SpendChange, Check])[] = [
  ['reimbursementCurrency', (value) => (normalizeCurrency(String(value)) === value ? undefined : 'must be a currency, ISO 4217')],
  ['country', country],
  ['budgetCountryCode', country],
  // Samples name es-419 beside two-letter regions.
  ['locale', matching(/^[a-z]{2}-([A-Z]{2}|\d{3})$/, 'must look like en-US')],
  [
    'reimbursementType',
    (value) =>
      REIMBURSEMENT_TYPES.some((type) => type === value) ? undefined : `must be one of ${REIMBURSEMENT_TYPES.join(', ')}`,
  ],
  ['ledgerCode', atMost(20)],
  ['cashAdvanceAccountCode', atMost(20)],
  ['stateProvince', atMost(6)],
  ['driverId', atMost(48)],
  ['testEmployee', flag],
  ['nonEmployee', flag],
];

export const REQUIRED_OF_SPENDER = ['reimbursementCurrency', 'country', 'locale'] as const;

/** What is wrong with a profile to be, or with a change of one, as far as it can be seen without the company's data. */
export function spendIssues(change: SpendChange, before: SpendProfile | undefined): Issue[] {
  const single = CHECKS.flatMap(([name, check]) => {
    const message = change[name] === undefined ? undefined : check(change[name]);
    return message === undefined ? [] : [{ path: `spend.${name}`, rule: 'value', message }];
  });
  const missing = REQUIRED_OF_SPENDER.filter((name) => (before ? name in change && change[name] === undefined : !change[name]));
  const slots = Object.keys(change.customData ?? {}).filter((slot) => !SLOT.test(slot));
  const fixed = before && change.testEmployee !== undefined && change.testEmployee !== before.testEmployee;
  return [
    ...single,
    ...missing.map((name) => ({ path: `spend.${name}`, rule: 'required', message: 'is required' })),
    ...slots.map((slot) => ({ path: `spend.customData.${slot}`, rule: 'unknown', message: 'is not a custom slot' })),
    ...(fixed ? [{ path: 'spend.testEmployee', rule: 'mutability', message: 'is set at creation only' }] : []),
    ...officeIssues(change.officeLocation),
    ...payrollIssues(change.payroll),
    ...preferenceIssues(change),
  ];
}

function officeIssues(office: SpendProfile['officeLocation'] = {}): Issue[] {
  const message = office.country === undefined ? undefined : country(office.country);
  return message === undefined ? [] : [{ path: 'spend.officeLocation.country', rule: 'value', message }];
}

function payrollIssues(payroll: SpendProfile['payroll']): Issue[] {
  if (!payroll) return [];
  return (['companyCode', 'deductionCode', 'employeeFileNumber'] as const)
    .filter((name) => !payroll[name]?.trim())
    .map((name) => ({ path: `payroll.${name}`, rule: 'required', message: 'is required' }));
}

function preferenceIssues({ userPreferences = {}, invoicePreferences = {}, workflowPreferences = {} }: SpendChange): Issue[] {
  const rules = { ...USER_PREFERENCES, processorReportAccess: PROCESSOR_REPORT_ACCESS };
  return [
    ...chosenIssues('userPreference', rules, userPreferences),
    ...chosenIssues('invoicePreference', INVOICE_PREFERENCES, invoicePreferences),
    ...chosenIssues('workflowPreference', WORKFLOW_PREFERENCES, workflowPreferences),
  ];
}
