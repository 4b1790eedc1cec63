import { html, type Html } from './html.ts';
import { alarm, field, hidden, type Problem } from './parts.ts';
import type { Way } from './sign-in-page.ts';

export const singleSignOnPage = (
  way: Pick<Way, 'returnTo' | 'appName'>,
  { login, problems = [] }: { login?: string; problems?: readonly Problem[] } = {},
): Html =>
  html`<div class="sheet">
    <h1>Sign in with your company</h1>
    ${way.appName !== undefined && html`<p class="quiet">to continue to <b>${way.appName}</b></p>`} ${alarm(problems)}
    <p>Your company may have a sign-in of its own. Tell us who you are, and we take you there.</p>
    <form method="get" action="/sign-in/sso" novalidate>
      ${hidden({ return_to: way.returnTo })}
      ${field({ id: 'login', label: 'Login', hint: 'Usually your email address at work', value: login, autocomplete: 'username', focus: true }, problems)}
      <button class="full" type="submit">Continue</button>
    </form>
    <p class="after"><a href="/sign-in?return_to=${encodeURIComponent(way.returnTo)}">Use a password instead</a></p>
  </div>`;

/** For the moment before the browser follows, and for browsers that do not. */
export const onwardPage = (url: string): Html =>
  html`<div class="sheet">
    <h1>On to your company’s sign-in</h1>
    <p>${new URL(url).host}</p>
    <p><a class="button full" href="${url}">Continue</a></p>
  </div>`;
