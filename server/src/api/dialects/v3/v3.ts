import Type from 'typebox';
import type { DomainError } from '../../../platform/errors.ts';
import type { Dialect } from '../../../platform/http/facade.ts';
import type { DomainErrorCode } from '../../errors.ts';
import { refusedByForbidding, statuses } from '../statuses.ts';
import { wireDateTime } from './values.ts';

/** Code -> status: api-reference/http-status-codes. A token that fails its check is 403 there, a missing one 401. */
const ownStatuses = { ...statuses, ...refusedByForbidding };

const errorSchema = Type.Object({ Message: Type.String(), 'Server-Time': Type.String(), Id: Type.String() });

/** One resource in JSON and XML, XML where the caller has no wish; PascalCase, `ID` and `URI` on each resource. See docs/dialects.md. */
export const v3: Dialect = {
  name: 'v3',
  produces: ['xml', 'json'],
  consumes: ['json', 'xml'],
  renderError(error: DomainError, frame) {
    const status: number = ownStatuses[error.code as DomainErrorCode] ?? 500;
    const said = { Message: error.message, 'Server-Time': wireDateTime(frame.now), Id: frame.correlationId };
    // In XML the root element is the Error; in JSON it is a member of that name.
    return { status, body: frame.media === 'json' ? { Error: said } : said, schema: errorSchema, xmlRoot: 'Error' };
  },
};
