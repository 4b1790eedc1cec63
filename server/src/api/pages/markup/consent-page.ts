import { html, type Html } from './html.ts';
import type { Reader } from '../reader.ts';
import { mark } from './page.ts';
import { hidden, whoIsSignedIn } from './parts.ts';

export interface ConsentView {
  /** Path of the authorization page, where the answer is sent. */
  readonly action: string;
  /** The query as the app sent it; it is checked again with the answer. */
  readonly request: string;
  readonly formToken: string;
  readonly returnTo: string;
  readonly person: { readonly name: string; readonly login: string };
  readonly app: { readonly name: string; readonly description: string };
  readonly scopes: readonly { readonly code: string; readonly words: string }[];
  /** Where the person goes afterwards: host, or scheme of a program. */
  readonly destination: string;
}

export function consentPage(reader: Reader, view: ConsentView): Html {
  const { consent } = reader.words;
  const { app, person, scopes } = view;
  const rights = scopes.map(({ code, words }) => html`<li>${words} <code>${code}</code></li>`);
  return html`<div class="sheet">
    <div class="pair" aria-hidden="true"><span class="letter">${initialOf(app.name)}</span><span class="dots"></span>${mark}</div>
    <h1>${consent.heading(app.name)}</h1>
    ${app.description !== '' && html`<p class="quiet">${app.description}</p>`}
    ${whoIsSignedIn(reader, person, view.formToken, view.returnTo)}
    ${
      scopes.length > 0
        ? html`<h2>${consent.rights}</h2>
            <ul class="rights">
              ${rights}
            </ul>`
        : html`<p>${consent.none}</p>`
    }
    <form method="post" action="${view.action}">
      ${hidden({ form_token: view.formToken, request: view.request })}
      <div class="actions">
        <button type="submit" name="decision" value="allow">${consent.allow}</button>
        <button class="plain" type="submit" name="decision" value="deny">${consent.deny}</button>
      </div>
    </form>
    <p class="quiet small">${consent.limits(html`<b>${view.destination}</b>`)}</p>
  </div>`;
}

const initialOf = (name: string): string => /^./u.exec(name.trim())?.[0].toUpperCase() ?? '?';
