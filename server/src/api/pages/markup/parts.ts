import type { Reader } from '../reader.ts';
import { html, type Html, type Piece } from './html.ts';

/** What went wrong with a form: in words, and where. */
export interface Problem {
  readonly text: string | Html;
  /** Id of the field it is about; the summary then leads there. */
  readonly field?: string;
}

export interface Field {
  readonly id: string;
  readonly label: string;
  readonly type?: 'text' | 'email' | 'password';
  readonly hint?: string;
  readonly value?: string | undefined;
  readonly autocomplete: string;
  readonly readonly?: boolean;
  readonly focus?: boolean;
}

/** A labelled field; its problem stands below it and is read out with it. Fields of a form share its list of problems. */
export function field(about: Field, problems: readonly Problem[] = []): Html {
  const { id, label, type = 'text', hint, value, autocomplete } = about;
  const problem = problems.find((one) => one.field === id);
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  return html`<div class="field">
    <label for="${id}">${label}</label>
    ${hint && html`<p class="hint" id="${id}-hint">${hint}</p>`}
    <input
      id="${id}"
      name="${id}"
      type="${type}"
      autocomplete="${autocomplete}"
      required${[
        value !== undefined && html` value="${value}"`,
        described !== '' && html` aria-describedby="${described}"`,
        problem && html` aria-invalid="true"`,
        about.readonly && html` readonly`,
        about.focus && problems.length === 0 && html` autofocus`,
        autocomplete === 'username' && html` autocapitalize="none" spellcheck="false"`,
      ]}
    />
    ${problem && html`<p class="problem" id="${id}-problem">${problem.text}</p>`}
  </div>`;
}

/** The summary of a form's problems: takes the focus, and leads to the fields. */
export function alarm({ words }: Reader, problems: readonly Problem[], more?: Piece): Piece {
  if (problems.length === 0) return undefined;
  const texts = problems.map(({ text, field: id }) => html`<li>${id ? html`<a href="#${id}">${text}</a>` : text}</li>`);
  const [only] = problems;
  return html`<div class="alarm" role="alert" tabindex="-1" autofocus>
    <h2>${words.failed}</h2>
    ${
      problems.length === 1 && only && !only.field
        ? html`<p>${only.text}</p>`
        : html`<ul>
            ${texts}
          </ul>`
    }
    ${more && html`<p>${more}</p>`}
  </div>`;
}

export const hidden = (values: Readonly<Record<string, string | undefined>>): Html[] =>
  Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [html`<input type="hidden" name="${name}" value="${value}" />`],
  );

/** Who is signed in, with the way out. */
export const whoIsSignedIn = (
  { words }: Reader,
  person: { name: string; login: string },
  formToken: string,
  returnTo: string,
): Html =>
  html`<div class="who">
    <span>${words.signedInAs(html`<b>${person.name}</b>`)} <span class="quiet small">${person.login}</span></span>
    <form method="post" action="/sign-out">
      ${hidden({ form_token: formToken, return_to: returnTo })}
      <button class="aslink small" type="submit">${words.notYou}</button>
    </form>
  </div>`;

/** Makes a link to an address of words that stand in a sentence. */
export const linkTo =
  (address: string) =>
  (words: string): Html =>
    html`<a href="${address}">${words}</a>`;

/** The server does not know the reader's zone. */
export const moment = ({ locale }: Reader, at: Date): Html =>
  html`<time datetime="${at.toISOString()}"
    >${new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(at)} UTC</time
  >`;
