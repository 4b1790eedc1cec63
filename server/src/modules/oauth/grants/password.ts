import { parseUuid } from '../../../platform/ids/index.ts';
import { assertLivesHere } from '../admit.ts';
import type { Home, OAuthDeps } from '../deps.ts';
import { GrantRefused } from '../errors.ts';
import { given, required } from '../params.ts';
import type { Grant, GrantCall, Proof } from './grant.ts';
import { redeemRequestToken } from './request-token.ts';

/**
 * A user's password, or with `credtype=authtoken` the request token of a company or user. The Getting Started page sends a company's
 * request token without a credtype, so a company's id alone means one.
 */
export const password: Grant = {
  type: 'password',
  async redeem(deps, call) {
    const credtype = given(call.params, 'credtype');
    if (credtype !== undefined && credtype !== 'password' && credtype !== 'authtoken') throw new GrantRefused('credtype-invalid');
    const username = required(call.params, 'username', 'username-missing');
    const secret = required(call.params, 'password', 'password-missing');
    const home = await locate(deps, call, username);
    // Its own data centre alone can tell whether a principal's proof is right.
    if (home) assertLivesHere(call, home);
    if (credtype === 'authtoken' || (credtype === undefined && home?.kind === 'company'))
      return redeemRequestToken(call, home, secret);
    if (home?.kind === 'company') throw new GrantRefused('company-without-password');
    return signIn(deps, call, username, secret);
  },
};

async function locate(deps: OAuthDeps, call: GrantCall, username: string): Promise<Home | undefined> {
  const id = parseUuid(username);
  return call.work.read(call.caller, (ctx) =>
    id ? deps.directory.locatePrincipal(ctx.tx, id) : deps.directory.locateLogin(ctx.tx, username),
  );
}

async function signIn(deps: OAuthDeps, call: GrantCall, login: string, secret: string): Promise<Proof> {
  const signedIn = await deps.identity.checkPassword(call.work, call.caller, {
    login,
    password: secret,
    address: call.address,
  });
  return {
    principal: { kind: 'user', id: signedIn.userId, companyId: signedIn.companyId },
    scopes: call.app.scopes,
  };
}
