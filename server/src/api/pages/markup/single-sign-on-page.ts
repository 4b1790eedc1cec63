import { html, type Html } from './html.ts';
import type { Reader } from '../reader.ts';
import { alarm, field, hidden, type Problem } from './parts.ts';
import { towards, type Way } from './sign-in-page.ts';

export const singleSignOnPage = (
  reader: Reader,
  way: Pick<Way, 'returnTo' | 'appName'>,
  { login, problems = [] }: { login?: string; problems?: readonly Problem[] } = {},
): Html =>
  html`<div class="sheet">
    <h1>${reader.words.byCompany}</h1>
    ${towards(reader, way)} ${alarm(reader, problems)}
    <p>${reader.words.company.text}</p>
    <form method="get" action="/sign-in/sso" novalidate>
      ${hidden({ return_to: way.returnTo })}
      ${field({ id: 'login', label: reader.words.login, hint: reader.words.loginHint, value: login, autocomplete: 'username', focus: true }, problems)}
      <button class="full" type="submit">${reader.words.onward}</button>
    </form>
    <p class="after"><a href="/sign-in?return_to=${encodeURIComponent(way.returnTo)}">${reader.words.passwordInstead}</a></p>
  </div>`;

/** For the moment before the browser follows, and for browsers that do not. */
export const onwardPage = ({ words }: Reader, url: string): Html =>
  html`<div class="sheet">
    <h1>${words.company.onward}</h1>
    <p>${new URL(url).host}</p>
    <p><a class="button full" href="${url}">${words.onward}</a></p>
  </div>`;
