import { html, type Html } from './html.ts';
import { alarm, field, hidden, type Problem } from './parts.ts';
import type { Way } from './sign-in-page.ts';

/** The second step: the code that an authenticator app shows now. */
export const codePage = (way: Pick<Way, 'formToken' | 'appName'>, problems: readonly Problem[] = []): Html =>
  html`<div class="sheet">
    <h1>Enter your code</h1>
    ${way.appName !== undefined && html`<p class="quiet">to continue to <b>${way.appName}</b></p>`} ${alarm(problems)}
    <p>Your account is protected by an authenticator app. Type the six digits that it shows now.</p>
    <form method="post" action="/sign-in/code" novalidate>
      ${hidden({ form_token: way.formToken })}
      ${field({ id: 'code', label: 'Code', hint: 'Or one of your recovery codes', autocomplete: 'one-time-code', focus: true }, problems)}
      <button class="full" type="submit">Continue</button>
    </form>
    <p class="quiet small">
      No app and no recovery code? An administrator of your company can reset this step. <a href="/sign-in">Sign in as somebody else</a>
    </p>
  </div>`;
