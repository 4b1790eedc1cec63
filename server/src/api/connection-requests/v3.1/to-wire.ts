import type { Static } from 'typebox';
import type { HandedOut } from '../../../modules/connection-request/index.ts';
import { wireSeconds } from '../../dialects/v3/values.ts';
import { requestUri, verifiedEmails } from '../v3.2/to-wire.ts';
import { STATUSES, type plainRequestSchema, type requestSchema } from './schemas.ts';

/** What both retired versions show. */
export function plainRequestToWire(
  { request, situation, user, requestToken }: HandedOut,
  origin: string,
  version: string,
): Static<typeof plainRequestSchema> {
  return {
    ID: request.id,
    URI: requestUri(origin, version, request.id),
    FirstName: user.name.givenName,
    MiddleName: user.name.middleName ?? null,
    LastName: user.name.familyName,
    LoyaltyNumber: request.loyaltyNumber ?? null,
    Status: STATUSES[situation],
    RequestToken: requestToken ?? null,
    LastModified: wireSeconds(request.updatedAt),
  };
}

export function requestToWire(item: HandedOut, origin: string): Static<typeof requestSchema> {
  const [Email1 = null, Email2 = null, Email3 = null, Email4 = null, Email5 = null] = verifiedEmails(item);
  return { ...plainRequestToWire(item, origin, 'v3.1'), EmailAddresses: { Email1, Email2, Email3, Email4, Email5 } };
}
