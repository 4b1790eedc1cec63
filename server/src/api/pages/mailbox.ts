import type { Answer } from '../../platform/http/facade.ts';
import { RouteNotFound } from '../../platform/http/refusals.ts';
import { fromHere } from '../from-here.ts';
import { html } from './markup/html.ts';
import { pageAnswer } from './markup/page.ts';
import { mailboxPage, mailPage } from './markup/mailbox-page.ts';
import type { PageDeps } from './deps.ts';
import { readerOf } from './reader.ts';
import { trouble } from './trouble.ts';
import type { PageCall } from './visit.ts';

const ON_A_PAGE = 50;

/** The mails hold links that sign in: they are shown to whoever sits at this machine, as the tokens of demo users are. */
function assertFromHere(call: PageCall): void {
  if (!fromHere(call)) throw new RouteNotFound('GET', call.url);
}

export async function showMailbox(deps: PageDeps, call: PageCall, after: string | undefined): Promise<Answer> {
  assertFromHere(call);
  const page = { limit: ON_A_PAGE, ...(after === undefined ? {} : { after }) };
  const mails = await call.work.read(call.caller, (ctx) => deps.mailbox.list(ctx, page));
  const next = mails.length === ON_A_PAGE ? mails.at(-1)?.id : undefined;
  const reader = readerOf(call);
  return pageAnswer({ reader, title: reader.words.mailbox.title, width: 'middle', content: mailboxPage(reader, mails, next) });
}

export async function showMail(deps: PageDeps, call: PageCall, id: string): Promise<Answer> {
  assertFromHere(call);
  const mail = await call.work.read(call.caller, (ctx) => deps.mailbox.read(ctx, id));
  const reader = readerOf(call);
  const { gone, goneText, all } = reader.words.mailbox;
  if (!mail) return trouble(call, 404, { title: gone, text: goneText, more: html`<p><a href="/sandbox/mailbox">${all}</a></p>` });
  return pageAnswer({ reader, title: mail.subject, width: 'middle', content: mailPage(reader, mail) });
}
