import { DomainError } from '../../platform/errors.ts';

export class NoEntries extends DomainError<'expense.submit.no-entries'> {
  readonly code = 'expense.submit.no-entries';
  constructor() {
    super('The report has no expenses.', { source: 'reportId' });
  }
}
export class UndefinedExpenseType extends DomainError<'expense.submit.undefined-expense-type'> {
  readonly code = 'expense.submit.undefined-expense-type';
  constructor(entryIds: readonly string[]) {
    super('An expense has an undefined expense type.', { source: 'expenseType', entryIds });
  }
}
/** Fields that the forms of the policy require: error.submit.missing_reqd_fields. */
export class MissingRequiredFields extends DomainError<'expense.submit.missing-fields'> {
  readonly code = 'expense.submit.missing-fields';
  constructor(fieldIds: readonly string[]) {
    super(`Required fields are missing: ${fieldIds.join(', ')}.`, { source: 'formFields', fieldIds });
  }
}
export class MissingAllocationFields extends DomainError<'expense.submit.missing-allocation-fields'> {
  readonly code = 'expense.submit.missing-allocation-fields';
  constructor(fieldIds: readonly string[]) {
    super(`Required fields of allocations are missing: ${fieldIds.join(', ')}.`, { source: 'allocations', fieldIds });
  }
}
/** Blocking exceptions of the report itself. */
export class ReportBlocked extends DomainError<'expense.submit.report-blocked'> {
  readonly code = 'expense.submit.report-blocked';
  constructor(exceptionCodes: readonly string[]) {
    super('The report has exceptions that must be resolved first.', { source: 'exceptions', exceptionCodes });
  }
}
/** Blocking exceptions of at least one entry. */
export class EntryBlocked extends DomainError<'expense.submit.entry-blocked'> {
  readonly code = 'expense.submit.entry-blocked';
  constructor(exceptionCodes: readonly string[]) {
    super('An expense has exceptions that must be resolved first.', { source: 'exceptions', exceptionCodes });
  }
}
/** Lodging that must be itemised, and is not. */
export class LodgingNotItemized extends DomainError<'expense.submit.lodging-not-itemized'> {
  readonly code = 'expense.submit.lodging-not-itemized';
  constructor(entryIds: readonly string[]) {
    super('A lodging expense is not itemized.', { source: 'expenseId', entryIds });
  }
}
/** Another expense whose type wants itemizations. */
export class NotItemized extends DomainError<'expense.submit.not-itemized'> {
  readonly code = 'expense.submit.not-itemized';
  constructor(entryIds: readonly string[]) {
    super('An expense must be itemized.', { source: 'expenseId', entryIds });
  }
}
export class ItemizationsDiffer extends DomainError<'expense.submit.itemizations-differ'> {
  readonly code = 'expense.submit.itemizations-differ';
  constructor(entryIds: readonly string[]) {
    super('The itemizations of an expense do not add up to its amount.', { source: 'expenseId', entryIds });
  }
}
export class InvalidAttendeeType extends DomainError<'expense.submit.invalid-attendee-type'> {
  readonly code = 'expense.submit.invalid-attendee-type';
  constructor(entryIds: readonly string[]) {
    super('An expense has an attendee whose type is no longer in use.', { source: 'attendees', entryIds });
  }
}
export class AlreadySubmitted extends DomainError<'expense.submit.already-submitted'> {
  readonly code = 'expense.submit.already-submitted';
  constructor() {
    super('The report has already been submitted.', { source: 'reportId' });
  }
}
export class CannotSubmitAsDelegate extends DomainError<'expense.submit.not-as-delegate'> {
  readonly code = 'expense.submit.not-as-delegate';
  constructor() {
    super('The delegate may neither submit nor prepare reports for this user.', { source: 'userId' });
  }
}
export class OwnReport extends DomainError<'expense.approve.own-report'> {
  readonly code = 'expense.approve.own-report';
  constructor() {
    super('You cannot approve your own report.', { source: 'userId' });
  }
}
/** The amounts of an expense's attendees do not add up to the expense. */
export class AttendeeTotalsWrong extends DomainError<'expense.approve.attendee-totals'> {
  readonly code = 'expense.approve.attendee-totals';
  constructor(entryIds: readonly string[]) {
    super('The amounts of the attendees do not add up to the amount of the expense.', { source: 'attendees', entryIds });
  }
}
export class StatusUnknown extends DomainError<'expense.approve.status-unknown'> {
  readonly code = 'expense.approve.status-unknown';
  constructor(statusId: string) {
    super('The status is not one that this transition can give.', { source: 'statusId', statusId });
  }
}
/** Fields of allocations that the form asks for by now: error.workflow.missing_alloc_reqd_fields. */
export class AllocationFieldsToApprove extends DomainError<'expense.approve.missing-allocation-fields'> {
  readonly code = 'expense.approve.missing-allocation-fields';
  constructor(fieldIds: readonly string[]) {
    super(`Required fields of allocations are missing: ${fieldIds.join(', ')}.`, { source: 'allocations', fieldIds });
  }
}
/** The step is one that looks at receipts, and not all have been. */
export class ReceiptReviewIncomplete extends DomainError<'expense.approve.receipts-not-reviewed'> {
  readonly code = 'expense.approve.receipts-not-reviewed';
  constructor(entryIds: readonly string[]) {
    super('Not all receipts of the report have been reviewed, as this step requires.', { source: 'expenseId', entryIds });
  }
}
/** Blocking exceptions arose after the submission. */
export class StepBlocked extends DomainError<'expense.approve.blocked'> {
  readonly code = 'expense.approve.blocked';
  constructor(exceptionCodes: readonly string[]) {
    super('The report has exceptions that must be resolved before it moves on.', { source: 'exceptions', exceptionCodes });
  }
}
/** Entries are rejected and nobody says why. */
export class RejectedCommentRequired extends DomainError<'expense.approve.rejected-comment-required'> {
  readonly code = 'expense.approve.rejected-comment-required';
  constructor() {
    super('Some of the expenses are rejected; expenseRejectedComment says why.', { source: 'expenseRejectedComment' });
  }
}
/** A report without entries cannot move on: it is to be sent back. */
export class AllRejected extends DomainError<'expense.approve.all-rejected'> {
  readonly code = 'expense.approve.all-rejected';
  constructor() {
    super('Every expense is rejected, so nothing is left to approve: send the report back.', { source: 'action' });
  }
}
/** Nothing is pending: not submitted, or already through. */
export class NothingPending extends DomainError<'expense.approve.not-pending'> {
  readonly code = 'expense.approve.not-pending';
  constructor() {
    super('The report waits at no workflow step, so the action is invalid.', { source: 'action' });
  }
}
export class CannotRecall extends DomainError<'expense.recall.not-possible'> {
  readonly code = 'expense.recall.not-possible';
  constructor() {
    super('The report cannot be recalled.', { source: 'reportId' });
  }
}
/** The newest comment was written before the last submission, or is someone else's: api-reference/expense/expense-report/v4.comments. */
export class CommentLocked extends DomainError<'expense.comment.locked'> {
  readonly code = 'expense.comment.locked';
  constructor() {
    super('The newest comment can no longer be changed.', { source: 'comment' });
  }
}
/** What is owed to whoever paid has no account to clear it: api-explorer Reports v4, submit and approve. */
export class NoClearingCode extends DomainError<'expense.approve.no-clearing-code'> {
  readonly code = 'expense.approve.no-clearing-code';
  constructor(paymentType: string) {
    super('Either the credit card account or the payment type is missing a clearing account code.', {
      source: 'paymentType',
      paymentType,
    });
  }
}
/** Not approved, or at another point of its payment. */
export class PaymentNotPossible extends DomainError<'expense.payment.not-possible'> {
  readonly code = 'expense.payment.not-possible';
  constructor(action: string, paymentStatus: string, allowed: readonly string[]) {
    super(`Only an approved report with the payment status ${allowed.join(' or ')} allows this.`, {
      source: 'paymentStatus',
      action,
      paymentStatus,
    });
  }
}
/** api-reference/expense/expense-report/post-report-workflow-action: not until every entry is extracted or paid by hand. */
export class NotExtracted extends DomainError<'expense.payment.not-extracted'> {
  readonly code = 'expense.payment.not-extracted';
  constructor() {
    super('The report has expenses that are neither extracted nor manually paid.', { source: 'reportId' });
  }
}
/** A financial system has it: holding the payment back would come too late. */
export class AlreadyExtracted extends DomainError<'expense.payment.extracted'> {
  readonly code = 'expense.payment.extracted';
  constructor() {
    super('The report has been extracted for payment already.', { source: 'reportId' });
  }
}

/** What stops a report on its way from its owner to its payment. */
export type WayRefusal =
  | NoEntries
  | UndefinedExpenseType
  | MissingRequiredFields
  | MissingAllocationFields
  | ReportBlocked
  | EntryBlocked
  | LodgingNotItemized
  | NotItemized
  | ItemizationsDiffer
  | InvalidAttendeeType
  | AlreadySubmitted
  | CannotSubmitAsDelegate
  | OwnReport
  | AttendeeTotalsWrong
  | StatusUnknown
  | AllocationFieldsToApprove
  | ReceiptReviewIncomplete
  | StepBlocked
  | RejectedCommentRequired
  | AllRejected
  | NothingPending
  | CannotRecall
  | CommentLocked
  | NoClearingCode
  | PaymentNotPossible
  | NotExtracted
  | AlreadyExtracted;
