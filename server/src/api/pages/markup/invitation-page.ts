import { html, type Html } from './html.ts';
import { alarm, field, hidden, type Problem } from './parts.ts';

export const invitationPage = (
  about: { formToken: string; token: string; name: string; login: string; companyName: string; minLength: number },
  problems: readonly Problem[],
): Html =>
  html`<div class="sheet">
    <h1>Welcome, ${about.name}</h1>
    ${alarm(problems)}
    <p><b>${about.companyName}</b> has made an account for you. Choose a password of at least ${about.minLength} characters, and you are in.</p>
    <form method="post" action="/invitation" novalidate>
      ${hidden({ form_token: about.formToken, token: about.token })}
      ${field({ id: 'login', label: 'Login', value: about.login, autocomplete: 'username', readonly: true })}
      ${field({ id: 'new_password', label: 'Password', type: 'password', autocomplete: 'new-password', focus: true }, problems)}
      ${field({ id: 'new_password_again', label: 'Password again', type: 'password', autocomplete: 'new-password' }, problems)}
      <button class="full" type="submit">Begin</button>
    </form>
  </div>`;

export const invitationUselessPage = (): Html =>
  html`<div class="sheet">
    <h1>This invitation does not work any more</h1>
    <p>An invitation works once, for 7 days, and a newer one takes its place.</p>
    <p>Ask whoever invited you for another, or <a href="/sign-in">sign in</a> if you have a password.</p>
  </div>`;
