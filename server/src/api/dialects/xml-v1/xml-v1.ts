import Type from 'typebox';
import type { DomainError } from '../../../platform/errors.ts';
import type { Dialect } from '../../../platform/http/facade.ts';
import type { DomainErrorCode } from '../../errors.ts';
import { refusedByForbidding, statuses } from '../statuses.ts';
import { wireMoment } from './values.ts';

/** Code -> status: api-reference/http-status-codes. */
const ownStatuses = { ...statuses, ...refusedByForbidding };

const errorSchema = Type.Object({ Message: Type.String(), 'Server-Time': Type.String(), Id: Type.String() });

/** The XML generation: namespaces, Y and N, `i:nil`, business failures inside a 200. See docs/dialects.md. */
export const xmlV1: Dialect = {
  name: 'xml-v1',
  produces: ['xml'],
  consumes: ['xml'],
  renderError(error, frame) {
    return {
      status: ownStatuses[error.code as DomainErrorCode] ?? 500,
      body: { Message: error.message, 'Server-Time': wireMoment(frame.now), Id: frame.correlationId },
      schema: errorSchema,
      xmlRoot: 'Error',
    };
  },
};

/** Whether an operation that answers with a Status says this refusal there, in a 200, and not as an HTTP error. */
export const isBusinessFailure = (error: unknown): error is DomainError => {
  const code = (error as Partial<DomainError>).code;
  if (code === undefined || !(code in ownStatuses) || code.startsWith('http.') || code.startsWith('platform.')) return false;
  const status: number = ownStatuses[code as DomainErrorCode];
  return status === 400 || code.startsWith('workflow.');
};
