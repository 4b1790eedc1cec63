import type { ContextType } from '../types.ts';

export type Operation =
  | 'read-report'
  | 'create-report'
  | 'edit-report'
  | 'delete-report'
  | 'edit-submitted'
  | 'submit'
  | 'recall'
  | 'approve'
  | 'send-back'
  | 'read-entries'
  | 'read-entry'
  | 'edit-entry'
  | 'read-comments'
  | 'add-comment'
  | 'change-comment'
  | 'read-exceptions'
  | 'change-exceptions'
  | 'list-reports'
  | 'list-approvals'
  | 'pay'
  | 'read-journal';

/** The contexts in which each operation exists: the parameter tables of the v4 pages. Empty: only without a user. */
export const CONTEXTS: Readonly<Record<Operation, readonly ContextType[]>> = {
  'read-report': ['TRAVELER', 'MANAGER', 'PROCESSOR', 'PROXY'],
  'create-report': ['TRAVELER', 'PROXY'],
  'edit-report': ['TRAVELER', 'PROXY'],
  'delete-report': ['TRAVELER', 'PROXY'],
  'edit-submitted': [],
  submit: ['TRAVELER', 'PROXY'],
  recall: ['TRAVELER', 'PROXY'],
  approve: ['MANAGER'],
  'send-back': ['MANAGER'],
  'read-entries': ['TRAVELER', 'PROXY'],
  'read-entry': ['TRAVELER', 'MANAGER', 'PROXY'],
  'edit-entry': ['TRAVELER', 'PROXY'],
  'read-comments': ['TRAVELER', 'MANAGER', 'PROXY'],
  'add-comment': ['TRAVELER', 'MANAGER', 'PROXY'],
  'change-comment': ['TRAVELER', 'PROXY'],
  'read-exceptions': ['TRAVELER', 'MANAGER', 'PROXY'],
  'change-exceptions': [],
  'list-reports': ['TRAVELER', 'PROXY'],
  'list-approvals': ['MANAGER'],
  pay: [],
  'read-journal': [],
};

/** What someone is to a report. */
export type Capacity = 'owner' | 'proxy' | 'approver' | 'processor' | 'administrator' | 'company';

const READING: readonly Operation[] = ['read-report', 'read-entries', 'read-entry', 'read-comments', 'read-exceptions'];
const OWNING: readonly Operation[] = [
  ...READING,
  'create-report',
  'edit-report',
  'delete-report',
  'submit',
  'recall',
  'edit-entry',
  'add-comment',
  'change-comment',
  'list-reports',
];
const APPROVING: readonly Operation[] = [...READING, 'approve', 'send-back', 'add-comment', 'list-approvals'];
const PAYING: readonly Operation[] = ['pay', 'read-journal'];

/** What each capacity may do where the path names no context. A report's state may still refuse it. */
export const MAY: Readonly<Record<Capacity, ReadonlySet<Operation>>> = {
  owner: new Set(OWNING),
  proxy: new Set(OWNING),
  approver: new Set(APPROVING),
  processor: new Set([...APPROVING, ...PAYING]),
  administrator: new Set([...OWNING, ...PAYING, 'approve', 'send-back']),
  company: new Set([...OWNING, ...PAYING, 'approve', 'send-back', 'edit-submitted', 'change-exceptions']),
};

/** Roles that open the data of everyone in the company to the older APIs. */
const ADMINISTRATORS = ['SHD_WEB_SERVICES_ADMIN', 'CompanyAdmin'];
export const isAdministrator = (roles: ReadonlySet<string>): boolean => ADMINISTRATORS.some((role) => roles.has(role));
export const isProcessor = (roles: ReadonlySet<string>): boolean => roles.has('EXP_PROCESSOR');
/** Steps at which whoever has the role of a processor may act. */
export const isForProcessors = (stepRole: string | null): boolean => stepRole === 'ACCT_CLERK' || stepRole === 'RECEIPT_HOLD';
export const isProxy = (roles: ReadonlySet<string>): boolean => roles.has('EXP_PROXY_USER');

/** What a delegator allows a delegate. */
export interface DelegateRights {
  readonly canPrepare: boolean;
  readonly canSubmit: boolean;
  readonly canApprove: boolean;
  readonly canViewReceipts: boolean;
}

/** Whether a delegate may do this for the owner or approver whose place it takes. A submit is decided later: see submit-report. */
export function delegateMay(rights: DelegateRights, capacity: 'owner' | 'approver', operation: Operation): boolean {
  if (capacity === 'approver') return rights.canApprove;
  if (READING.includes(operation) || operation === 'list-reports')
    return rights.canPrepare || rights.canSubmit || rights.canViewReceipts;
  if (operation === 'submit') return true;
  if (operation === 'recall') return rights.canSubmit;
  return rights.canPrepare;
}

/** Which exceptions each capacity is shown. */
export const seesVisibility = (capacity: Capacity, visibility: 'ALL' | 'APPROVER_PROCESSOR' | 'PROCESSOR'): boolean => {
  if (visibility === 'ALL') return true;
  if (capacity === 'owner' || capacity === 'proxy') return false;
  return visibility === 'APPROVER_PROCESSOR' || capacity !== 'approver';
};
