import { normalizeCurrency, type Decimal } from '../../../platform/money/money.ts';
import { UserInvalid } from '../errors.ts';

export const APPROVAL_TYPES = ['report', 'request', 'purchaseRequest', 'payment'] as const;
export type ApprovalType = (typeof APPROVAL_TYPES)[number];
export type LimitAuthority = 'authorized' | 'costObject';

/** Up to which amount somebody approves what, for whom. */
export interface ApproverLimit {
  readonly authority: LimitAuthority;
  readonly approvalType: ApprovalType;
  readonly exceptionAuthority: boolean;
  /** The upper bound, included. */
  readonly amount: Decimal;
  readonly currency: string;
  /** A node of the approval hierarchy; empty is the Global group. */
  readonly group: string;
  /** In which order such approvers decide. */
  readonly level?: number;
}

/** Kind of approval -> the role that a limit for it needs. */
const ROLE_OF_TYPE: Readonly<Record<ApprovalType, string>> = {
  report: 'EXP_APPROVER',
  request: 'REQ_APPROVER',
  purchaseRequest: 'INV_PURCH_REQ_APPROVER',
  payment: 'INV_APPROVER',
};

/** Where a limit stands among those of its authority, as a path. */
export const placeOfLimit = (limits: readonly ApproverLimit[], at: number): string => {
  const authority = limits[at]?.authority;
  return `approverLimits.${authority}[${limits.slice(0, at).filter((limit) => limit.authority === authority).length}]`;
};

/** @throws UserInvalid for a limit that its holder has no role for, or that cannot be one */
export function checkLimits(limits: readonly ApproverLimit[], roles: ReadonlySet<string>): void {
  const seen = new Set<string>();
  const issues = limits.flatMap((limit, at) => {
    const path = placeOfLimit(limits, at);
    const key = [limit.authority, limit.approvalType, limit.group, limit.level ?? 0].join('\n');
    const twice = seen.has(key);
    seen.add(key);
    const needed = ROLE_OF_TYPE[limit.approvalType];
    const found: [boolean, string, string][] = [
      [!APPROVAL_TYPES.includes(limit.approvalType), 'approvalType', `must be one of ${APPROVAL_TYPES.join(', ')}`],
      [needed !== undefined && !roles.has(needed), 'approvalType', `needs the role ${needed}`],
      [limit.amount.lt(0), 'approvalLimit', 'must not be negative'],
      [normalizeCurrency(limit.currency) !== limit.currency, 'reimbursementCurrency', 'must be a currency, ISO 4217'],
      [limit.level !== undefined && (!Number.isInteger(limit.level) || limit.level < 1), 'level', 'must be at least 1'],
      [twice, 'approvalGroup', 'has a limit of this kind and level already'],
    ];
    return found.filter(([wrong]) => wrong).map(([, member, message]) => ({ path: `${path}.${member}`, rule: 'limit', message }));
  });
  if (issues.length > 0) throw new UserInvalid(issues);
}
