import { isDeepStrictEqual } from 'node:util';
import type { Approver, Delegation, DelegationProduct } from '../approval/approval.ts';
import type { ApproverLimit } from '../approval/approver-limit.ts';
import type { PersonReference } from '../user/person-reference.ts';
import type { RoleAssignment } from '../user/user.ts';
import type { Entitlement } from '../vocabulary.ts';
import type { InvoicePreference, UserPreference, WorkflowPreference } from './preferences.ts';
import type { Payroll, SpendChange, SpendProfile } from './spend-profile.ts';

/** Somebody who is named, with the number that the company knows them by. */
interface Numbered {
  readonly employeeNumber?: string;
}

/** Everything that spending knows of a user. */
export interface Spending {
  readonly userId: string;
  readonly companyId: string;
  readonly active: boolean;
  readonly entitlements: readonly Entitlement[];
  readonly version: number;
  readonly updatedAt: Date;
  /** Undefined for who does not spend. */
  readonly spend: SpendProfile | undefined;
  readonly biManager: (Numbered & { readonly id: string }) | undefined;
  readonly payroll: Payroll | undefined;
  readonly approvers: readonly (Approver & Numbered)[];
  readonly approverLimits: readonly ApproverLimit[];
  /** Those who may act for the user. */
  readonly delegates: readonly (Delegation & Numbered)[];
  /** As assigned, with those that follow an entitlement, as far as spending shows them. */
  readonly roles: readonly RoleAssignment[];
  /** Assigned roles that spending does not show. */
  readonly otherRoles: readonly RoleAssignment[];
  readonly userPreference: UserPreference | undefined;
  /** Undefined also for who has chosen none. */
  readonly invoicePreference: InvoicePreference | undefined;
  readonly workflowPreference: WorkflowPreference | undefined;
}

export interface NewApprover extends Omit<Approver, 'approverId'> {
  readonly approver: PersonReference;
}
export interface NewDelegate extends Omit<Delegation, 'delegatorId' | 'delegateId'> {
  readonly delegate: PersonReference;
}

/** Sections that change; one that is left out stays, null and the empty list empty it. All but `spend` are replaced whole. */
export interface SpendingChange {
  readonly userId: string;
  /** Members left out stay. Null puts the required ones back to the company's defaults and empties everything else, all sections included. */
  readonly spend?: SpendChange | null;
  readonly payroll?: Payroll | null;
  readonly approvers?: readonly NewApprover[];
  readonly approverLimits?: readonly ApproverLimit[];
  /** Of expense, payment and purchase request; delegates for other products stay. */
  readonly delegates?: readonly NewDelegate[];
  /** Roles that spending does not show (CompanyAdmin ...) stay, and so do those that follow an entitlement. */
  readonly roles?: readonly RoleAssignment[];
  /** A processor's access to reports stays when it is left out: it cannot be taken back. */
  readonly userPreference?: Partial<UserPreference> | null;
  readonly invoicePreference?: Partial<InvoicePreference> | null;
  readonly workflowPreference?: Partial<WorkflowPreference> | null;
}

/** The products whose delegates the spend profile shows. */
export const SPEND_PRODUCTS: ReadonlySet<DelegationProduct> = new Set(['EXP', 'PMT', 'PUR']);

const OFFICE = { country: 'officeLocationCountry', stateProvince: 'officeLocationStateProvince', city: 'officeLocationCity' };
const SECTION: Readonly<Partial<Record<keyof SpendProfile, string>>> = {
  payroll: 'Payroll',
  userPreferences: 'UserPreference',
  invoicePreferences: 'InvoicePreference',
  workflowPreferences: 'WorkflowPreference',
};

/** Paths of what differs between two profiles, as events name them: attributes of the profile, other extensions as a whole. */
export function profilePaths(before: SpendProfile | undefined, after: SpendProfile | undefined): string[] {
  return differing(before, after).flatMap((name) => {
    if (name === 'customData')
      return differing(before?.customData, after?.customData).map((slot) => `User:customData[id eq "${slot}"].value`);
    if (name === 'officeLocation')
      return differing(before?.officeLocation, after?.officeLocation).map(
        (part) => `User:${OFFICE[part as keyof typeof OFFICE]}`,
      );
    if (name === 'biManagerId') return ['User:biManager'];
    return [SECTION[name as keyof SpendProfile] ?? `User:${name}`];
  });
}

/** The same of everything that spending knows. */
export function spendingPaths(before: Spending, after: Spending): string[] {
  const sections = [
    ['Approver', before.approvers, after.approvers],
    ['ApproverLimit', before.approverLimits, after.approverLimits],
    ['Delegate', before.delegates, after.delegates],
    ['Role', rolesIn(before), rolesIn(after)],
  ] as const;
  return [
    ...profilePaths(before.spend, after.spend),
    // Amounts are compared as they are written.
    ...sections.filter(([, was, is]) => JSON.stringify(was) !== JSON.stringify(is)).map(([name]) => name),
  ];
}

const rolesIn = ({ roles, otherRoles }: Spending) => [...roles, ...otherRoles];

const differing = (a: object | undefined, b: object | undefined): string[] =>
  [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].filter(
    (name) => !isDeepStrictEqual((a as Record<string, unknown>)?.[name], (b as Record<string, unknown>)?.[name]),
  );
