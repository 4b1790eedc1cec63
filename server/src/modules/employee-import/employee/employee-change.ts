import type {
  AddressType,
  ApprovalType,
  ApproverKind,
  DelegationPermission,
  DelegationProduct,
  EmailType,
  Entitlement,
  LimitAuthority,
  PhoneType,
  UserName,
} from '../../identity/index.ts';

/** Null empties; a member that is left out stays as it is. */
export type Text = string | null;
type Texts<Name extends string> = Partial<Record<Name, Text>>;

export type NamePart = Exclude<keyof UserName, 'familyNamePrefix' | 'academicTitle'>;
export type Detail = 'nickName' | 'title' | 'dateOfBirth' | 'gender';
export type AddressPart = 'streetAddress' | 'locality' | 'region' | 'postalCode' | 'country';
export type SpendPart =
  | 'locale'
  | 'country'
  | 'stateProvince'
  | 'ledgerCode'
  | 'reimbursementCurrency'
  | 'cashAdvanceAccountCode'
  | 'reimbursementType';
/** Rule class and org unit by name. */
export type TravelPart = 'travelNameRemark' | 'travelCrsName' | 'ruleClass' | 'orgUnit';
export type PayrollPart = 'employeeFileNumber' | 'companyCode' | 'deductionCode';
export type Preferences = Readonly<Record<string, boolean | string>>;

export interface ApproverChange {
  readonly kind: ApproverKind;
  readonly primary: boolean;
  /** The approver's; null takes the approver away. */
  readonly employeeNumber: Text;
}

export interface DelegateChange {
  readonly employeeNumber: string;
  readonly product: DelegationProduct;
  /** Those that are not named here stay as they are. */
  readonly permissions: Partial<Record<DelegationPermission, boolean>>;
  readonly temporaryFrom?: Text;
  readonly temporaryTo?: Text;
}

export interface LimitChange {
  readonly authority: LimitAuthority;
  readonly approvalType: ApprovalType;
  /** A node of the approval hierarchy; empty is the Global group. */
  readonly group: string;
  readonly exceptionAuthority: boolean;
  /** A decimal, as it was written. */
  readonly amount: string;
  readonly currency: string;
  readonly level?: number;
}

/** What the older ways of keeping employees say of one of them, in the terms of the domain. The employee number is the key. */
export interface EmployeeChange {
  readonly employeeNumber: string;
  /** Of a new employee; an existing one must have it. */
  readonly login?: string;
  readonly newEmployeeNumber?: string;
  readonly newLogin?: string;
  readonly active?: boolean;
  readonly nonEmployee?: boolean;
  readonly name?: Texts<NamePart>;
  readonly details?: Texts<Detail>;
  readonly emails?: Texts<EmailType>;
  readonly phones?: Texts<PhoneType>;
  readonly addresses?: Partial<Record<AddressType, Texts<AddressPart>>>;
  readonly spend?: Texts<SpendPart>;
  readonly travel?: Texts<TravelPart>;
  /** Slot -> value: custom1, orgUnit1 ... */
  readonly custom?: Readonly<Record<string, Text>>;
  readonly payroll?: Texts<PayrollPart>;
  readonly userPreferences?: Preferences;
  readonly workflowPreferences?: Preferences;
  readonly invoicePreferences?: Preferences;
  readonly entitlements?: Partial<Record<Entitlement, boolean>>;
  /** Role -> whether it is held. */
  readonly roles?: Readonly<Record<string, boolean>>;
  readonly approvers?: readonly ApproverChange[];
  readonly biManager?: Text;
  /** Who approves travel. */
  readonly travelManager?: Text;
  readonly delegates?: readonly DelegateChange[];
  /** Limits up to which the employee approves; others of it stay. */
  readonly limits?: readonly LimitChange[];
}

export type Outcome = 'created' | 'updated' | 'unchanged';

const sameApprover = (a: ApproverChange, b: ApproverChange): boolean => a.kind === b.kind && a.primary === b.primary;
const sameDelegate = (a: DelegateChange, b: DelegateChange): boolean =>
  a.product === b.product && a.employeeNumber === b.employeeNumber;

/** Whether two limits are for the same approvals. */
export const sameLimit = (
  a: Pick<LimitChange, 'authority' | 'approvalType' | 'group' | 'level'>,
  b: Pick<LimitChange, 'authority' | 'approvalType' | 'group' | 'level'>,
): boolean => a.authority === b.authority && a.approvalType === b.approvalType && a.group === b.group && a.level === b.level;

/** Two changes of one employee as one; where both speak of a thing the second counts. */
export function mergeChanges(first: EmployeeChange, second: EmployeeChange): EmployeeChange {
  const approvers = [...(second.approvers ?? [])];
  const delegates = [...(second.delegates ?? [])];
  const limits = [...(second.limits ?? [])];
  return {
    ...(mergeObjects(first, second) as EmployeeChange),
    approvers: [...(first.approvers ?? []).filter((one) => !approvers.some((other) => sameApprover(one, other))), ...approvers],
    limits: [...(first.limits ?? []).filter((one) => !limits.some((other) => sameLimit(one, other))), ...limits],
    delegates: [...(first.delegates ?? []).filter((one) => !delegates.some((other) => sameDelegate(one, other))), ...delegates],
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function mergeObjects(first: object, second: object): object {
  const merged: Record<string, unknown> = { ...first };
  for (const [name, value] of Object.entries(second)) {
    const before = merged[name];
    merged[name] = isObject(before) && isObject(value) ? mergeObjects(before, value) : value;
  }
  return merged;
}
