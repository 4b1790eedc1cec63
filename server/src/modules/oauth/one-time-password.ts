import type { Language } from '../../platform/language/language.ts';
import { GrantRefused } from './errors.ts';
import { ONE_TIME_PASSWORD_MS } from './lifetimes.ts';
import { mailIn } from './mail-words/index.ts';
import { required, type Params } from './params.ts';

/** Names that the protocol itself uses at either endpoint: never custom parameters. */
const RESERVED = new Set(['client_id', 'client_secret', 'channel_type', 'channel_handle', 'scope', 'grant_type', 'otp']);

const ADDRESS = /^[^\s@]{1,128}@[^\s@]+\.[^\s@]+$/;

/** Everything that an app sent along; the token request must repeat it exactly. `name`, `company` and `link` count too. */
export const boundParams = (params: Params): Record<string, string> =>
  Object.fromEntries(Object.entries(params).filter(([name]) => !RESERVED.has(name)));

export function sameParams(one: Params, other: Params): boolean {
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => one[name] === other[name]);
}

/** The address to send to, lower case. Email is the only channel. */
export function readChannel(params: Params): string {
  if (required(params, 'channel_type', 'channel-type-missing').toLowerCase() !== 'email')
    throw new GrantRefused('channel-type-invalid');
  const handle = required(params, 'channel_handle', 'channel-handle-missing').trim().toLowerCase();
  if (!ADDRESS.test(handle)) throw new GrantRefused('channel-handle-invalid');
  return handle;
}

/** The app's page with the one-time password as its `token`; undefined when the app named none. */
export function callbackLink(params: Params, password: string): string | undefined {
  const { link } = params;
  if (!link) return undefined;
  if (!URL.canParse(link) || !/^https?:$/.test(new URL(link).protocol))
    throw new GrantRefused('request-unreadable', {}, 'The link is no http or https address.');
  const url = new URL(link);
  url.searchParams.append('token', password);
  return url.href;
}

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The mail. What the app says of itself is text, never markup. */
export function composeMail(
  language: Language,
  about: { params: Params; appName: string; password: string; link: string | undefined },
): { subject: string; text: string; html: string } {
  const { params, password, link } = about;
  const words = mailIn(language);
  const app = params['company'] || about.appName;
  const greeting = words.greeting(params['name']);
  const what = words.asks(app);
  const how = link ? words.open : words.type;
  const note = words.note(ONE_TIME_PASSWORD_MS / 60_000);
  const shown = link ? `<a href="${escapeHtml(link)}">${words.connect}</a>` : `<code>${password}</code>`;
  const body = `<p>${escapeHtml(greeting)}</p><p>${escapeHtml(what)}</p><p>${how}</p><p>${shown}</p><p>${note}</p>`;
  return {
    subject: words.subject(app).replace(/[\r\n]+/g, ' '),
    text: [greeting, what, how, link ?? password, note].join('\n\n'),
    html: `<html lang="${language}"><body>${body}</body></html>`,
  };
}
