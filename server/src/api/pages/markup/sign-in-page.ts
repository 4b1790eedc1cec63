import { html, type Html, type Piece } from './html.ts';
import { alarm, field, hidden, type Problem } from './parts.ts';

/** What every page on the way to being signed in knows. */
export interface Way {
  readonly formToken: string;
  /** Path and query where the browser goes once signed in. */
  readonly returnTo: string;
  /** The app that waits for the person. */
  readonly appName?: string | undefined;
}

const towards = (way: Way): Piece => way.appName !== undefined && html`<p class="quiet">to continue to <b>${way.appName}</b></p>`;
const query = (returnTo: string): string => `?return_to=${encodeURIComponent(returnTo)}`;

export function signInPage(way: Way, form: { login?: string; problems?: readonly Problem[]; more?: Piece } = {}): Html {
  const { login, problems = [], more } = form;
  return html`<div class="sheet">
    <h1>Sign in</h1>
    ${towards(way)} ${alarm(problems, more)}
    <form method="post" action="/sign-in" novalidate>
      ${hidden({ form_token: way.formToken, return_to: way.returnTo })}
      ${field({ id: 'login', label: 'Login', hint: 'Usually your email address at work', value: login, autocomplete: 'username', focus: true }, problems)}
      ${field({ id: 'password', label: 'Password', type: 'password', autocomplete: 'current-password' }, problems)}
      <button class="full" type="submit">Sign in</button>
    </form>
    <div class="or" role="separator" aria-label="or">or</div>
    <a class="button plain full" href="/sign-in/mail${query(way.returnTo)}">Send me a link by mail</a>
    <a class="button plain full" href="/sign-in/sso${query(way.returnTo)}">Sign in with your company</a>
  </div>`;
}

export function askForLinkPage(way: Way, form: { login?: string; problems?: readonly Problem[] } = {}): Html {
  const { login, problems = [] } = form;
  return html`<div class="sheet">
    <h1>Sign in with a link</h1>
    ${towards(way)} ${alarm(problems)}
    <p>We mail you a link that signs you in once. You need no password for it.</p>
    <form method="post" action="/sign-in/mail" novalidate>
      ${hidden({ form_token: way.formToken, return_to: way.returnTo })}
      ${field({ id: 'login', label: 'Login', hint: 'Usually your email address at work', value: login, autocomplete: 'username', focus: true }, problems)}
      <button class="full" type="submit">Send the link</button>
    </form>
    <p class="after"><a href="/sign-in${query(way.returnTo)}">Use a password instead</a></p>
  </div>`;
}

export const linkSentPage = (login: string, way: Pick<Way, 'returnTo'>, sandbox: boolean): Html =>
  html`<div class="sheet">
    <h1>Check your mail</h1>
    <p>If <b>${login}</b> can sign in here, a link is on its way to the address we know. It works once, for 15 minutes.</p>
    ${
      sandbox &&
      html`<div class="notice">
        <h2>This is a sandbox</h2>
        <p>No mail leaves it. Read it in the <a href="/sandbox/mailbox">mailbox</a>.</p>
      </div>`
    }
    <p class="quiet small">
      Nothing there after a minute? Look among the unwanted mail, or
      <a href="/sign-in/mail${query(way.returnTo)}">ask for another</a>.
    </p>
  </div>`;

/** A second step, because programs that check mail open links too: only a press of the button uses the link up. */
export const confirmLinkPage = (way: Way, link: { secret: string; name: string; login: string }): Html =>
  html`<div class="sheet">
    <h1>Sign in as ${link.name}?</h1>
    ${towards(way)}
    <p>The link in your mail signs in <b>${link.login}</b>.</p>
    <form method="post" action="/sign-in/link">
      ${hidden({ form_token: way.formToken, token: link.secret })} <button class="full" type="submit">Sign in</button>
    </form>
  </div>`;

export const linkUselessPage = (): Html =>
  html`<div class="sheet">
    <h1>This link does not work any more</h1>
    <p>A link works once, for 15 minutes after it was sent.</p>
    <p><a class="button" href="/sign-in/mail">Ask for a new link</a></p>
  </div>`;

export function changePasswordPage(way: Way, form: { login: string; problems?: readonly Problem[]; due: boolean }): Html {
  const { login, problems = [], due } = form;
  return html`<div class="sheet">
    <h1>Choose a new password</h1>
    ${towards(way)} ${alarm(problems)}
    ${due && problems.length === 0 && html`<div class="notice" role="status"><p>Your company asks you to change your password before you continue.</p></div>`}
    <form method="post" action="/sign-in/password" novalidate>
      ${hidden({ form_token: way.formToken, return_to: way.returnTo })}
      ${field({ id: 'login', label: 'Login', value: login, autocomplete: 'username', readonly: true })}
      ${field({ id: 'password', label: 'Current password', type: 'password', autocomplete: 'current-password', focus: true }, problems)}
      ${field({ id: 'new_password', label: 'New password', type: 'password', autocomplete: 'new-password' }, problems)}
      ${field({ id: 'new_password_again', label: 'New password again', type: 'password', autocomplete: 'new-password' }, problems)}
      <button class="full" type="submit">Change it and sign in</button>
    </form>
  </div>`;
}
