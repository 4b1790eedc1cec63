import Type from 'typebox';
import type { User } from '../../modules/identity/index.ts';
import { SessionNotFound } from '../../modules/signin/index.ts';
import { route, type Answer, type ManualCall, type Route } from '../../platform/http/facade.ts';
import { languageFor } from '../../platform/language/language.ts';
import { browserName } from '../pages/browser-name.ts';
import { returnPath } from '../pages/return-to.ts';
import { enter, enterWithCode } from '../pages/enter.ts';
import { mailOrigin } from '../pages/sign-in-by-mail.ts';
import { noSessionCookie, openVisit, type Visit } from '../pages/visit.ts';
import type { WebDeps } from './deps.ts';
import { actingAs, assertOurs, open, PRIVATE, signedRoute } from './signed-route.ts';
import { Code, Credentials, LinkWish, OpenSession, OwedStep, Session } from './schemas.ts';
import { mayMoveSandbox, mayReadCompanyMail } from './sandbox-policy.ts';

async function showSession(deps: WebDeps, call: ManualCall): Promise<Answer> {
  const visit = await openVisit(deps, call);
  const signedIn = await describe(deps, call, visit);
  const proof = signedIn ? visit.sessionFormToken : visit.formToken;
  const cookies = visit.cookies.length > 0 ? { 'set-cookie': [...visit.cookies] } : {};
  return { body: { proof, sandbox: deps.sandbox, signUp: deps.signUp, signedIn }, headers: { ...PRIVATE, ...cookies } };
}

async function describe(deps: WebDeps, call: ManualCall, { session, person }: Visit) {
  if (!session || !person) return null;
  const { userId } = session;
  return call.work.read(actingAs(call, session), async (ctx) => {
    const [user, company, roles, manageApps, moveSandbox, readTrail, configure, administerPeople, readCompanyMail] = [
      await deps.identity.getUser(ctx, userId),
      await deps.company.getCompany(ctx),
      await deps.identity.rolesOf(ctx, userId),
      await deps.oauth.mayManageApps(ctx),
      await mayMoveSandbox(deps, ctx),
      await deps.audit.mayReadTrail(ctx),
      await deps.onboarding.mayConfigure(ctx),
      await deps.identity.mayAdminister(ctx, 'change'),
      await mayReadCompanyMail(deps, ctx),
    ];
    return {
      ...nameOf(user),
      roles: [...roles].sort(),
      company: { id: company.id, name: company.name, currency: company.currency, country: company.countryCode },
      may: { manageApps, moveSandbox, readTrail, configure, administerPeople, readCompanyMail },
    };
  });
}

const nameOf = ({ id, displayName, userName, preferredLanguage }: User) => ({
  userId: id,
  name: displayName,
  login: userName,
  language: preferredLanguage,
});

async function signIn(deps: WebDeps, call: ManualCall, given: { login: string; password: string }): Promise<Answer> {
  assertOurs(deps, call, 'browser');
  const { companyId, userId } = await deps.identity.checkPassword(call.work, call.caller, { ...given, address: call.address });
  // The place stays the browser's own: its address does not change on the way.
  const { owesCode, cookies } = await enter(deps, call, { companyId, userId, method: 'password', returnTo: '/' });
  const headers = { ...PRIVATE, 'set-cookie': [...cookies] };
  return owesCode ? { status: 200, body: { owes: 'code' }, headers } : { status: 204, headers };
}

async function signInWithCode(deps: WebDeps, call: ManualCall, { code }: { code: string }): Promise<Answer> {
  assertOurs(deps, call, 'browser');
  const { cookies } = await enterWithCode(deps, call, code);
  return { headers: { ...PRIVATE, 'set-cookie': [...cookies] } };
}

async function mailLink(deps: WebDeps, call: ManualCall, wish: { login: string; returnTo: string }): Promise<Answer> {
  assertOurs(deps, call, 'browser');
  const base = mailOrigin(deps, call.site);
  const linkTo = (secret: string): string => `${base}/sign-in/link?token=${encodeURIComponent(secret)}`;
  await deps.signin.requestLink(call.work, call.caller, { login: wish.login, returnTo: returnPath(wish.returnTo), linkTo });
  return { headers: PRIVATE };
}

/** Who is signed in on this browser, and where else they are. */
export const sessionRoutes = (deps: WebDeps): Route[] => [
  route({
    ...open,
    effect: 'manual',
    operation: 'getSession',
    method: 'GET',
    path: '/session',
    summary: 'Who is signed in on this browser',
    schema: { responses: { 200: Session } },
    handler: (call) => showSession(deps, call),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'signIn',
    method: 'POST',
    path: '/session',
    summary: 'Signs in with a password',
    schema: { body: Credentials, responses: { 200: OwedStep, 204: null } },
    handler: (call) => signIn(deps, call, call.body),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'signInWithCode',
    method: 'POST',
    path: '/session/code',
    summary: 'Ends the second step with a code of the authenticator app, or a recovery code',
    schema: { body: Code, responses: { 204: null } },
    handler: (call) => signInWithCode(deps, call, call.body),
  }),
  route({
    ...open,
    effect: 'manual',
    operation: 'mailSignInLink',
    method: 'POST',
    path: '/sign-in-links',
    summary: 'Mails a one-time link; the answer is the same whoever has the login',
    schema: { body: LinkWish, responses: { 204: null } },
    handler: (call) => mailLink(deps, call, call.body),
  }),
  signedRoute(deps, {
    operation: 'signOut',
    method: 'DELETE',
    path: '/session',
    summary: 'Signs this browser out',
    schema: { responses: { 204: null } },
    handler: async ({ ctx, session, site }) => {
      await deps.signin.endSession(ctx, { userId: session.userId, sessionId: session.id });
      return { headers: { 'set-cookie': [noSessionCookie(site)] } };
    },
  }),
  signedRoute(deps, {
    operation: 'listSessions',
    method: 'GET',
    path: '/sessions',
    summary: 'The browsers in which one is signed in',
    schema: { responses: { 200: Type.Array(OpenSession) } },
    handler: async ({ ctx, session }) => ({
      body: (await deps.signin.listSessions(ctx, session.userId)).map((one) => ({
        id: one.id,
        browser: browserName(one.userAgent, languageFor(ctx.language)),
        method: one.method,
        createdAt: one.createdAt.toISOString(),
        lastSeenAt: one.lastSeenAt.toISOString(),
        here: one.id === session.id,
      })),
    }),
  }),
  signedRoute(deps, {
    operation: 'endSession',
    method: 'DELETE',
    path: '/sessions/{sessionId}',
    summary: 'Signs another browser out',
    schema: { params: Type.Object({ sessionId: Type.String() }), responses: { 204: null } },
    handler: async ({ ctx, session, params }) => {
      const ended = await deps.signin.endSession(ctx, { userId: session.userId, sessionId: params.sessionId });
      if (!ended) throw new SessionNotFound(params.sessionId);
      return {};
    },
  }),
];
