import type { OwnSandbox } from '../../modules/sandbox/index.ts';
import { ACCESS_TOKEN_SECONDS } from '../../modules/oauth/index.ts';
import { route, type Answer, type ManualCall, type Route } from '../../platform/http/facade.ts';
import { withParameters } from '../pages/return-to.ts';
import { mailOrigin } from '../pages/sign-in-by-mail.ts';
import { beginSession, callerIn } from '../pages/visit.ts';
import { placeOf } from '../place.ts';
import type { WebDeps } from './deps.ts';
import { assertOurs, open, PRIVATE } from './signed-route.ts';
import { SignUp, SignUpLink, Welcome } from './sign-up-schemas.ts';

/** The owner's first credentials: shown in this answer and nowhere else. */
async function welcome(deps: WebDeps, call: ManualCall, made: OwnSandbox): Promise<Answer> {
  const { companyId, userId, appId, clientSecret } = made;
  const caller = callerIn(call, companyId);
  const { name, login } = await call.work.read(caller, async (ctx) => ({
    name: (await deps.company.getCompany(ctx)).name,
    login: (await deps.identity.getUser(ctx, userId)).userName,
  }));
  const wish = { appId, principalId: userId, place: placeOf(call.site, deps.sites) };
  const tokens = await deps.oauth.tokensFor({ work: call.work, caller, clock: call.clock }, wish);
  const method = deps.signUp === 'mail' ? 'link' : 'password';
  return {
    status: 201,
    body: {
      companyName: name,
      login,
      clientId: appId,
      clientSecret,
      accessToken: tokens.accessToken,
      expiresIn: ACCESS_TOKEN_SECONDS,
      baseUrl: tokens.geolocation,
    },
    headers: { ...PRIVATE, 'set-cookie': [await beginSession(deps, call, { companyId, userId, method })] },
  };
}

/** Sandboxes for whoever asks; `deps.signUp` says how. */
export const signUpRoutes = (deps: WebDeps): Route[] => {
  const signUp = route({
    ...open,
    effect: 'manual',
    operation: 'signUp',
    method: 'POST',
    path: '/sign-ups',
    summary: 'Makes a sandbox with an app and its first token, or mails the link that does',
    schema: { body: SignUp, responses: { 201: Welcome, 204: null } },
    handler: async (call) => {
      assertOurs(deps, call, 'browser');
      const { work, caller, address, body } = call;
      if (deps.signUp === 'direct')
        return welcome(deps, call, await deps.onboarding.signUp({ work, caller, address, seeding: deps.seeding }, body));
      const base = mailOrigin(deps, call.site);
      const linkTo = (token: string): string => withParameters(`${base}/sign-up/confirm`, { token });
      await deps.onboarding.requestSignUp({ work, caller, address }, { ...body, linkTo, signInUrl: `${base}/` });
      return { status: 204, headers: PRIVATE };
    },
  });
  const confirm = route({
    ...open,
    effect: 'manual',
    operation: 'confirmSignUp',
    method: 'POST',
    path: '/sign-ups/confirmation',
    summary: 'Uses a mailed link up and makes the sandbox',
    schema: { body: SignUpLink, responses: { 201: Welcome } },
    handler: async (call) => {
      assertOurs(deps, call, 'browser');
      const { caller, body } = call;
      return welcome(deps, call, await deps.onboarding.confirmSignUp({ caller, seeding: deps.seeding }, body.token));
    },
  });
  if (deps.signUp === 'off') return [];
  return deps.signUp === 'mail' ? [signUp, confirm] : [signUp];
};
