import { PasswordMustChange, SignInElsewhere, type SignInError } from '../../modules/identity/index.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Answer } from '../../platform/http/facade.ts';
import type { Piece } from './markup/html.ts';
import { redirectAnswer } from './markup/page.ts';
import { linkTo, type Problem } from './markup/parts.ts';
import { changePasswordPage, signInPage } from './markup/sign-in-page.ts';
import type { PageDeps } from './deps.ts';
import { CODE_PATH, enter, type Entry } from './enter.ts';
import { readerOf, type Reader } from './reader.ts';
import { returnPath, withParameters } from './return-to.ts';
import { singleSignOnPath } from './single-sign-on-path.ts';
import { wordsFor } from './sign-in-words.ts';
import { staleForm } from './trouble.ts';
import { callerIn, isOurForm, noSessionCookie, openVisit, type PageCall } from './visit.ts';
import { wayAnswer, wayTo, type KnownWay } from './way.ts';

export async function showSignIn(deps: PageDeps, call: PageCall, returnTo: string | undefined): Promise<Answer> {
  const visit = await openVisit(deps, call);
  if (visit.person) return redirectAnswer(returnPath(returnTo));
  const way = await wayTo(deps, call, visit, returnTo);
  const reader = readerOf(call);
  return wayAnswer(reader, way, visit, { title: reader.words.signIn, content: signInPage(reader, way) });
}

export interface SignInForm {
  readonly form_token?: string;
  readonly return_to?: string;
  readonly login?: string;
  readonly password?: string;
}

export async function signIn(deps: PageDeps, call: PageCall, form: SignInForm): Promise<Answer> {
  if (!isOurForm(deps, call, form.form_token, 'browser')) return staleForm(call);
  const visit = await openVisit(deps, call);
  const way = await wayTo(deps, call, visit, form.return_to);
  const reader = readerOf(call);
  const { words } = reader;
  const { login = '', password = '' } = form;
  const again = (status: number, problems: readonly Problem[], more?: Piece): Answer =>
    wayAnswer(reader, way, visit, { status, title: words.signIn, content: signInPage(reader, way, { login, problems, more }) });
  const missing = missingIn({ login: [login.trim(), words.missing.login], password: [password, words.missing.password] });
  if (missing.length > 0) return again(400, missing);
  try {
    const { identity } = deps;
    const { companyId, userId } = await identity.checkPassword(call.work, call.caller, {
      login,
      password,
      address: call.address,
    });
    return onward(await enter(deps, call, { companyId, userId, method: 'password', returnTo: way.returnTo }), way.returnTo);
  } catch (error) {
    if (!isSignInError(error)) throw error;
    if (error instanceof PasswordMustChange) {
      const content = changePasswordPage(reader, way, { login, due: true });
      return wayAnswer(reader, way, visit, { title: words.newPassword.title, content });
    }
    return again(403, [{ text: wordsFor(words, error, call.clock) }], otherDoor(deps, reader, error, { way, login }));
  }
}

/** To the place that waits, or to the second step on the way there. */
export const onward = ({ owesCode, cookies }: Entry, returnTo: string): Answer =>
  redirectAnswer(owesCode ? CODE_PATH : returnTo, cookies);

export const isSignInError = (error: unknown): error is SignInError =>
  error instanceof DomainError && error.code.startsWith('identity.sign-in.');

/** Where somebody who cannot sign in here may: another data centre's host, or the company's own sign-in. */
function otherDoor(
  deps: PageDeps,
  { words }: Reader,
  error: SignInError,
  { way, login }: { way: KnownWay; login: string },
): Piece {
  const home = error instanceof SignInElsewhere && deps.sites.all.find(({ code }) => code === error.facts['dataCenter']);
  if (home) return linkTo(home.browser + way.returnTo)(words.onwardAt(new URL(home.browser).host));
  if (error.code === 'identity.sign-in.sso-only')
    return words.companyOrLink(
      linkTo(singleSignOnPath({ login, returnTo: way.returnTo })),
      linkTo(withParameters('/sign-in/mail', { return_to: way.returnTo })),
    );
  return undefined;
}

/** Problems of the fields that were left empty. */
export const missingIn = (fields: Readonly<Record<string, readonly [value: string, words: string]>>): Problem[] =>
  Object.entries(fields).flatMap(([field, [value, text]]) => (value === '' ? [{ field, text }] : []));

export async function signOut(
  deps: PageDeps,
  call: PageCall,
  form: { form_token?: string; return_to?: string },
): Promise<Answer> {
  const { session } = await openVisit(deps, call);
  if (session) {
    if (!isOurForm(deps, call, form.form_token, 'session')) return staleForm(call);
    const { companyId, userId, id: sessionId } = session;
    await call.work.write(callerIn(call, companyId), (ctx) => deps.signin.endSession(ctx, { userId, sessionId }));
  }
  return redirectAnswer(returnPath(form.return_to), [noSessionCookie(call.site)]);
}
