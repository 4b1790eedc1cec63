import type { DomainError } from '../../../platform/errors.ts';
import type { Dialect, ErrorFrame } from '../../../platform/http/facade.ts';
import type { DomainErrorCode } from '../../errors.ts';
import { errorPage } from '../../pages/markup/error-page.ts';
import { documentOf, languageHeaders, securityHeaders } from '../../pages/markup/page.ts';
import { readerOf } from '../../pages/reader.ts';
import type { PageWords } from '../../pages/words/index.ts';
import { statuses } from '../statuses.ts';

/** Pages for people: refusals are pages too. */
export const pages: Dialect = {
  name: 'pages',
  produces: ['html'],
  consumes: ['form'],
  renderError(error, frame) {
    const status: number = statuses[error.code as DomainErrorCode] ?? 500;
    const reader = readerOf({ ...frame.asked, url: addressOf(frame) });
    const told = wordsOf(reader.words, status, error);
    const content = errorPage(reader, { ...told, correlationId: frame.correlationId });
    const body = documentOf({ reader, title: told.title, content });
    return { status, media: 'html', body, headers: { ...securityHeaders(), ...languageHeaders(reader) } };
  },
};

/** What was posted is not there to be read again. */
const addressOf = ({ asked, path }: ErrorFrame): string => (asked.method === 'GET' ? path : '/');

function wordsOf({ trouble }: PageWords, status: number, { facts }: DomainError): { title: string; text: string } {
  switch (status) {
    case 403:
      return { title: trouble.denied, text: trouble.deniedText };
    case 404:
      return { title: trouble.nothing, text: trouble.nothingText };
    case 413:
      return { title: trouble.tooLarge, text: trouble.tooLargeText };
    case 429:
      return { title: trouble.tooMany, text: trouble.tooManyText(Number(facts['retryAfter'] ?? 60)) };
    case 500:
      return { title: trouble.fault, text: trouble.faultText };
    case 503:
      return { title: trouble.unavailable, text: trouble.unavailableText };
    default:
      return { title: trouble.other, text: trouble.otherText };
  }
}
