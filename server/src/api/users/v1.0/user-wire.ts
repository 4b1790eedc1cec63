import Type, { type Static } from 'typebox';
import type { Identity, User } from '../../../modules/identity/index.ts';
import { documentXml } from '../../dialects/xml-v1/values.ts';
import { NAMESPACE, SLOTS, slotOf } from './names.ts';

const text = Type.String();
const custom = Object.fromEntries(SLOTS.map((name) => [name, text])) as Record<(typeof SLOTS)[number], typeof text>;

/** In the order of the published sample; an absent value is an empty element. */
export const userProfileSchema = Type.Object(
  {
    LoginId: text,
    FirstName: text,
    LastName: text,
    Mi: text,
    EmailAddress: text,
    EmpId: text,
    Active: Type.Boolean(),
    ...custom,
    LedgerName: text,
    LocaleName: text,
    CtryCode: text,
    CrnCode: text,
    CrnKey: text,
    CtrySubCode: text,
    ExpenseUser: Type.Boolean(),
    ExpenseApprover: Type.Boolean(),
    TripUser: Type.Boolean(),
    InvoiceUser: Type.Boolean(),
    InvoiceApprover: Type.Boolean(),
    ExpenseApproverEmployeeID: text,
    IsTestEmp: Type.Boolean(),
    CashAdvanceAccountCode: text,
  },
  { xml: documentXml(NAMESPACE) },
);

/** What the document says beside the user itself. */
export interface Standing {
  readonly roles: ReadonlySet<string>;
  readonly approverNumber: string | undefined;
  /** Slot -> the name of the list item that it holds. */
  readonly itemNames: ReadonlyMap<string, string>;
}

/** A list item is shown as `(code) name`. */
function customsOf(
  user: User,
  names: Standing['itemNames'],
): typeof custom extends Record<infer Name, unknown> ? Record<Name, string> : never {
  const shown = (name: string): string => {
    const value = user.spend?.customData[slotOf(name)]?.value ?? '';
    const item = names.get(slotOf(name));
    return item === undefined ? value : `(${value}) ${item}`;
  };
  return Object.fromEntries(SLOTS.map((name) => [name, shown(name)])) as Record<keyof typeof custom, string>;
}

export function userToWire(
  identity: Pick<Identity, 'middleInitialOf' | 'primaryEmail'>,
  user: User,
  { roles, approverNumber, itemNames }: Standing,
): Static<typeof userProfileSchema> {
  const { spend, entitlements } = user;
  return {
    LoginId: user.userName,
    FirstName: user.name.givenName,
    LastName: user.name.familyName,
    Mi: identity.middleInitialOf(user.name) ?? '',
    EmailAddress: identity.primaryEmail(user) ?? '',
    EmpId: user.employeeNumber ?? user.userName,
    Active: user.active,
    ...customsOf(user, itemNames),
    LedgerName: spend?.ledgerCode ?? '',
    LocaleName: spend?.locale.replace('-', '_') ?? '',
    CtryCode: spend?.country ?? '',
    CrnCode: spend?.reimbursementCurrency ?? '',
    CrnKey: spend?.reimbursementCurrency ?? '',
    CtrySubCode: spend?.stateProvince ? `${spend.country}-${spend.stateProvince}` : '',
    ExpenseUser: entitlements.includes('Expense'),
    ExpenseApprover: roles.has('EXP_APPROVER'),
    TripUser: entitlements.includes('Travel'),
    InvoiceUser: entitlements.includes('Invoice'),
    InvoiceApprover: roles.has('INV_APPROVER'),
    ExpenseApproverEmployeeID: approverNumber ?? '',
    IsTestEmp: spend?.testEmployee ?? false,
    CashAdvanceAccountCode: spend?.cashAdvanceAccountCode ?? '',
  };
}
