import { html, type Html, type Piece } from './html.ts';
import type { Reader } from '../reader.ts';
import { alarm, field, hidden, linkTo, type Problem } from './parts.ts';

/** What every page on the way to being signed in knows. */
export interface Way {
  readonly formToken: string;
  /** Path and query where the browser goes once signed in. */
  readonly returnTo: string;
  /** The app that waits for the person. */
  readonly appName?: string | undefined;
}

export const towards = ({ words }: Reader, { appName }: Pick<Way, 'appName'>): Piece =>
  appName !== undefined && html`<p class="quiet">${words.towards(html`<b>${appName}</b>`)}</p>`;
const query = (returnTo: string): string => `?return_to=${encodeURIComponent(returnTo)}`;

export function signInPage(
  reader: Reader,
  way: Way,
  form: { login?: string; problems?: readonly Problem[]; more?: Piece } = {},
): Html {
  const { words } = reader;
  const { login, problems = [], more } = form;
  return html`<div class="sheet">
    <h1>${words.signIn}</h1>
    ${towards(reader, way)} ${alarm(reader, problems, more)}
    <form method="post" action="/sign-in" novalidate>
      ${hidden({ form_token: way.formToken, return_to: way.returnTo })}
      ${field({ id: 'login', label: words.login, hint: words.loginHint, value: login, autocomplete: 'username', focus: true }, problems)}
      ${field({ id: 'password', label: words.password, type: 'password', autocomplete: 'current-password' }, problems)}
      <button class="full" type="submit">${words.signIn}</button>
    </form>
    <div class="or" role="separator" aria-label="${words.or}">${words.or}</div>
    <a class="button plain full" href="/sign-in/mail${query(way.returnTo)}">${words.byMail}</a>
    <a class="button plain full" href="/sign-in/sso${query(way.returnTo)}">${words.byCompany}</a>
  </div>`;
}

export function askForLinkPage(reader: Reader, way: Way, form: { login?: string; problems?: readonly Problem[] } = {}): Html {
  const { words } = reader;
  const { login, problems = [] } = form;
  return html`<div class="sheet">
    <h1>${words.link.title}</h1>
    ${towards(reader, way)} ${alarm(reader, problems)}
    <p>${words.link.text}</p>
    <form method="post" action="/sign-in/mail" novalidate>
      ${hidden({ form_token: way.formToken, return_to: way.returnTo })}
      ${field({ id: 'login', label: words.login, hint: words.loginHint, value: login, autocomplete: 'username', focus: true }, problems)}
      <button class="full" type="submit">${words.link.submit}</button>
    </form>
    <p class="after"><a href="/sign-in${query(way.returnTo)}">${words.passwordInstead}</a></p>
  </div>`;
}

export const linkSentPage = ({ words }: Reader, login: string, way: Pick<Way, 'returnTo'>, sandbox: boolean): Html =>
  html`<div class="sheet">
    <h1>${words.link.sentTitle}</h1>
    <p>${words.link.sent(html`<b>${login}</b>`)}</p>
    ${
      sandbox &&
      html`<div class="notice">
        <h2>${words.link.sandbox}</h2>
        <p>${words.link.sandboxText(linkTo('/sandbox/mailbox'))}</p>
      </div>`
    }
    <p class="quiet small">
      ${words.link.nothing(linkTo(`/sign-in/mail${query(way.returnTo)}`))}
    </p>
  </div>`;

/** A second step, because programs that check mail open links too: only a press of the button uses the link up. */
export const confirmLinkPage = (reader: Reader, way: Way, link: { secret: string; name: string; login: string }): Html =>
  html`<div class="sheet">
    <h1>${reader.words.link.confirm(link.name)}</h1>
    ${towards(reader, way)}
    <p>${reader.words.link.confirmText(html`<b>${link.login}</b>`)}</p>
    <form method="post" action="/sign-in/link">
      ${hidden({ form_token: way.formToken, token: link.secret })} <button class="full" type="submit">${reader.words.signIn}</button>
    </form>
  </div>`;

export const linkUselessPage = ({ words }: Reader): Html =>
  html`<div class="sheet">
    <h1>${words.link.useless}</h1>
    <p>${words.link.uselessText}</p>
    <p><a class="button" href="/sign-in/mail">${words.link.askNew}</a></p>
  </div>`;

export function changePasswordPage(
  reader: Reader,
  way: Way,
  form: { login: string; problems?: readonly Problem[]; due: boolean },
): Html {
  const { words } = reader;
  const { newPassword } = words;
  const { login, problems = [], due } = form;
  return html`<div class="sheet">
    <h1>${newPassword.title}</h1>
    ${towards(reader, way)} ${alarm(reader, problems)}
    ${due && problems.length === 0 && html`<div class="notice" role="status"><p>${newPassword.due}</p></div>`}
    <form method="post" action="/sign-in/password" novalidate>
      ${hidden({ form_token: way.formToken, return_to: way.returnTo })}
      ${field({ id: 'login', label: words.login, value: login, autocomplete: 'username', readonly: true })}
      ${field({ id: 'password', label: newPassword.current, type: 'password', autocomplete: 'current-password', focus: true }, problems)}
      ${field({ id: 'new_password', label: newPassword.chosen, type: 'password', autocomplete: 'new-password' }, problems)}
      ${field({ id: 'new_password_again', label: newPassword.again, type: 'password', autocomplete: 'new-password' }, problems)}
      <button class="full" type="submit">${newPassword.submit}</button>
    </form>
  </div>`;
}
