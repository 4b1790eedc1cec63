import type { DomainError } from '../../../platform/errors.ts';
import {
  AlreadySubmitted,
  CannotRecall,
  EntryBlocked,
  ItemizationsDiffer,
  LodgingNotItemized,
  NoEntries,
  NotEditable,
  NotItemized,
  NothingPending,
  ReportBlocked,
  ReportPaid,
  UndefinedExpenseType,
} from '../errors.ts';
import { paymentRefusal, type PaymentAction } from '../payment/payment.ts';
import type { ApprovalStatus, PaymentStatus, ReceiptStatus, ReportFlags } from '../types.ts';

/** The state of a report, apart from where it stands in its workflow. */
export interface ReportState {
  readonly approvalStatus: ApprovalStatus;
  readonly paymentStatus: PaymentStatus;
  readonly isSentBack: boolean;
  readonly isEverSentBack: boolean;
  readonly isPendingDelegatorReview: boolean;
  /** A step of its workflow is pending. */
  readonly isPending: boolean;
  /** The step lets the owner take it back. */
  readonly isRecallable: boolean;
}

export const NEW_REPORT: ReportState = {
  approvalStatus: 'A_NOTF',
  paymentStatus: 'P_NOTP',
  isSentBack: false,
  isEverSentBack: false,
  isPendingDelegatorReview: false,
  isPending: false,
  isRecallable: false,
};

/** What becomes of a report that has passed its workflow, and of one that goes back. */
export const OUTCOMES = { passed: 'A_APPR', returned: 'A_RESU' } as const;

/** The expense type of an entry whose kind of expense has yet to be chosen. */
export const UNDEFINED_TYPE = 'UNDEF';

export type ReportAction =
  | 'edit'
  | 'edit-submitted'
  | 'delete'
  | 'submit'
  | 'recall'
  | 'approve'
  | 'send-back'
  | 'comment'
  | PaymentAction;

export const isSubmitted = (state: ReportState): boolean =>
  state.approvalStatus !== 'A_NOTF' && state.approvalStatus !== 'A_RESU';
/** Submitted, and through its workflow. */
export const hasPassed = (state: ReportState): boolean => isSubmitted(state) && !state.isPending;
const isPaid = (state: ReportState): boolean => state.paymentStatus === 'P_PAID' || state.paymentStatus === 'P_PAYC';
const isEditable = (state: ReportState): boolean => !isPaid(state) && !isSubmitted(state);
const isInPayment = (state: ReportState): boolean => state.paymentStatus === 'P_PROC' || isPaid(state);

/** Why a report in this state refuses an action, whoever asks; undefined when it does not. */
export const stateRefusal = (state: ReportState, action: ReportAction): DomainError | undefined => REFUSALS[action](state);

type Refusal = (state: ReportState) => DomainError | undefined;
const toOwner: Refusal = (state) => {
  if (isEditable(state)) return undefined;
  return isPaid(state) ? new ReportPaid() : new NotEditable(state.approvalStatus);
};
const untilPaid: Refusal = (state) => (isPaid(state) ? new ReportPaid() : undefined);
const atStep: Refusal = (state) => {
  if (isInPayment(state)) return new ReportPaid();
  return state.isPending ? undefined : new NothingPending();
};
const REFUSALS: Readonly<Record<ReportAction, Refusal>> = {
  edit: toOwner,
  delete: toOwner,
  'edit-submitted': untilPaid,
  comment: untilPaid,
  submit: (state) => (isSubmitted(state) ? new AlreadySubmitted() : undefined),
  recall: (state) => (canRecall(state) ? undefined : new CannotRecall()),
  approve: atStep,
  'send-back': atStep,
  process: (state) => paymentRefusal(state, 'process'),
  hold: (state) => paymentRefusal(state, 'hold'),
  release: (state) => paymentRefusal(state, 'release'),
  pay: (state) => paymentRefusal(state, 'pay'),
  confirm: (state) => paymentRefusal(state, 'confirm'),
};

/** From submission until the last approval, where the step allows it. */
export const canRecall = (state: ReportState): boolean =>
  isSubmitted(state) && state.isPending && state.isRecallable && !isInPayment(state);

/** An entry that is to be submitted, or an itemization of one. */
export interface SubmittedEntry {
  readonly id: string;
  readonly expenseTypeId: string;
  readonly typeCode: string;
  readonly mustItemize: boolean;
  readonly itemizationCount: number;
  /** What the itemizations lack of the amount or exceed it by; zero where there are none. */
  readonly isOff: boolean;
}

/** What a submit looks at besides the state. */
export interface SubmitFacts {
  readonly entries: readonly SubmittedEntry[];
  readonly blocking: readonly { readonly code: string; readonly entryId: string | null }[];
}

/** The first thing that stands in the way of a submission: api-reference/expense/expense-report/v4.workflows and post-report-submission. */
export function submitRefusal(state: ReportState, facts: SubmitFacts): DomainError | undefined {
  const refusal = stateRefusal(state, 'submit');
  if (refusal) return refusal;
  if (facts.entries.length === 0) return new NoEntries();
  const undefinedTypes = facts.entries.filter((entry) => entry.expenseTypeId === UNDEFINED_TYPE);
  if (undefinedTypes.length > 0) return new UndefinedExpenseType(undefinedTypes.map((entry) => entry.id));
  const itemization = itemizationRefusal(facts.entries);
  if (itemization) return itemization;
  if (facts.blocking.length === 0) return undefined;
  const codes = [...new Set(facts.blocking.map((exception) => exception.code))];
  return facts.blocking.some((exception) => exception.entryId !== null) ? new EntryBlocked(codes) : new ReportBlocked(codes);
}

/** Lodging has a refusal of its own. */
function itemizationRefusal(entries: readonly SubmittedEntry[]): DomainError | undefined {
  const idsOf = (which: (entry: SubmittedEntry) => boolean): string[] => entries.filter(which).map(({ id }) => id);
  const isBare = (entry: SubmittedEntry): boolean => entry.mustItemize && entry.itemizationCount === 0;
  const lodging = idsOf((entry) => isBare(entry) && entry.typeCode === 'LODGING');
  if (lodging.length > 0) return new LodgingNotItemized(lodging);
  const bare = idsOf(isBare);
  if (bare.length > 0) return new NotItemized(bare);
  const off = idsOf((entry) => entry.isOff);
  return off.length > 0 ? new ItemizationsDiffer(off) : undefined;
}

/** At the first step of its workflow; `firstStatus` is null where none stops it. */
export const submitted = (state: ReportState, firstStatus: ApprovalStatus | null, isRecallable = true): ReportState => ({
  ...approved(state, firstStatus, isRecallable),
  isSentBack: false,
  isPendingDelegatorReview: false,
});

/** A delegate who may not submit has finished: the owner looks it over. */
export const handedToOwner = (state: ReportState): ReportState => ({ ...state, isPendingDelegatorReview: true });

/** `nextStatus` is null after the last step: the report is approved and awaits payment. */
export const approved = (state: ReportState, nextStatus: ApprovalStatus | null, isRecallable = true): ReportState => ({
  ...state,
  approvalStatus: nextStatus ?? OUTCOMES.passed,
  isPending: nextStatus !== null,
  isRecallable: nextStatus !== null && isRecallable,
});

/** Its time at a step is over: it waits on. */
export const expired = (state: ReportState, status: ApprovalStatus): ReportState => ({ ...state, approvalStatus: status });

export const sentBack = (state: ReportState): ReportState => ({
  ...state,
  approvalStatus: OUTCOMES.returned,
  isSentBack: true,
  isEverSentBack: true,
  isPending: false,
  isRecallable: false,
});

export const recalled = (state: ReportState): ReportState => ({
  ...state,
  approvalStatus: OUTCOMES.returned,
  isPending: false,
  isRecallable: false,
});

/** What of the entries' receipts a report's flags tell. */
export interface ReceiptFacts {
  readonly imagesRequired: number;
  /** Required, and not there. */
  readonly imagesMissing: number;
  readonly images: number;
  readonly hasReportImage: boolean;
  readonly isPaperReceived: boolean;
}

/** The documents are silent on paper: no policy here asks for it, so it is received or not required. */
export function reportFlags(state: ReportState, receipts: ReceiptFacts): ReportFlags {
  const isRequired = receipts.imagesRequired > 0;
  const hasImage = receipts.images > 0 || receipts.hasReportImage;
  const editable = isEditable(state);
  return {
    isSubmitted: isSubmitted(state),
    canRecall: canRecall(state),
    canReopen: false,
    canAddExpense: editable,
    canDelete: editable,
    isReceiptImageRequired: isRequired,
    isReceiptImageAvailable: hasImage,
    isPaperReceiptRequired: false,
    defaultFieldAccess: editable ? 'RW' : 'RO',
    receiptStatus: receiptStatus(false, receipts.isPaperReceived),
    imageStatus: receiptStatus(isRequired, isRequired ? receipts.imagesMissing === 0 || receipts.hasReportImage : hasImage),
  };
}

const receiptStatus = (isRequired: boolean, isReceived: boolean): ReceiptStatus => {
  if (isRequired) return isReceived ? 'RECEIVED' : 'NOT_RECEIVED';
  return isReceived ? 'RECEIVED_NOT_REQUIRED' : 'NOT_REQUIRED';
};
