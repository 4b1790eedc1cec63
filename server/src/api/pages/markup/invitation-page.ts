import { html, type Html } from './html.ts';
import type { Reader } from '../reader.ts';
import { alarm, field, hidden, linkTo, type Problem } from './parts.ts';

export const invitationPage = (
  reader: Reader,
  about: { formToken: string; token: string; name: string; login: string; companyName: string; minLength: number },
  problems: readonly Problem[],
): Html =>
  html`<div class="sheet">
    <h1>${reader.words.invitation.welcome(about.name)}</h1>
    ${alarm(reader, problems)}
    <p>${reader.words.invitation.text(html`<b>${about.companyName}</b>`, about.minLength)}</p>
    <form method="post" action="/invitation" novalidate>
      ${hidden({ form_token: about.formToken, token: about.token })}
      ${field({ id: 'login', label: reader.words.login, value: about.login, autocomplete: 'username', readonly: true })}
      ${field({ id: 'new_password', label: reader.words.password, type: 'password', autocomplete: 'new-password', focus: true }, problems)}
      ${field({ id: 'new_password_again', label: reader.words.passwordAgain, type: 'password', autocomplete: 'new-password' }, problems)}
      <button class="full" type="submit">${reader.words.invitation.submit}</button>
    </form>
  </div>`;

export const invitationUselessPage = ({ words }: Reader): Html =>
  html`<div class="sheet">
    <h1>${words.invitation.useless}</h1>
    <p>${words.invitation.uselessText}</p>
    <p>${words.invitation.ask(linkTo('/sign-in'))}</p>
  </div>`;
