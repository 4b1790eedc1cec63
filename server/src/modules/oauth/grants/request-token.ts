import { hashSecret } from '../../../platform/crypto/secrets.ts';
import type { Home } from '../deps.ts';
import { GrantRefused } from '../errors.ts';
import { selectRequestToken } from '../request-token-queries.ts';
import type { GrantCall, Proof } from './grant.ts';

/** A request token of the App Center or of the self-service tool: usable again and again until it expires. */
export async function redeemRequestToken(call: GrantCall, home: Home | undefined, token: string): Promise<Proof> {
  if (!home) throw new GrantRefused('username-unknown');
  const found = await call.work.read(call.caller, (ctx) => selectRequestToken(ctx.tx, hashSecret(token)));
  if (!found || found.principalId !== home.principalId || found.expiresAt <= call.clock.now())
    throw new GrantRefused('credentials-wrong');
  if (found.appId !== call.app.id) throw new GrantRefused('request-token-of-another-app');
  const { kind, principalId: id, companyId } = home;
  return { principal: { kind, id, companyId }, scopes: call.app.scopes };
}
