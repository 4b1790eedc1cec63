import { html, type Html, type Piece } from './html.ts';
import { hidden } from './parts.ts';

export interface FrontView {
  readonly person?: { readonly name: string } | undefined;
  readonly formToken: string;
  readonly sandbox: boolean;
}

export function frontHead({ person, formToken }: FrontView): Piece {
  if (!person) return html`<a href="/sign-in">Sign in</a>`;
  return html`<a href="/account">${person.name}</a>
    <form method="post" action="/sign-out">
      ${hidden({ form_token: formToken })}<button class="aslink" type="submit">Sign out</button>
    </form>`;
}

export function frontPage({ person, sandbox }: FrontView): Html {
  return html`<div class="front">
    <h1>Travel and expense, on a server of your own</h1>
    <p class="lead">
      Perdiem keeps expense reports from the first receipt to the last approval, and speaks the published SAP Concur APIs, so that
      programs written for those work with it unchanged.
    </p>
    <ul class="doors">
      <li>
        <a href="/docs">API documents</a>
        <p>Every operation, with a place to try it.</p>
      </li>
      ${
        person
          ? html`<li>
              <a href="/account">Your account</a>
              <p>Where you are signed in, and your password.</p>
            </li>`
          : html`<li>
              <a href="/sign-in">Sign in</a>
              <p>With a password, or with a link by mail.</p>
            </li>`
      }
      ${
        sandbox &&
        html`<li>
          <a href="/sandbox/mailbox">Mailbox</a>
          <p>No mail leaves this sandbox: it is all here.</p>
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

export function accountPage({ person, formToken, sessions }: AccountView): Html {
  const rows = sessions.map(
    ({ id, browser, began, seen, here }) =>
      html`<li class="row">
        <div>
          <b>${browser}</b>${here && html` <span class="badge">this browser</span>`}
          <p class="quiet small">since ${moment(began)}, last seen ${moment(seen)}</p>
        </div>
        <form method="post" action="/account/sessions">
          ${hidden({ form_token: formToken, session: id })}
          <button class="plain" type="submit">Sign out<span class="unseen"> of ${browser}, since ${moment(began)}</span></button>
        </form>
      </li>`,
  );
  return html`<div class="sheet">
    <h1>${person.name}</h1>
    <p class="quiet">${person.login}</p>
    <h2>Where you are signed in</h2>
    <ul class="mails">
      ${rows}
    </ul>
    <h2>Password</h2>
    <p><a href="/sign-in/password">Change the password</a></p>
  </div>`;
}

export const moment = (at: Date): Html =>
  html`<time datetime="${at.toISOString()}"
    >${new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(at)} UTC</time
  >`;
