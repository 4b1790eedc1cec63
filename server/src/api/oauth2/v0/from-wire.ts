import { GrantRefused, type TokenRequest } from '../../../modules/oauth/index.ts';
import type { ManualCall } from '../../../platform/http/facade.ts';
import type { Sites } from '../../../platform/http/site.ts';
import { placeOf } from '../../place.ts';

const CREDENTIALS = new Set(['client_id', 'client_secret', 'username', 'password', 'code', 'refresh_token', 'otp', 'grant_type']);

/** A form request. Credentials in the address end up in logs and histories, so they are refused there. */
export function tokenRequestOf(call: ManualCall, sites: Sites): TokenRequest {
  if (Object.keys(call.query ?? {}).some((name) => CREDENTIALS.has(name.toLowerCase())))
    throw new GrantRefused('request-unreadable', {}, 'Send the parameters in the body, not in the address.');
  const { work, caller, clock, site, address, body } = call;
  return {
    work,
    caller,
    clock,
    address,
    place: placeOf(site, sites),
    params: { ...(body as unknown as Record<string, string>) },
  };
}
