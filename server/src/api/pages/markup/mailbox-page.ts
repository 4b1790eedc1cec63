import { html, type Html } from './html.ts';
import { moment } from './front-page.ts';

export interface MailView {
  readonly id: string;
  readonly sentAt: Date;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export function mailboxPage(mails: readonly MailView[], next: string | undefined): Html {
  const rows = mails.map(
    ({ id, sentAt, to, subject }) =>
      html`<li>
        <a href="/sandbox/mailbox/${id}"><b>${subject}</b></a>
        <p class="quiet small">to ${to.join(', ')}, ${moment(sentAt)}</p>
      </li>`,
  );
  return html`<div class="sheet">
    <h1>Mailbox</h1>
    <p class="quiet">No mail leaves this sandbox: whoever it is for, it is here.</p>
    ${
      mails.length > 0
        ? html`<ul class="mails">
            ${rows}
          </ul>`
        : html`<p>There is no mail yet.</p>`
    }
    ${next !== undefined && html`<p><a href="/sandbox/mailbox?after=${next}">Older mail</a></p>`}
  </div>`;
}

const LINK = /https?:\/\/[^\s<>"]+[^\s<>".,;:!?)]/g;

/** Addresses in a text as links, the rest as it is. */
function withLinks(text: string): Html[] {
  const pieces: Html[] = [];
  let end = 0;
  for (const found of text.matchAll(LINK)) {
    pieces.push(html`${text.slice(end, found.index)}<a href="${found[0]}">${found[0]}</a>`);
    end = found.index + found[0].length;
  }
  return [...pieces, html`${text.slice(end)}`];
}

export function mailPage(mail: MailView): Html {
  return html`<div class="sheet">
    <p class="small"><a href="/sandbox/mailbox">All mail</a></p>
    <h1>${mail.subject}</h1>
    <dl class="facts small">
      <dt>To</dt>
      <dd>${mail.to.join(', ')}</dd>
      <dt>Sent</dt>
      <dd>${moment(mail.sentAt)}</dd>
    </dl>
    <div class="letter-text">${withLinks(mail.text)}</div>
  </div>`;
}
