import Type, { type Static } from 'typebox';
import type { EmployeeChange } from '../../../modules/employee-import/index.ts';
import type { User } from '../../../modules/identity/index.ts';
import { InvalidInput, type Issue } from '../../../platform/http/refusals.ts';
import { documentXml, present } from '../../dialects/xml-v1/values.ts';
import { MOST, NAMESPACE, SLOTS, slotOf } from './names.ts';

/** Name -> the most characters. `EmployeeID` is the page's sample's name for `EmpId`; names are read in any case. */
const LENGTHS = {
  EmpId: 48,
  EmployeeID: 48,
  FeedRecordNumber: 20,
  LoginId: 128,
  LocaleName: 5,
  Active: 1,
  Password: 255,
  FirstName: 32,
  LastName: 32,
  Mi: 1,
  EmailAddress: 255,
  LedgerKey: 20,
  CtryCode: 2,
  CashAdvanceAccountCode: 20,
  CrnKey: 3,
  // The page says 2, and gives an example of five.
  CtrySubCode: 6,
  ExpenseUser: 1,
  ExpenseApprover: 1,
  TripUser: 1,
  InvoiceUser: 1,
  InvoiceApprover: 1,
  ExpenseApproverEmployeeID: 48,
  NewLoginID: 128,
  NewEmployeeID: 48,
} as const;

const text = Type.Optional(Type.Union([Type.String(), Type.Null()]));
type TextFields = Record<keyof typeof LENGTHS | (typeof SLOTS)[number], typeof text>;
const fields = Object.fromEntries([...Object.keys(LENGTHS), ...SLOTS].map((name) => [name, text])) as TextFields;

/** The page calls the root `batch`; clients also send `UserBatch`, as for passwords. */
export const batchSchema = Type.Object(
  {
    UserProfile: Type.Array(Type.Object(fields, { additionalProperties: false }), {
      minItems: 1,
      maxItems: MOST,
      xml: { wrapped: false },
    }),
  },
  { additionalProperties: false },
);
export type UserRecord = Static<typeof batchSchema>['UserProfile'][number];

const said = { EmployeeID: Type.String(), FeedRecordNumber: Type.String() };

export const batchResultSchema = Type.Object(
  {
    'records-succeeded': Type.Integer(),
    'records-failed': Type.Integer(),
    errors: Type.Optional(Type.Array(Type.Object({ ...said, message: Type.String() }), { xml: { item: 'error' } })),
    UserDetails: Type.Optional(Type.Array(Type.Object({ ...said, Status: Type.String() }), { xml: { item: 'UserInfo' } })),
  },
  { xml: documentXml(NAMESPACE) },
);

/** How a record ended: a message is a failure. */
export interface RecordOutcome {
  readonly record: UserRecord;
  readonly message?: string;
}

const keyOf = (record: UserRecord) => ({
  EmployeeID: employeeNumberOf(record) ?? '',
  FeedRecordNumber: record.FeedRecordNumber ?? '',
});

export const employeeNumberOf = (record: UserRecord): string | undefined =>
  (record.EmpId ?? record.EmployeeID)?.trim() || undefined;

export function batchResult(outcomes: readonly RecordOutcome[]): Static<typeof batchResultSchema> {
  const errors = outcomes.flatMap(({ record, message }) => (message === undefined ? [] : [{ ...keyOf(record), message }]));
  const details = outcomes.flatMap(({ record, message }) =>
    message === undefined ? [{ ...keyOf(record), Status: 'SUCCESS' }] : [],
  );
  return {
    'records-succeeded': details.length,
    'records-failed': errors.length,
    ...(errors.length > 0 ? { errors } : {}),
    ...(details.length > 0 ? { UserDetails: details } : {}),
  };
}

/** Everything of a record that its own text shows to be wrong. */
function issuesOf(record: UserRecord): Issue[] {
  return Object.entries(record).flatMap(([name, value]) => {
    const most: number = LENGTHS[name as keyof typeof LENGTHS] ?? 48;
    if (typeof value !== 'string' || Array.from(value).length <= most) return [];
    return [{ path: name, rule: 'maxLength', message: `must have at most ${most} characters` }];
  });
}

const FLAGS: Readonly<Record<string, boolean>> = { Y: true, N: false };

/** Y or N; undefined where nothing is said. @throws InvalidInput */
function flagOf(record: UserRecord, name: keyof typeof LENGTHS): boolean | undefined {
  const value = record[name]?.trim().toUpperCase();
  if (!value) return undefined;
  const flag = FLAGS[value];
  if (flag === undefined) throw new InvalidInput('body', [{ path: name, rule: 'enum', message: 'must be Y or N' }]);
  return flag;
}

const MISSING = 'MISSING_REQUIRED_FIELDS:';
export const missing = (names: readonly string[]): InvalidInput =>
  new InvalidInput('body', [{ path: '', rule: 'required', message: MISSING + names.join(',') }]);

/** The names of the change in those of this API. */
const WIRE: Readonly<Record<string, string>> = { login: 'LoginId', 'name.givenName': 'FirstName', 'name.familyName': 'LastName' };
export const missingOfChange = (names: readonly string[]): string =>
  MISSING +
  names
    .map((name) => WIRE[name] ?? name.replace(/^spend\.customData\.(.)/, (_all, first: string) => first.toUpperCase()))
    .join(',');

/** The initial of a middle name that is already there says nothing new. */
function middleName(record: UserRecord, user: User | undefined): string | undefined {
  const initial = record.Mi || undefined;
  return initial !== undefined && user?.name.middleName?.startsWith(initial) ? undefined : initial;
}

/** An empty element says nothing, but empties a custom field. @throws InvalidInput */
export function changeFromWire(record: UserRecord, user: User | undefined): EmployeeChange {
  const employeeNumber = employeeNumberOf(record);
  const login = record.LoginId?.trim() || undefined;
  const isKnown = user !== undefined || record.NewLoginID || record.NewEmployeeID;
  const without = [
    ...(employeeNumber ? [] : ['EmpId']),
    ...(login ? [] : ['LoginId']),
    ...(isKnown || record.LedgerKey ? [] : ['LedgerKey']),
  ];
  if (!employeeNumber || !login || without.length > 0) throw missing(without);
  const issues = issuesOf(record);
  if (issues.length > 0) throw new InvalidInput('body', issues);
  const email = record.EmailAddress?.trim() || undefined;
  const approver = record.ExpenseApproverEmployeeID?.trim() || undefined;
  const custom = SLOTS.filter((name) => record[name] !== undefined && record[name] !== null);
  return {
    employeeNumber,
    login,
    ...present({
      active: flagOf(record, 'Active'),
      newLogin: record.NewLoginID?.trim() || undefined,
      newEmployeeNumber: record.NewEmployeeID?.trim() || undefined,
    }),
    name: present({
      givenName: record.FirstName || undefined,
      familyName: record.LastName || undefined,
      middleName: middleName(record, user),
    }),
    ...(email ? { emails: { work: email } } : {}),
    spend: present({
      locale: record.LocaleName?.replace('_', '-') || undefined,
      country: record.CtryCode || undefined,
      stateProvince: record.CtrySubCode?.replace(/^[A-Z]{2}-/, '') || undefined,
      ledgerCode: record.LedgerKey || undefined,
      reimbursementCurrency: record.CrnKey || undefined,
      cashAdvanceAccountCode: record.CashAdvanceAccountCode || undefined,
    }),
    custom: Object.fromEntries(custom.map((name) => [slotOf(name), record[name] || null])),
    entitlements: present({
      Expense: flagOf(record, 'ExpenseUser'),
      Invoice: flagOf(record, 'InvoiceUser'),
      Travel: flagOf(record, 'TripUser'),
    }),
    roles: present({ EXP_APPROVER: flagOf(record, 'ExpenseApprover'), INV_APPROVER: flagOf(record, 'InvoiceApprover') }),
    ...(approver ? { approvers: [{ kind: 'report', primary: true, employeeNumber: approver }] } : {}),
  };
}
