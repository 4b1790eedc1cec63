import type { Static } from 'typebox';
import type { HandedOut } from '../../../modules/connection-request/index.ts';
import { wireSeconds } from '../../dialects/v3/values.ts';
import type { requestSchema } from './schemas.ts';

export const requestUri = (origin: string, version: string, id: string): string =>
  `${origin}/api/${version}/common/connectionrequests/${id}`;

/** Those that the user has proved to own, five at most. */
export const verifiedEmails = ({ user }: HandedOut): string[] =>
  user.emails
    .filter(({ verified }) => verified)
    .map(({ value }) => value)
    .slice(0, 5);

/** What is handed over is pending, whatever went before. */
export function requestToWire(item: HandedOut, origin: string): Static<typeof requestSchema> {
  const { request, user, requestToken = '' } = item;
  const [email1 = null, email2 = null, email3 = null, email4 = null, email5 = null] = verifiedEmails(item);
  return {
    ID: request.id,
    URI: requestUri(origin, 'v3.2', request.id),
    firstName: user.name.givenName,
    middleName: user.name.middleName ?? null,
    lastName: user.name.familyName,
    loyaltyNumber: request.loyaltyNumber ?? null,
    status: 'Pending',
    requestToken,
    lastModified: wireSeconds(request.updatedAt),
    emailAddresses: { email1, email2, email3, email4, email5 },
    userId: user.id,
  };
}
