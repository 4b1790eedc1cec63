import type { DomainError } from '../../../platform/errors.ts';
import type { Dialect, ErrorFrame } from '../../../platform/http/facade.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { NEVER, type DomainErrorCode } from '../../errors.ts';

interface Problem {
  readonly status: number;
  /** The documented id of a validation error, for refusals that have one. */
  readonly id?: string;
  /** The documented sentence, where the pages print one. */
  readonly message?: string;
}

/** What a user token is told on a path without a user: api-reference/expense/expense-report/v4.exceptions. */
const COMPANY_ONLY = 'This endpoint is only accessible by a valid company JWT or a trusted caller';

/** Code -> status and validation id, as the v4 pages print them. */
const problems = {
  'http.token-missing': { status: 401 },
  'http.token-invalid': { status: 401 },
  // A user token on a company-only path is answered as unauthorised: api-reference/expense/expense-report/v4.reports.
  'http.wrong-principal': { status: 401 },
  'http.scope-missing': { status: 403 },
  'http.role-missing': { status: 403 },
  'http.invalid-input': { status: 400 },
  'http.malformed-body': { status: 400 },
  'http.unsupported-media-type': { status: 415 },
  'http.not-acceptable': { status: 406 },
  'http.route-not-found': { status: 404 },
  'http.method-not-allowed': { status: 405 },
  'http.body-too-large': { status: 413 },
  'http.too-many-requests': { status: 429 },
  'http.server-fault': { status: 500 },
  'http.unavailable': { status: 503 },
  'platform.company-required': { status: 401 },
  'company.not-found': { status: 404 },
  'company.invalid': { status: 400, id: 'company.invalid' },
  'directory.login.taken': { status: 400, id: 'user.uniqueness' },
  'identity.user.not-found': { status: 404 },
  'identity.user.invalid': { status: 400, id: 'user.invalid' },
  'identity.user.value-taken': { status: 400, id: 'user.uniqueness' },
  'identity.role.not-assignable': { status: 400, id: 'role.notAssignable' },
  'identity.approver.not-eligible': { status: 400, id: 'approver.notEligible' },
  'identity.delegate.not-eligible': { status: 400, id: 'delegate.notEligible' },
  'identity.password.too-weak': { status: 400, id: 'password.tooWeak' },
  // Nobody signs in through this generation.
  'identity.sign-in.bad-credentials': NEVER,
  'identity.sign-in.locked': NEVER,
  'identity.sign-in.disabled': NEVER,
  'identity.sign-in.logon-denied': NEVER,
  'identity.sign-in.ip-denied': NEVER,
  'identity.sign-in.sso-only': NEVER,
  'identity.sign-in.maintenance': NEVER,
  'identity.sign-in.must-change-password': NEVER,
  'identity.sign-in.elsewhere': NEVER,
  'exchange-rate.rate.refused': { status: 400, id: 'rate.invalidValue' },
  'expense.report.not-found': { status: 404, message: 'reportId not found' },
  'expense.entry.not-found': { status: 404, message: 'expenseId not found' },
  'expense.comment.not-found': { status: 404 },
  'expense.exception.not-found': {
    status: 400,
    id: 'exceptionCode.notDeletable',
    message:
      'The exception cannot be deleted. Exceptions can be deleted via the API only if the exception was initially added by the API.',
  },
  'expense.reference.unknown': { status: 400, id: 'field.invalidValue' },
  'expense.value.refused': { status: 400, id: 'field.invalidValue' },
  'expense.access.wrong-context': {
    status: 403,
    message: 'Specified context type is invalid for this API. Review the documentation for supported context type.',
  },
  'expense.access.company-only': { status: 401, message: COMPANY_ONLY },
  'expense.access.denied': { status: 403 },
  'expense.report.not-editable': { status: 400, id: 'report.submitted' },
  'expense.report.ever-submitted': { status: 400, id: 'report.everSubmitted' },
  'expense.report.paid': {
    status: 400,
    id: 'reports.workflow.operationNotAllowed',
    message: 'Cannot perform the operation as the report is already paid',
  },
  'expense.report.creation-in-progress': { status: 409 },
  'expense.comment.locked': { status: 400, id: 'comment.locked' },
  'expense.submit.no-entries': { status: 400, id: 'error.submit.no_entries' },
  'expense.submit.undefined-expense-type': { status: 400, id: 'error.submit.undefined_expense_type' },
  'expense.submit.report-blocked': { status: 400, id: 'error.submit.rptXctMaxThreshold' },
  'expense.submit.entry-blocked': { status: 400, id: 'error.submit.entryXctMaxThreshold' },
  'expense.submit.already-submitted': { status: 400, id: 'error.submit.alreadySubmitted' },
  'expense.submit.not-as-delegate': { status: 400, id: 'error.submit.cannotSubmitAsDelegate' },
  'expense.approve.own-report': { status: 400, id: 'cannot_approve_your_own_report' },
  'expense.approve.status-unknown': { status: 400, id: 'statusId.invalidValue' },
  'expense.approve.not-pending': { status: 400, id: 'error.workflow.invalid_action' },
  'expense.recall.not-possible': { status: 400, id: 'error.recall.cannotRecall' },
  'workflow.instance.out-of-date': { status: 400, id: 'instance_out_of_date' },
  'workflow.comment.required': { status: 400, id: 'error.workflow.noComments' },
  'workflow.approver.missing': { status: 400, id: 'no_approver' },
  'workflow.approver.not-you': { status: 400, id: 'not_an_approver' },
  'workflow.step.not-system': { status: 403 },
  'workflow.definition.not-found': { status: 400, id: 'field.invalidValue' },
} satisfies Record<DomainErrorCode, Problem>;

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

/** The JSON generation: camelCase, errors in one envelope with `validationErrors`. See docs/dialects.md. */
export const v4: Dialect = {
  name: 'v4',
  produces: ['json'],
  consumes: ['json'],
  renderError(error, frame) {
    const problem: Problem = problems[error.code as DomainErrorCode] ?? { status: 500 };
    return { status: problem.status, body: envelope(error, problem, frame) };
  },
};

function envelope(error: DomainError, problem: Problem, frame: ErrorFrame): Record<string, unknown> {
  return {
    timestamp: frame.now.toISOString(),
    httpStatus: `${problem.status} ${REASONS[problem.status] ?? ''}`.trim(),
    errorMessage: messageOf(error, problem),
    errorId: frame.correlationId,
    path: frame.path.split('?')[0],
    validationErrors: validationErrors(error, problem),
  };
}

function messageOf(error: DomainError, problem: Problem): string {
  const needed = error.code === 'http.wrong-principal' ? (error.facts['needed'] as readonly string[]) : [];
  if (needed.length === 1 && needed[0] === 'company') return `${COMPANY_ONLY}. ${error.message}`;
  return problem.message ?? error.message;
}

function validationErrors(error: DomainError, problem: Problem): unknown[] {
  if (error instanceof InvalidInput) {
    return error.issues.map((issue) => ({
      id: issue.rule === 'required' ? 'field.required' : `field.${issue.rule}`,
      message: issue.rule === 'unknown' ? `Unrecognized field ${issue.path}` : `${issue.path} ${issue.message}`.trim(),
      source: issue.path,
    }));
  }
  const { id } = problem;
  return id ? [{ id, message: messageOf(error, problem), source: (error.facts['source'] as string | undefined) ?? '' }] : [];
}
