import type { DomainError } from '../../../platform/errors.ts';
import type { Dialect, ErrorFrame } from '../../../platform/http/facade.ts';
import type { CompanyError } from '../../../modules/company/index.ts';
import type { IdentityError } from '../../../modules/identity/index.ts';
import type { CompanyRequired } from '../../../platform/db/unit-of-work.ts';
import type { HttpRefusal } from '../../../platform/http/refusals.ts';
import { NEVER } from '../../errors.ts';
import { errorPage } from '../../pages/markup/error-page.ts';
import { documentOf, securityHeaders } from '../../pages/markup/page.ts';

type Code = HttpRefusal['code'] | CompanyRequired['code'] | CompanyError['code'] | IdentityError['code'];

/** Code -> status. Pages catch what a person can do something about themselves; what arrives here is the rest. */
const statuses = {
  'http.token-missing': NEVER,
  'http.token-invalid': NEVER,
  'http.wrong-principal': NEVER,
  'http.scope-missing': NEVER,
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
  'platform.company-required': NEVER,
  'company.not-found': { status: 404 },
  'company.invalid': NEVER,
  'identity.user.not-found': { status: 404 },
  'identity.user.invalid': NEVER,
  'identity.user.value-taken': NEVER,
  'identity.role.not-assignable': NEVER,
  'identity.approver.not-eligible': NEVER,
  'identity.delegate.not-eligible': NEVER,
  'identity.password.too-weak': { status: 400 },
  'identity.sign-in.bad-credentials': { status: 403 },
  'identity.sign-in.locked': { status: 403 },
  'identity.sign-in.disabled': { status: 403 },
  'identity.sign-in.logon-denied': { status: 403 },
  'identity.sign-in.ip-denied': { status: 403 },
  'identity.sign-in.sso-only': { status: 403 },
  'identity.sign-in.maintenance': { status: 403 },
  'identity.sign-in.must-change-password': { status: 403 },
  'identity.sign-in.elsewhere': { status: 403 },
} satisfies Record<Code, { status: number }>;

const TITLES: Record<number, string> = {
  403: 'That is not for you',
  404: 'There is nothing here',
  413: 'That was too much',
  429: 'Too many requests',
  500: 'Something went wrong here',
  503: 'Back in a moment',
};

/** Pages for people: refusals are pages too. */
export const pages: Dialect = {
  name: 'pages',
  produces: ['html'],
  consumes: ['form'],
  renderError(error, frame) {
    const { status } = statuses[error.code as Code] ?? NEVER;
    return { status, media: 'html', body: page(status, error, frame), headers: securityHeaders() };
  },
};

function page(status: number, error: DomainError, { correlationId }: ErrorFrame): string {
  const title = TITLES[status] ?? 'That cannot be done';
  const text =
    status === 500 ? 'It is not your doing. Try again; if it stays so, tell your administrator this reference.' : error.message;
  return documentOf({ title, content: errorPage({ title, text, correlationId }) });
}
