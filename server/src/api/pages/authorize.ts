import { describeScope, GrantRefused } from '../../modules/oauth/index.ts';
import type { Actor } from '../../platform/actor.ts';
import type { Answer } from '../../platform/http/facade.ts';
import { checkAuthorization, denialOf, type FittingRequest, type MisfittingRequest } from './check-authorization.ts';
import { consentPage } from './markup/consent-page.ts';
import { pageAnswer, redirectAnswer } from './markup/page.ts';
import { signInPage } from './markup/sign-in-page.ts';
import type { PageDeps } from './deps.ts';
import type { AuthorizationQuery, Denial, Generation } from './generations.ts';
import { readerOf, type Reader } from './reader.ts';
import { formTarget, withParameters } from './return-to.ts';
import { staleForm, trouble } from './trouble.ts';
import { callerIn, isOurForm, openVisit, type PageCall, type Visit } from './visit.ts';

const USER_DENIED: Denial = { code: 'user_denied', error: 'access_denied', description: 'The user denied your request.' };
const LOGIN_REQUIRED: Denial = { code: 'login_required', error: 'login_required', description: 'The user must sign in.' };
const CONSENT_REQUIRED: Denial = {
  code: 'consent_required',
  error: 'consent_required',
  description: 'The user must agree to the request.',
};

/** Somebody who is signed in, before a request that fits. */
type Signed = Visit & { readonly session: NonNullable<Visit['session']>; readonly person: NonNullable<Visit['person']> };
const isSigned = (visit: Visit): visit is Signed => visit.session !== undefined && visit.person !== undefined;

/**
 * The authorization page: signs the person in, asks, and sends the browser back to the app. Who is signed in is not asked to
 * sign in again, and who has agreed to these scopes before, and has not disconnected the app since, is not asked again;
 * `prompt` overrides both.
 */
export async function authorize(
  deps: PageDeps,
  generation: Generation,
  call: PageCall,
  query: AuthorizationQuery,
): Promise<Answer> {
  const request = await checkAuthorization(deps, call, generation, query);
  if (request.kind === 'misfits') return misfit(call, generation, request, query);
  const prompts = new Set((query['prompt'] ?? '').split(' '));
  const refuse = (denial: Denial): Answer => redirectAnswer(generation.refused(request.redirectUri, denial, query['state']));
  const visit = await openVisit(deps, call);
  if (!isSigned(visit) || prompts.has('login') || prompts.has('select_account'))
    return prompts.has('none') ? refuse(LOGIN_REQUIRED) : askToSignIn(readerOf(call), generation, query, { request, visit });
  if (!prompts.has('consent') && (await hasAgreed(deps, call, visit, request)))
    return sendBack(deps, generation, call, visit, request, query);
  return prompts.has('none') ? refuse(CONSENT_REQUIRED) : askToAgree(readerOf(call), generation, query, { request, visit });
}

/** The person's answer to the consent page. The request is checked anew: what the form carries has been in the browser. */
export async function decide(
  deps: PageDeps,
  generation: Generation,
  call: PageCall,
  form: { form_token?: string; request?: string; decision?: string },
): Promise<Answer> {
  const query = Object.fromEntries(new URLSearchParams(form.request ?? ''));
  const visit = await openVisit(deps, call);
  if (!isSigned(visit)) return redirectAnswer(withParameters(generation.path, query));
  if (!isOurForm(deps, call, form.form_token, 'session')) return staleForm(call);
  const request = await checkAuthorization(deps, call, generation, query);
  if (request.kind === 'misfits') return misfit(call, generation, request, query);
  if (form.decision !== 'allow') return redirectAnswer(generation.refused(request.redirectUri, USER_DENIED, query['state']));
  return sendBack(deps, generation, call, visit, request, query);
}

/** Some errors must not lead to the address that came with the request: it may be anybody's. */
function misfit(
  call: PageCall,
  generation: Generation,
  { denial, reason, redirectUri }: MisfittingRequest,
  query: AuthorizationQuery,
): Answer {
  if (redirectUri !== undefined) return redirectAnswer(generation.refused(redirectUri, denial, query['state']));
  const reader = { ...readerOf(call), here: withParameters(generation.path, query) };
  const { misfit: title, misfits } = reader.words.trouble;
  const text = Object.hasOwn(misfits, reason) ? misfits[reason as keyof typeof misfits] : denial.description;
  return trouble(call, 400, { title, text, code: Number(denial.code), error: denial.error }, reader);
}

const ASKED_BY_SIGNING_IN = new Set(['login', 'select_account']);

function askToSignIn(
  reader: Reader,
  generation: Generation,
  query: AuthorizationQuery,
  { request, visit }: { request: FittingRequest; visit: Visit },
): Answer {
  // Once signed in the wish to do so is fulfilled; the other prompts still stand.
  const prompt = (query['prompt'] ?? '')
    .split(' ')
    .filter((one) => one !== '' && !ASKED_BY_SIGNING_IN.has(one))
    .join(' ');
  const returnTo = withParameters(generation.path, { ...query, prompt: prompt === '' ? undefined : prompt });
  const way = { formToken: visit.formToken, returnTo, appName: request.app.name };
  return pageAnswer({
    reader,
    title: reader.words.signIn,
    content: signInPage(reader, way),
    formTargets: [formTarget(request.redirectUri)],
    cookies: visit.cookies,
  });
}

function askToAgree(
  reader: Reader,
  generation: Generation,
  query: AuthorizationQuery,
  { request, visit }: { request: FittingRequest; visit: Signed },
): Answer {
  const { consent } = reader.words;
  const { app, redirectUri, scopes } = request;
  const target = formTarget(redirectUri);
  const content = consentPage(reader, {
    action: generation.path,
    request: withParameters('', query).slice(1),
    formToken: visit.sessionFormToken,
    returnTo: withParameters(generation.path, query),
    person: visit.person,
    app,
    scopes: scopes.map((code) => ({ code, words: describeScope(code, reader.language) })),
    destination: target.startsWith('http') ? new URL(target).host : consent.program(target),
  });
  return pageAnswer({ reader, title: consent.title(app.name), content, formTargets: [target], cookies: visit.cookies });
}

const hasAgreed = (deps: PageDeps, call: PageCall, { session }: Signed, request: FittingRequest): Promise<boolean> =>
  call.work.read(callerIn(call, session.companyId), async (ctx) => {
    const about = { userId: session.userId, appId: request.app.id, scopes: request.scopes };
    if (!(await deps.signin.hasConsented(ctx, about))) return false;
    const connections = await deps.oauth.listConnections(ctx, about.userId);
    return connections.some(({ appId }) => appId === about.appId);
  });

async function sendBack(
  deps: PageDeps,
  generation: Generation,
  call: PageCall,
  { session }: Signed,
  request: FittingRequest,
  query: AuthorizationQuery,
): Promise<Answer> {
  const { app, redirectUri, scopes, challenge } = request;
  const { companyId, userId } = session;
  const actor: Actor = { kind: 'user', userId, companyId, appId: app.id, scopes: new Set(scopes) };
  try {
    const answer = await call.work.write({ ...call.caller, actor }, async (ctx) => {
      await deps.oauth.assertServes(ctx, app);
      await deps.signin.giveConsent(ctx, { userId, appId: app.id, scopes });
      const code = await generation.issue(deps.oauth, ctx, { appId: app.id, userId, companyId, redirectUri, scopes, challenge });
      return { code, geolocation: deps.sites.geolocationOf((await deps.company.getCompany(ctx)).dataCenter, call.site) };
    });
    return redirectAnswer(generation.granted(redirectUri, { ...answer, state: query['state'] }));
  } catch (error) {
    if (!(error instanceof GrantRefused)) throw error;
    return redirectAnswer(generation.refused(redirectUri, denialOf(error), query['state']));
  }
}
