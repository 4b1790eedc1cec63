import { html, type Html, type Piece } from './html.ts';
import type { Reader } from '../reader.ts';
import { hidden, moment } from './parts.ts';

export interface FrontView {
  readonly person?: { readonly name: string } | undefined;
  readonly formToken: string;
  readonly sandbox: boolean;
}

export function frontHead({ words }: Reader, { person, formToken }: FrontView): Piece {
  if (!person) return html`<a href="/sign-in">${words.signIn}</a>`;
  return html`<a href="/account">${person.name}</a>
    <form method="post" action="/sign-out">
      ${hidden({ form_token: formToken })}<button class="aslink" type="submit">${words.signOut}</button>
    </form>`;
}

export function frontPage({ words }: Reader, { person, sandbox }: FrontView): Html {
  const { front } = words;
  return html`<div class="front">
    <h1>${front.heading}</h1>
    <p class="lead">
      ${front.lead}
    </p>
    <ul class="doors">
      <li>
        <a href="/docs">${front.docs}</a>
        <p>${front.docsText}</p>
      </li>
      ${
        person
          ? html`<li>
              <a href="/account">${front.account}</a>
              <p>${front.accountText}</p>
            </li>`
          : html`<li>
              <a href="/sign-in">${words.signIn}</a>
              <p>${front.signInText}</p>
            </li>`
      }
      ${
        sandbox &&
        html`<li>
          <a href="/sandbox/mailbox">${front.mailbox}</a>
          <p>${front.mailboxText}</p>
        </li>`
      }
    </ul>
  </div>`;
}

export interface AccountView {
  readonly person: { readonly name: string; readonly login: string };
  readonly formToken: string;
  readonly sessions: readonly {
    readonly id: string;
    readonly browser: string;
    readonly began: Date;
    readonly seen: Date;
    readonly here: boolean;
  }[];
}

export function accountPage(reader: Reader, { person, formToken, sessions }: AccountView): Html {
  const { words } = reader;
  const { account } = words;
  const rows = sessions.map(
    ({ id, browser, began, seen, here }) =>
      html`<li class="row">
        <div>
          <b>${browser}</b>${here && html` <span class="badge">${account.here}</span>`}
          <p class="quiet small">${account.since(moment(reader, began), moment(reader, seen))}</p>
        </div>
        <form method="post" action="/account/sessions">
          ${hidden({ form_token: formToken, session: id })}
          <button class="plain" type="submit">${words.signOut}<span class="unseen">${account.signOutOf(browser, moment(reader, began))}</span></button>
        </form>
      </li>`,
  );
  return html`<div class="sheet">
    <h1>${person.name}</h1>
    <p class="quiet">${person.login}</p>
    <h2>${account.sessions}</h2>
    <ul class="mails">
      ${rows}
    </ul>
    <h2>${words.password}</h2>
    <p><a href="/sign-in/password">${account.changePassword}</a></p>
  </div>`;
}
