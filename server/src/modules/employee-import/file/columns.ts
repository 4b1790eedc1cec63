import type { ApproverKind } from '../../identity/index.ts';
import type { AddressPart } from '../employee/employee-change.ts';

/** How a column's text is understood; the path is where its value stands in an EmployeeChange. */
export type ColumnKind =
  /** As it is; blank empties it where the file replaces. */
  | 'text'
  /** Y or N; blank says nothing. */
  | 'flag'
  /** Employee number of the employee whom the record is about. */
  | 'employee'
  /** Employee number of somebody else. */
  | 'person'
  | 'day'
  | 'locale'
  | 'subdivision'
  | 'gender'
  | 'reimbursement'
  | 'receipts'
  /** A decimal that is not negative. */
  | 'amount'
  /** From 1. */
  | 'level'
  /** The documents say that it is not supported: it is not looked at, and counted. */
  | 'ignored'
  /** Documented, but this platform knows nothing of the kind: a line that says something there is rejected. */
  | 'lacking';

export interface Column {
  readonly label: string;
  readonly kind: ColumnKind;
  readonly path: readonly string[];
}

const column =
  (kind: ColumnKind) =>
  (label: string, ...path: string[]): Column => ({ label, kind, path });

export const text = column('text');
export const flag = column('flag');
export const day = column('day');
export const lacking = column('lacking');
export const ignored = column('ignored');
export const special = (kind: ColumnKind, label: string, ...path: string[]): Column => ({ label, kind, path });

export const employee = (label = 'Employee ID'): Column => special('employee', label, 'employeeNumber');
export const future = (count: number): Column[] => Array.from({ length: count }, () => ignored('Future Use'));
export const role = (label: string, code: string): Column => flag(label, 'roles', code);
export const entitlement = (label: string, name: string): Column => flag(label, 'entitlements', name);
export const workflow = (label: string, name: string): Column => flag(label, 'workflowPreferences', name);
export const preference = (label: string, name: string): Column => flag(label, 'userPreferences', name);
export const invoicing = (label: string, name: string): Column => flag(label, 'invoicePreferences', name);
export const approver = (label: string, kind: ApproverKind, primary = true): Column =>
  special('person', label, 'approvers', kind, primary ? 'primary' : 'second');

const numbered = (count: number, make: (number: number) => Column): Column[] =>
  Array.from({ length: count }, (_, index) => make(index + 1));
export const orgUnits = (): Column[] => numbered(6, (at) => text(`Organizational Unit ${at}`, 'custom', `orgUnit${at}`));
export const customs = (): Column[] => numbered(21, (at) => text(`Custom ${at}`, 'custom', `custom${at}`));
export const each = (count: number, make: (number: number) => Column): Column[] => numbered(count, make);

const PARTS: readonly (readonly [string, AddressPart])[] = [
  ['Street Address', 'streetAddress'],
  ['City', 'locality'],
  ['State', 'region'],
  ['Postal Code', 'postalCode'],
  ['Country', 'country'],
];
export const address = (label: string, type: 'home' | 'work'): Column[] =>
  PARTS.map(([part, name]) => text(`${label} ${part}`, 'addresses', type, name));
