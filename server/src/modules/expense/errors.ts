import { DomainError } from '../../platform/errors.ts';
import type { WayRefusal } from './way-errors.ts';

export * from './way-errors.ts';

export class ReportNotFound extends DomainError<'expense.report.not-found'> {
  readonly code = 'expense.report.not-found';
  constructor() {
    super('The report does not exist.', { source: 'reportId' });
  }
}
/** An image and the declaration that there is none exclude each other. */
export class ReceiptDeclaredMissing extends DomainError<'expense.receipt.declared-missing'> {
  readonly code = 'expense.receipt.declared-missing';
  constructor() {
    super(
      'The receipt of the expense is declared missing: an image cannot take the place of the declaration, nor it that of an image.',
      {
        source: 'receiptImageId',
      },
    );
  }
}
export class TaxNotFound extends DomainError<'expense.tax.not-found'> {
  readonly code = 'expense.tax.not-found';
  constructor() {
    super('The expense has no tax of this authority.', { source: 'taxAuthorityId' });
  }
}
/** Taxes are for a validator outside to change, while the report waits for it. */
export class NotInValidation extends DomainError<'expense.tax.not-in-validation'> {
  readonly code = 'expense.tax.not-in-validation';
  constructor(approvalStatus: string) {
    super('Tax details can be changed only while the report is pending external validation.', {
      source: 'reportId',
      approvalStatus,
    });
  }
}
/** Nobody of the company has this id. */
export class UserNotFound extends DomainError<'expense.user.not-found'> {
  readonly code = 'expense.user.not-found';
  constructor() {
    super('userId not found', { source: 'userId' });
  }
}
export class EntryNotFound extends DomainError<'expense.entry.not-found'> {
  readonly code = 'expense.entry.not-found';
  constructor() {
    super('The expense does not exist.', { source: 'expenseId' });
  }
}
/** Its type forbids it, it is an itemization itself, or it has as many as it can have. */
export class NotItemizable extends DomainError<'expense.itemization.refused'> {
  readonly code = 'expense.itemization.refused';
  constructor() {
    super('The expense cannot be itemized.', { source: 'EntryID' });
  }
}
export class AllocationNotFound extends DomainError<'expense.allocation.not-found'> {
  readonly code = 'expense.allocation.not-found';
  constructor() {
    super('The allocation does not exist.', { source: 'allocationId' });
  }
}
/** Hidden allocations are the platform's own: api-reference/expense/expense-report/v4.allocations. */
export class SystemAllocation extends DomainError<'expense.allocation.system'> {
  readonly code = 'expense.allocation.system';
  constructor() {
    super('A system allocation cannot be changed.', { source: 'allocationId' });
  }
}
export class NoAllocationForm extends DomainError<'expense.allocation.no-form'> {
  readonly code = 'expense.allocation.no-form';
  constructor() {
    super('The policy of the report has no allocation form.', { source: 'reportId' });
  }
}
export class AllocationRefused extends DomainError<'expense.allocation.refused'> {
  readonly code = 'expense.allocation.refused';
  constructor(problem: string) {
    super(`Allocations ${problem}`, { source: 'allocations', problem });
  }
}
export class CommentNotFound extends DomainError<'expense.comment.not-found'> {
  readonly code = 'expense.comment.not-found';
  constructor() {
    super('There is no comment that could be changed.', { source: 'comment' });
  }
}
export class ExceptionNotFound extends DomainError<'expense.exception.not-found'> {
  readonly code = 'expense.exception.not-found';
  constructor(exceptionCode: string) {
    super('No exception with this code was added through the API.', { source: 'exceptionCode', exceptionCode });
  }
}
/** No such user, company, group or policy to read the configuration of: api-reference/expense/expense-config/v4.expense.config. */
export class ConfigurationNotFound extends DomainError<'expense.configuration.not-found'> {
  readonly code = 'expense.configuration.not-found';
  constructor(source: 'userId' | 'companyId' | 'hierarchyNodeId' | 'policyId' | 'id') {
    super(`${source} not found`, { source });
  }
}
export class AssociationNotFound extends DomainError<'expense.association.not-found'> {
  readonly code = 'expense.association.not-found';
  constructor() {
    super('The association of an attendee with an expense does not exist.', { source: 'id' });
  }
}
/** A value names something that the company has not configured. */
export class UnknownReference extends DomainError<'expense.reference.unknown'> {
  readonly code = 'expense.reference.unknown';
  constructor(
    field:
      | 'receiptImageId'
      | 'policyId'
      | 'expenseType'
      | 'attendeeId'
      | 'attendeeType'
      | 'paymentType'
      | 'exceptionCode'
      | 'currencyCode'
      | 'userId'
      | 'workflowDefinitionId'
      | 'cashAdvanceIds'
      | 'hierarchyNodeId'
      | 'formId',
    value: string,
  ) {
    super(`${field} ${value} is not known.`, { source: field, value });
  }
}
export class ValueRefused extends DomainError<'expense.value.refused'> {
  readonly code = 'expense.value.refused';
  constructor(field: string, problem: string) {
    super(`${field} ${problem}`, { source: field, problem });
  }
}
/** The operation exists, but not in this context: 403 "Specified context type is invalid for this API". */
export class WrongContext extends DomainError<'expense.access.wrong-context'> {
  readonly code = 'expense.access.wrong-context';
  constructor(context: string) {
    super('Specified context type is invalid for this API', { source: 'contextType', context });
  }
}
export class CompanyTokenOnly extends DomainError<'expense.access.company-only'> {
  readonly code = 'expense.access.company-only';
  constructor() {
    super('This operation is only accessible by a valid company JWT or a trusted caller.');
  }
}
/** Neither owner, delegate, approver, processor nor administrator, or not with the right that the operation asks for. */
export class AccessDenied extends DomainError<'expense.access.denied'> {
  readonly code = 'expense.access.denied';
  constructor(missing: string) {
    super(`The caller lacks ${missing}.`, { missing });
  }
}
export class NotEditable extends DomainError<'expense.report.not-editable'> {
  readonly code = 'expense.report.not-editable';
  constructor(approvalStatus: string) {
    super('The report is submitted and cannot be changed.', { source: 'reportId', approvalStatus });
  }
}
export class EverSubmitted extends DomainError<'expense.report.ever-submitted'> {
  readonly code = 'expense.report.ever-submitted';
  constructor() {
    super('Entries cannot be created on a report that has entered a workflow.', { source: 'ReportID' });
  }
}
export class ReportPaid extends DomainError<'expense.report.paid'> {
  readonly code = 'expense.report.paid';
  constructor() {
    super('The report is in payment or paid, and no longer changes.', { source: 'reportId' });
  }
}
/** A call with the same idempotency key is still running. */
export class CreationInProgress extends DomainError<'expense.report.creation-in-progress'> {
  readonly code = 'expense.report.creation-in-progress';
  constructor() {
    super('A request with the same idempotency-id is being processed.', { source: 'idempotency-id' });
  }
}

export type ExpenseError =
  | WayRefusal
  | ReportNotFound
  | ReceiptDeclaredMissing
  | TaxNotFound
  | UserNotFound
  | NotInValidation
  | EntryNotFound
  | NotItemizable
  | AllocationNotFound
  | SystemAllocation
  | NoAllocationForm
  | AllocationRefused
  | CommentNotFound
  | ExceptionNotFound
  | ConfigurationNotFound
  | AssociationNotFound
  | UnknownReference
  | ValueRefused
  | WrongContext
  | CompanyTokenOnly
  | AccessDenied
  | NotEditable
  | EverSubmitted
  | ReportPaid
  | CreationInProgress;
