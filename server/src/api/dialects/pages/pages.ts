import type { DomainError } from '../../../platform/errors.ts';
import type { Dialect, ErrorFrame } from '../../../platform/http/facade.ts';
import type { DomainErrorCode } from '../../errors.ts';
import { errorPage } from '../../pages/markup/error-page.ts';
import { documentOf, securityHeaders } from '../../pages/markup/page.ts';
import { statuses } from '../statuses.ts';

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
    const status: number = statuses[error.code as DomainErrorCode] ?? 500;
    return { status, media: 'html', body: page(status, error, frame), headers: securityHeaders() };
  },
};

function page(status: number, error: DomainError, { correlationId }: ErrorFrame): string {
  const title = TITLES[status] ?? 'That cannot be done';
  const text =
    status === 500 ? 'It is not your doing. Try again; if it stays so, tell your administrator this reference.' : error.message;
  return documentOf({ title, content: errorPage({ title, text, correlationId }) });
}
