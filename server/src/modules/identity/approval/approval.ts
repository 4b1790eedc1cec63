import type { ApproverKind, DelegationProduct } from '../tables.ts';

export type { ApproverKind, DelegationProduct } from '../tables.ts';

export interface Approver {
  readonly kind: ApproverKind;
  readonly approverId: string;
  readonly primary: boolean;
}

export const DELEGATION_PERMISSIONS = [
  'canApprove',
  'canApproveTemporary',
  'canPrepare',
  'canPrepareForApproval',
  'canReceiveApprovalEmail',
  'canReceiveEmail',
  'canSubmit',
  'canSubmitTravelRequest',
  'canUseBi',
  'canViewReceipt',
] as const;
export type DelegationPermission = (typeof DELEGATION_PERMISSIONS)[number];

/** Who may act for whom in a product. The days bound `canApproveTemporary` alone, both included. */
export interface Delegation {
  readonly delegatorId: string;
  readonly delegateId: string;
  readonly product: DelegationProduct;
  readonly permissions: readonly DelegationPermission[];
  /** YYYY-MM-DD. */
  readonly temporaryFrom?: string;
  readonly temporaryTo?: string;
}

/** What a delegation lets the delegate do on a day: a temporary approver approves within its days only. */
export function permits(delegation: Delegation, permission: DelegationPermission, today: string): boolean {
  if (delegation.permissions.includes(permission)) return permission !== 'canApproveTemporary' || inWindow(delegation, today);
  return permission === 'canApprove' && delegation.permissions.includes('canApproveTemporary') && inWindow(delegation, today);
}

const inWindow = ({ temporaryFrom, temporaryTo }: Delegation, today: string): boolean =>
  temporaryFrom !== undefined && temporaryTo !== undefined && temporaryFrom <= today && today <= temporaryTo;

/** Kind of approval -> the role that an approver of it holds. The kinds left out ask for none. */
export const APPROVER_ROLE: Readonly<Partial<Record<ApproverKind, string>>> = {
  report: 'EXP_APPROVER',
  cashAdvance: 'EXP_APPROVER',
  request: 'REQ_APPROVER',
  invoice: 'INV_APPROVER',
  purchaseRequest: 'INV_PURCH_REQ_APPROVER',
  statement: 'STATEMENT_APPROVER',
  budget: 'SHD_BUDGET_APPROVER',
};

/** Only these kinds know approvers beside the primary one. */
export const KINDS_WITH_SECOND: ReadonlySet<ApproverKind> = new Set(['report', 'request']);

/** Product -> the role that delegator and delegate both hold. */
export const PRODUCT_ROLE: Readonly<Partial<Record<DelegationProduct, string>>> = {
  EXP: 'EXP_USER',
  PMT: 'INV_PMT_USER',
  PUR: 'INV_PURCH_REQ_USER',
  REQ: 'REQ_USER',
};
