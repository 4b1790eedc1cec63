import type { Approver, ApproverLimit, CustomValue, Spending } from '../../../../modules/identity/index.ts';
import type { Document, Json } from '../schema/attribute.ts';
import { DELEGATE_RIGHTS } from './spend-schemas.ts';
import {
  APPROVER,
  APPROVER_LIMIT,
  DELEGATE,
  INVOICE_PREFERENCE,
  PAYROLL,
  ROLE,
  SPEND_USER,
  USER_PREFERENCE,
  WORKFLOW_PREFERENCE,
} from './urns.ts';

/** Where the list items are that a document points at: the origin of the called host. */
export interface SpendFacts {
  readonly origin: string;
}

/** Every extension of a spending user, everything that is set; a section that holds nothing is an empty object. */
export const spendParts = (spending: Spending, facts: SpendFacts): Readonly<Record<string, Document>> => ({
  [SPEND_USER]: userPart(spending, facts),
  [APPROVER]: approverPart(spending.approvers),
  [APPROVER_LIMIT]: limitPart(spending.approverLimits),
  [DELEGATE]: delegatePart(spending),
  [ROLE]: { roles: spending.roles.map(roleToWire) },
  [USER_PREFERENCE]: { ...spending.userPreference },
  [INVOICE_PREFERENCE]: { ...spending.invoicePreference },
  [PAYROLL]: spending.payroll ? { adp: { ...spending.payroll } } : {},
  [WORKFLOW_PREFERENCE]: { ...spending.workflowPreference },
});

const item = (itemId: string | undefined, { origin }: SpendFacts): Document =>
  itemId === undefined ? {} : { syncGuid: itemId, href: `${origin}/list/v4/items/${itemId}` };

const person = (id: string, employeeNumber: string | undefined): Document =>
  employeeNumber === undefined ? { value: id } : { value: id, employeeNumber };

const customToWire = ([id, { value, itemId }]: [string, CustomValue], facts: SpendFacts): Document => ({
  id,
  value,
  ...item(itemId, facts),
});

function userPart({ spend, biManager }: Spending, facts: SpendFacts): Document {
  if (!spend) return {};
  return {
    reimbursementCurrency: spend.reimbursementCurrency,
    reimbursementType: spend.reimbursementType,
    ledgerCode: spend.ledgerCode,
    country: spend.country,
    budgetCountryCode: spend.budgetCountryCode,
    stateProvince: spend.stateProvince,
    locale: spend.locale,
    cashAdvanceAccountCode: spend.cashAdvanceAccountCode,
    testEmployee: spend.testEmployee,
    nonEmployee: spend.nonEmployee,
    biManager: biManager && person(biManager.id, biManager.employeeNumber),
    biHierarchy: spend.biHierarchy && { code: spend.biHierarchy.code, ...item(spend.biHierarchy.itemId, facts) },
    customData: Object.entries(spend.customData).map((slot) => customToWire(slot, facts)),
    officeLocationCountry: spend.officeLocation.country,
    officeLocationStateProvince: spend.officeLocation.stateProvince,
    officeLocationCity: spend.officeLocation.city,
  };
}

const KINDS = ['report', 'cashAdvance', 'request', 'invoice', 'purchaseRequest', 'statement', 'budget'] as const;

const approverPart = (approvers: Spending['approvers']): Document =>
  listed(KINDS, (kind: Approver['kind']) =>
    approvers
      .filter((one) => one.kind === kind)
      .map(({ approverId, employeeNumber, primary }) => ({ approver: person(approverId, employeeNumber), primary })),
  );

/** Those names under which there is something. */
const listed = <Name extends string>(names: readonly Name[], of: (name: Name) => readonly Json[]): Document =>
  Object.fromEntries(names.map((name) => [name, of(name)] as const).filter(([, values]) => values.length > 0));

const AUTHORITY = { costObjectApprover: 'costObject', authorizedApprover: 'authorized' } as const;

const limitPart = (limits: readonly ApproverLimit[]): Document =>
  listed(['costObjectApprover', 'authorizedApprover'] as const, (name) =>
    limits
      .filter(({ authority }) => authority === AUTHORITY[name])
      .map((limit) => ({
        approvalType: limit.approvalType,
        exceptionApprovalAuthority: limit.exceptionAuthority,
        approvalLimit: limit.amount.toNumber(),
        reimbursementCurrency: limit.currency,
        approvalGroup: limit.group,
        level: limit.level,
      })),
  );

const PRODUCT = { expense: 'EXP', payment: 'PMT', purchaseRequest: 'PUR' } as const;

const delegateToWire = (one: Spending['delegates'][number]): Document => ({
  ...Object.fromEntries(DELEGATE_RIGHTS.map((right) => [right, one.permissions.includes(right)])),
  delegate: person(one.delegateId, one.employeeNumber),
  ...(one.temporaryFrom !== undefined && one.temporaryTo !== undefined
    ? {
        temporaryDelegation: {
          temporaryDelegationFromDate: `${one.temporaryFrom}T00:00:00.000Z`,
          temporaryDelegationToDate: `${one.temporaryTo}T00:00:00.000Z`,
        },
      }
    : {}),
});

const delegatePart = ({ delegates }: Spending): Document =>
  listed(['expense', 'payment', 'purchaseRequest'] as const, (name) =>
    delegates.filter(({ product }) => product === PRODUCT[name]).map(delegateToWire),
  );

/** Samples show the groups of a role that can be held in groups, and of no other. */
const roleToWire = ({ code, groups }: Spending['roles'][number]): Document =>
  groups ? { roleName: code, roleGroups: [...groups] } : { roleName: code };
