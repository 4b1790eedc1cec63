import Type from 'typebox';
import type { DomainError } from '../../../platform/errors.ts';
import type { Dialect } from '../../../platform/http/facade.ts';
import { NEVER, type DomainErrorCode } from '../../errors.ts';
import { wireMoment } from './values.ts';

/** Code -> status: api-reference/http-status-codes. */
const statuses = {
  'http.token-missing': 401,
  'http.token-invalid': 403,
  'http.wrong-principal': 403,
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
  'platform.company-required': 403,

  'company.not-found': 404,
  'company.invalid': 400,
  'directory.login.taken': 400,
  'identity.user.not-found': 404,
  'identity.user.invalid': 400,
  'identity.user.value-taken': 400,
  'identity.role.not-assignable': 400,
  'identity.approver.not-eligible': 400,
  'identity.delegate.not-eligible': 400,
  'identity.password.too-weak': 400,
  // Nobody signs in through this generation.
  'identity.sign-in.bad-credentials': NEVER.status,
  'identity.sign-in.locked': NEVER.status,
  'identity.sign-in.disabled': NEVER.status,
  'identity.sign-in.logon-denied': NEVER.status,
  'identity.sign-in.ip-denied': NEVER.status,
  'identity.sign-in.sso-only': NEVER.status,
  'identity.sign-in.maintenance': NEVER.status,
  'identity.sign-in.must-change-password': NEVER.status,
  'identity.sign-in.elsewhere': NEVER.status,

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
  'expense.submit.not-as-delegate': 403,
  'expense.approve.own-report': 400,
  'expense.approve.not-pending': 400,
  'expense.approve.status-unknown': 400,
  'expense.recall.not-possible': 400,

  'workflow.instance.out-of-date': 400,
  'workflow.comment.required': 400,
  'workflow.approver.missing': 400,
  'workflow.approver.not-you': 400,
  'workflow.step.not-system': 403,
  'workflow.definition.not-found': 400,
} satisfies Record<DomainErrorCode, number>;

const errorSchema = Type.Object({ Message: Type.String(), 'Server-Time': Type.String(), Id: Type.String() });

/** The XML generation: namespaces, Y and N, `i:nil`, business failures inside a 200. See docs/dialects.md. */
export const xmlV1: Dialect = {
  name: 'xml-v1',
  produces: ['xml'],
  consumes: ['xml'],
  renderError(error, frame) {
    return {
      status: statuses[error.code as DomainErrorCode] ?? 500,
      body: { Message: error.message, 'Server-Time': wireMoment(frame.now), Id: frame.correlationId },
      schema: errorSchema,
      xmlRoot: 'Error',
    };
  },
};

/** Whether an operation that answers with a Status says this refusal there, in a 200, and not as an HTTP error. */
export const isBusinessFailure = (error: unknown): error is DomainError => {
  const code = (error as Partial<DomainError>).code;
  if (code === undefined || !(code in statuses) || code.startsWith('http.') || code.startsWith('platform.')) return false;
  const status: number = statuses[code as DomainErrorCode];
  return status === 400 || code.startsWith('workflow.');
};
