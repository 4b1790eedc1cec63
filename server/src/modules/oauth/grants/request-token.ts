import { hashSecret } from '../../../platform/crypto/secrets.ts';
import type { Home } from '../deps.ts';
import { GrantRefused } from '../errors.ts';
import { bindRequestToken, selectRequestToken } from '../request-token-queries.ts';
import type { TenantRef } from '../principal.ts';
import type { GrantCall, Proof } from './grant.ts';

/** A request token of the App Center or of the self-service tool: usable again and again until it expires. */
export async function redeemRequestToken(call: GrantCall, home: Home | undefined, token: string): Promise<Proof> {
  if (!home) throw new GrantRefused('username-unknown');
  const found = await call.work.read(call.caller, (ctx) => selectRequestToken(ctx.tx, hashSecret(token)));
  if (!found || found.principalId !== home.principalId || found.expiresAt <= call.clock.now())
    throw new GrantRefused('credentials-wrong');
  const { kind, principalId: id, companyId } = home;
  const appId = found.appId ?? (await bind(call, { kind, id, companyId }, hashSecret(token)));
  if (appId !== call.app.id) throw new GrantRefused('request-token-of-another-app');
  return { principal: { kind, id, companyId }, scopes: call.app.scopes };
}

/** Binds a token of the App Center to the app that redeems it, unless another was faster: answers whose it is. */
const bind = (call: GrantCall, principal: TenantRef, tokenHash: string): Promise<string | undefined> =>
  call.work.write({ ...call.caller, companyId: principal.companyId }, (ctx) =>
    bindRequestToken(ctx.tx, { tokenHash, appId: call.app.id, principal }),
  );
