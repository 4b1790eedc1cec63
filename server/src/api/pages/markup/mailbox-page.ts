import { html, type Html } from './html.ts';
import type { Reader } from '../reader.ts';
import { moment } from './parts.ts';

export interface MailView {
  readonly id: string;
  readonly sentAt: Date;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
}

export function mailboxPage(reader: Reader, mails: readonly MailView[], next: string | undefined): Html {
  const words = reader.words.mailbox;
  const rows = mails.map(
    ({ id, sentAt, to, subject }) =>
      html`<li>
        <a href="/sandbox/mailbox/${id}"><b>${subject}</b></a>
        <p class="quiet small">${words.about(to.join(', '), moment(reader, sentAt))}</p>
      </li>`,
  );
  return html`<div class="sheet">
    <h1>${words.title}</h1>
    <p class="quiet">${words.lead}</p>
    ${
      mails.length > 0
        ? html`<ul class="mails">
            ${rows}
          </ul>`
        : html`<p>${words.none}</p>`
    }
    ${next !== undefined && html`<p><a href="/sandbox/mailbox?after=${next}">${words.older}</a></p>`}
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

export function mailPage(reader: Reader, mail: MailView): Html {
  const words = reader.words.mailbox;
  return html`<div class="sheet">
    <p class="small"><a href="/sandbox/mailbox">${words.all}</a></p>
    <h1>${mail.subject}</h1>
    <dl class="facts small">
      <dt>${words.to}</dt>
      <dd>${mail.to.join(', ')}</dd>
      <dt>${words.sent}</dt>
      <dd>${moment(reader, mail.sentAt)}</dd>
    </dl>
    <div class="letter-text">${withLinks(mail.text)}</div>
  </div>`;
}
