import type { DomainError } from '../../../platform/errors.ts';
import type { Dialect, ErrorFrame } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import type { DomainErrorCode } from '../../errors.ts';
import { statuses } from '../statuses.ts';

/** What a user token is told on a path without a user: api-reference/expense/expense-report/v4.exceptions. */
const COMPANY_ONLY = 'This endpoint is only accessible by a valid company JWT or a trusted caller';

/** v4.exceptions answers a code that the API did not add as a bad request. */
const ownStatuses = { ...statuses, 'expense.exception.not-found': 400 };

/** The ids of validation errors as the v4 pages print them. */
const validationIds: Partial<Record<DomainErrorCode, string>> = {
  'company.invalid': 'company.invalid',
  'directory.login.taken': 'user.uniqueness',
  'identity.user.invalid': 'user.invalid',
  'identity.user.value-taken': 'user.uniqueness',
  'identity.role.not-assignable': 'role.notAssignable',
  'identity.approver.not-eligible': 'approver.notEligible',
  'identity.delegate.not-eligible': 'delegate.notEligible',
  'identity.password.too-weak': 'password.tooWeak',
  'exchange-rate.rate.refused': 'rate.invalidValue',
  'attendee.reference.unknown': 'field.invalidValue',
  'attendee.value.refused': 'field.invalidValue',
  'attendee.duplicate': 'attendee.duplicate',
  'attendee.type.protected': 'attendeeType.notAllowed',
  'expense.submit.invalid-attendee-type': 'error.submit.invalidAttendeeType',
  'expense.approve.attendee-totals': 'attendee_total_error',
  'exchange-rate.upload.too-large': 'currency_sets.tooMany',
  'exchange-rate.setting.refused': 'field.invalidValue',
  'receipt.refused': 'fileContent.invalidValue',
  'receipt.not-found': 'field.invalidValue',
  'quick-expense.refused': 'field.invalidValue',
  'expense.tax.not-in-validation': 'report.notInExternalValidation',
  'expense.receipt.declared-missing': 'receiptImageId.declaredMissing',
  'mileage.refused': 'field.invalidValue',
  'expense.reference.unknown': 'field.invalidValue',
  'expense.value.refused': 'field.invalidValue',
  'expense.report.not-editable': 'report.submitted',
  'expense.report.ever-submitted': 'report.everSubmitted',
  'expense.comment.locked': 'comment.locked',
  'expense.submit.no-entries': 'error.submit.no_entries',
  'expense.submit.undefined-expense-type': 'error.submit.undefined_expense_type',
  'expense.submit.lodging-not-itemized': 'error.submit.missingKids',
  'expense.submit.not-itemized': 'error.submit.itemMissing',
  'expense.submit.itemizations-differ': 'error.submit.itemDiff',
  'expense.submit.missing-fields': 'error.submit.missing_reqd_fields',
  'expense.submit.missing-allocation-fields': 'error.submit.missing_alloc_reqd_fields',
  'expense.submit.report-blocked': 'error.submit.rptXctMaxThreshold',
  'expense.submit.entry-blocked': 'error.submit.entryXctMaxThreshold',
  'expense.submit.already-submitted': 'error.submit.alreadySubmitted',
  'expense.submit.not-as-delegate': 'error.submit.cannotSubmitAsDelegate',
  'expense.approve.own-report': 'cannot_approve_your_own_report',
  'expense.approve.status-unknown': 'statusId.invalidValue',
  'expense.approve.not-pending': 'error.workflow.invalid_action',
  'expense.recall.not-possible': 'error.recall.cannotRecall',
  'expense.approve.no-clearing-code': 'error.workflow.no_clearingcode',
  'workflow.instance.out-of-date': 'instance_out_of_date',
  'workflow.comment.required': 'error.workflow.noComments',
  'workflow.approver.missing': 'no_approver',
  'workflow.approver.not-you': 'not_an_approver',
  'workflow.definition.not-found': 'field.invalidValue',
  'workflow.definition.refused': 'field.invalidValue',
  'workflow.comment.required-to-approve': 'error.workflow.missingComments',
  'workflow.approver.missing-next': 'no_approver.change_my_info',
  'workflow.approver.missing-after-hold': 'receiptimagehold.workflow.noapprover',
  'workflow.approver.none-defined': 'no_approver.not_editable_step',
  'workflow.approver.not-authorized': 'not_an_approver',
  'workflow.approver.is-owner': 'approver_cum_reportowner.is_editableby',
  'workflow.forward.to-owner': 'approver_cum_reportowner',
  'workflow.forward.beyond-limit': 'invalid_auth_approver',
  'workflow.forward.unknown-user': 'invalid.approverId.query',
  'workflow.forward.not-allowed': 'invalidAction.currentStep',
  'workflow.action.not-allowed': 'error.workflow.invalid_action',
  'expense.approve.missing-allocation-fields': 'error.workflow.missing_alloc_reqd_fields',
  'expense.approve.receipts-not-reviewed': 'error.workflow.incomplete_receipt_review',
  'expense.approve.blocked': 'step_exit_blocking_by_exception',
  'expense.approve.rejected-comment-required': 'error.workflow.rejectedExpenseMissingComments',
  'expense.approve.all-rejected': 'error.workflow.invalid_action',
  'expense.exception.not-found': 'exceptionCode.notDeletable',
  'expense.report.paid': 'reports.workflow.operationNotAllowed',
};

/** Documented sentences, where the pages print one. */
const messages: Partial<Record<DomainErrorCode, string>> = {
  'expense.exception.not-found':
    'The exception cannot be deleted. Exceptions can be deleted via the API only if the exception was initially added by the API.',
  'expense.report.not-found': 'reportId not found',
  'expense.entry.not-found': 'expenseId not found',
  'expense.access.wrong-context':
    'Specified context type is invalid for this API. Review the documentation for supported context type.',
  'expense.access.company-only': COMPANY_ONLY,
  'expense.report.paid': 'Cannot perform the operation as the report is already paid',
};

const REASONS: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  413: 'Payload Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

const speaking = (table: Record<DomainErrorCode, number>): Dialect => ({
  name: 'v4',
  produces: ['json'],
  consumes: ['json'],
  renderError(error, frame) {
    const status = table[error.code as DomainErrorCode] ?? 500;
    return { status, body: envelope(error, status, frame) };
  },
});

/** The JSON generation: camelCase, errors in one envelope with `validationErrors`. See docs/dialects.md. */
export const v4: Dialect = speaking(ownStatuses);

/** The same for the services whose published files forbid (403) where the rest says unauthorised: a valid token of the wrong kind. */
export const v4Forbidding: Dialect = speaking({ ...ownStatuses, 'http.wrong-principal': 403, 'platform.company-required': 403 });

function envelope(error: DomainError, status: number, frame: ErrorFrame): Record<string, unknown> {
  return {
    timestamp: frame.now.toISOString(),
    httpStatus: `${status} ${REASONS[status] ?? ''}`.trim(),
    errorMessage: messageOf(error),
    errorId: frame.correlationId,
    path: frame.path.split('?')[0],
    validationErrors: validationErrors(error),
  };
}

function messageOf(error: DomainError): string {
  const needed = error.code === 'http.wrong-principal' ? (error.facts['needed'] as readonly string[]) : [];
  if (needed.length === 1 && needed[0] === 'company') return `${COMPANY_ONLY}. ${error.message}`;
  return messages[error.code as DomainErrorCode] ?? error.message;
}

function validationErrors(error: DomainError): unknown[] {
  if (error instanceof InvalidInput) {
    return error.issues.map((issue) => ({
      id: issue.rule === 'required' ? 'field.required' : `field.${issue.rule}`,
      message: issue.rule === 'unknown' ? `Unrecognized field ${issue.path}` : `${issue.path} ${issue.message}`.trim(),
      source: issue.path,
    }));
  }
  const id = validationIds[error.code as DomainErrorCode];
  return id ? [{ id, message: messageOf(error), source: (error.facts['source'] as string | undefined) ?? '' }] : [];
}
