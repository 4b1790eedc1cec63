import { html, type Html } from './html.ts';
import type { Reader } from '../reader.ts';
import { alarm, field, hidden, type Problem } from './parts.ts';
import { towards, type Way } from './sign-in-page.ts';

/** The second step: the code that an authenticator app shows now. */
export const codePage = (reader: Reader, way: Pick<Way, 'formToken' | 'appName'>, problems: readonly Problem[] = []): Html =>
  html`<div class="sheet">
    <h1>${reader.words.code.title}</h1>
    ${towards(reader, way)} ${alarm(reader, problems)}
    <p>${reader.words.code.text}</p>
    <form method="post" action="/sign-in/code" novalidate>
      ${hidden({ form_token: way.formToken })}
      ${field({ id: 'code', label: reader.words.code.label, hint: reader.words.code.hint, autocomplete: 'one-time-code', focus: true }, problems)}
      <button class="full" type="submit">${reader.words.onward}</button>
    </form>
    <p class="quiet small">
      ${reader.words.code.lost} <a href="/sign-in">${reader.words.code.other}</a>
    </p>
  </div>`;
