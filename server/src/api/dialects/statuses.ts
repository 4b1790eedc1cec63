import type { DomainErrorCode } from '../errors.ts';

/** A code that no façade of the JSON and XML generations can meet: if it arises all the same, the program is at fault. */
const FAULT = 500;

/**
 * Code -> HTTP status, where a generation of APIs does not say otherwise. A new code does not compile until it has its line here; a dialect
 * overrides the lines that its pages print differently.
 */
export const statuses = {
  'http.token-missing': 401,
  'http.token-invalid': 401,
  'http.wrong-principal': 401,
  'http.certificate-required': 403,
  'http.scope-missing': 403,
  'http.role-missing': 403,
  'http.invalid-input': 400,
  'http.malformed-body': 400,
  'http.unsupported-media-type': 415,
  'http.not-acceptable': 406,
  'http.route-not-found': 404,
  'http.method-not-allowed': 405,
  'http.body-too-large': 413,
  'http.too-many-requests': 429,
  'http.server-fault': 500,
  'http.unavailable': 503,

  'platform.company-required': 401,

  'company.not-found': 404,
  'company.invalid': 400,

  'connection-request.request.not-found': 404,
  'connection-request.request.open': 409,
  'connection-request.requester.unknown': 400,
  'connection-request.supplier.certified': 403,
  'connection-request.supplier.not-found': 404,
  'connection-request.supplier.invalid': FAULT,

  'directory.login.taken': 400,

  'identity.user.not-found': 404,
  'identity.user.administration-denied': 403,
  'identity.user.invalid': 400,
  'identity.user.value-taken': 400,
  'identity.user.has-transactions': 400,
  'identity.user.criteria-invalid': 400,
  'identity.role.not-assignable': 400,
  'identity.approver.not-eligible': 400,
  'identity.delegate.not-eligible': 400,
  'identity.spend.missing': 400,
  'identity.password.too-weak': 400,
  'identity.sign-in.bad-credentials': 403,
  'identity.sign-in.locked': 403,
  'identity.sign-in.disabled': 403,
  'identity.sign-in.logon-denied': 403,
  'identity.sign-in.ip-denied': 403,
  'identity.sign-in.sso-only': 403,
  'identity.sign-in.maintenance': 403,
  'identity.sign-in.must-change-password': 403,
  'identity.sign-in.elsewhere': 403,

  'lists.not-found': 404,
  'lists.invalid': 400,
  'provisioning.request.not-found': 404,
  'provisioning.bulk.invalid': 400,

  'employee-import.employee.refused': 400,
  // No API imports files.
  'employee-import.file.unreadable': FAULT,
  'legal-entity.entity.not-found': 404,
  'legal-entity.entity.invalid': 400,
  'legal-entity.reference.taken': 400,
  'legal-entity.criteria.invalid': 400,

  'exchange-rate.rate.refused': 400,

  'expense.report.not-found': 404,
  'expense.entry.not-found': 404,
  'expense.comment.not-found': 404,
  'expense.comment.locked': 400,
  'expense.exception.not-found': 404,
  'expense.reference.unknown': 400,
  'expense.value.refused': 400,
  'expense.access.wrong-context': 403,
  'expense.access.company-only': 403,
  'expense.access.denied': 403,
  'expense.report.not-editable': 400,
  'expense.report.ever-submitted': 400,
  'expense.report.paid': 400,
  'expense.report.creation-in-progress': 409,
  'expense.submit.no-entries': 400,
  'expense.submit.undefined-expense-type': 400,
  'expense.submit.report-blocked': 400,
  'expense.submit.entry-blocked': 400,
  'expense.submit.already-submitted': 400,
  'expense.submit.not-as-delegate': 400,
  'expense.approve.own-report': 400,
  'expense.approve.not-pending': 400,
  'expense.approve.status-unknown': 400,
  'expense.approve.blocked': 400,
  'expense.approve.rejected-comment-required': 400,
  'expense.approve.all-rejected': 400,
  'expense.recall.not-possible': 400,

  'workflow.instance.out-of-date': 400,
  'workflow.comment.required': 400,
  'workflow.approver.missing': 400,
  'workflow.approver.not-you': 400,
  'workflow.step.not-system': 403,
  'workflow.definition.not-found': 400,
  'workflow.definition.refused': 400,
  'workflow.comment.required-to-approve': 400,
  'workflow.approver.missing-next': 400,
  'workflow.approver.missing-after-hold': 400,
  'workflow.approver.none-defined': 400,
  'workflow.approver.not-authorized': 400,
  'workflow.approver.is-owner': 400,
  'workflow.forward.to-owner': 400,
  'workflow.forward.beyond-limit': 400,
  'workflow.forward.unknown-user': 400,
  'workflow.forward.not-allowed': 400,
  'workflow.action.not-allowed': 400,

  'oauth.app.not-found': 404,
  // A foreign appId is answered as unauthorised: api-reference/authentication/rotating-secrets.
  'oauth.app.not-yours': 401,
  'oauth.secret.not-found': 404,
  'oauth.secret.still-active': 400,
  'oauth.grant.refused': FAULT,
  'oauth.legacy.refused': FAULT,
  'oauth.exchange.refused': FAULT,
} as const satisfies Record<DomainErrorCode, number>;

/** The old generations forbid where the JSON generation says unauthorised: 401 there means no token at all (api-reference/http-status-codes). */
export const refusedByForbidding = {
  'http.token-invalid': 403,
  'http.wrong-principal': 403,
  'platform.company-required': 403,
  'expense.submit.not-as-delegate': 403,
} as const satisfies Partial<Record<DomainErrorCode, number>>;
