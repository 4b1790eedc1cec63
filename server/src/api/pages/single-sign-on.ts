import { SingleSignOnRefused } from '../../modules/signin/index.ts';
import type { Answer } from '../../platform/http/facade.ts';
import { html } from './markup/html.ts';
import { pageAnswer, redirectAnswer } from './markup/page.ts';
import type { Problem } from './markup/parts.ts';
import { onwardPage, singleSignOnPage } from './markup/single-sign-on-page.ts';
import type { PageDeps } from './deps.ts';
import { readerOf, type Reader } from './reader.ts';
import { isSignInError } from './sign-in.ts';
import { wordsFor } from './sign-in-words.ts';
import { beginSession, cookie, noCookie, openVisit, readCookie, type PageCall } from './visit.ts';
import { wayAnswer, wayTo } from './way.ts';

const CALLBACK = '/sign-in/sso/callback';

/** Where providers send browsers back: to be registered with them. */
export const ssoRedirectUri = (origin: string): string => `${origin}${CALLBACK}`;

/** Asks whose company, or, once that is known, leads to its identity provider. */
export async function showSingleSignOn(
  deps: PageDeps,
  call: PageCall,
  query: { login?: string; company?: string; return_to?: string },
): Promise<Answer> {
  const visit = await openVisit(deps, call);
  const way = await wayTo(deps, call, visit, query.return_to);
  const reader = readerOf(call);
  const { words } = reader;
  const login = (query.login ?? '').trim();
  const who = query.company ?? login;
  if (who === '') return wayAnswer(reader, way, visit, { title: words.byCompany, content: singleSignOnPage(reader, way) });
  try {
    const { url, secret } = await deps.signin.beginSingleSignOn(call.work, call.caller, {
      who,
      returnTo: way.returnTo,
      redirectUri: ssoRedirectUri(call.site.origin),
      address: call.address,
    });
    // A redirect would be held against the form's `form-action`, whose target nobody knows before the login is typed.
    const { body, status, headers } = pageAnswer({
      reader,
      title: words.byCompany,
      content: onwardPage(reader, url),
      cookies: [...visit.cookies, cookie(call.site, 'sso', secret)],
    });
    return { body, ...(status === undefined ? {} : { status }), headers: { ...headers, refresh: `0; url=${url}` } };
  } catch (error) {
    if (!(error instanceof SingleSignOnRefused)) throw error;
    const problem = { field: 'login', text: words.company.refused[error.reason] };
    const content = singleSignOnPage(reader, way, { login, problems: [problem] });
    return wayAnswer(reader, way, visit, { status: 403, title: words.byCompany, content });
  }
}

/** What the identity provider sends the browser back to. */
export async function finishSingleSignOn(deps: PageDeps, call: PageCall): Promise<Answer> {
  const at = call.url.indexOf('?');
  const secret = readCookie(call, 'sso');
  const gone = noCookie(call.site, 'sso');
  try {
    const back = { secret, callback: at < 0 ? '' : call.url.slice(at + 1), address: call.address };
    const { companyId, userId, returnTo } = await deps.signin.finishSingleSignOn(call.work, call.caller, back);
    return redirectAnswer(returnTo, [await beginSession(deps, call, { companyId, userId, method: 'sso' }), gone]);
  } catch (error) {
    const reader = readerOf(call);
    const text = whyNot(reader, call, error);
    if (text === undefined) throw error;
    const visit = await openVisit(deps, call);
    const way = await wayTo(deps, call, visit, undefined);
    return wayAnswer(
      { ...reader, here: '/sign-in/sso' },
      way,
      { ...visit, cookies: [...visit.cookies, gone] },
      {
        status: 403,
        title: reader.words.byCompany,
        content: singleSignOnPage(reader, way, { problems: [{ text }] }),
      },
    );
  }
}

/** What the provider itself says is for administrators, and in no language of ours. */
function whyNot({ words }: Reader, call: PageCall, error: unknown): Problem['text'] | undefined {
  if (isSignInError(error)) return wordsFor(words, error, call.clock);
  if (!(error instanceof SingleSignOnRefused)) return undefined;
  const { trouble } = error.facts;
  const why = words.company.refused[error.reason];
  return typeof trouble === 'string' ? html`${why} <span lang="en">${trouble}</span>` : why;
}
