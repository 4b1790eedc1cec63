import { GrantRefused } from './errors.ts';
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
export function composeMail(params: Params, appName: string, password: string, link: string | undefined) {
  const greeting = params['name'] ? `Hello ${params['name']},` : 'Hello,';
  const app = params['company'] || appName;
  const what = `${app} asks to connect to your account.`;
  const how = link ? 'Open this link to agree:' : 'Type this one-time password to agree:';
  const note = 'It works once, for 15 minutes. If you did not ask for it, ignore this mail.';
  const shown = link ? `<a href="${escapeHtml(link)}">Connect</a>` : `<code>${password}</code>`;
  return {
    subject: `Connect to ${app}`.replace(/[\r\n]+/g, ' '),
    text: [greeting, what, how, link ?? password, note].join('\n\n'),
    html: `<p>${escapeHtml(greeting)}</p><p>${escapeHtml(what)}</p><p>${how}</p><p>${shown}</p><p>${note}</p>`,
  };
}
