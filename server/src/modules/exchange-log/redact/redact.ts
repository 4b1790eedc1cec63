import { isUtf8 } from 'node:buffer';
import type { DomainError } from '../../../platform/errors.ts';
import type { Exchange, Headers } from '../../../platform/http/exchange.ts';
import { mediaOf } from '../../../platform/http/negotiate.ts';
import { redactForm, redactJson, redactText, redactXml, type Reading, type Redacted } from './bodies.ts';
import { HIDDEN, isSecretName, mayNameSecret } from './secret-names.ts';
import { Secrets, unescaped } from './secrets.ts';

/**
 * How much of a body is kept: all of it; its beginning; nothing since there was none, it was not read before the refusal, it is no text, it is
 * too large, or it cannot be told what in it is a secret.
 */
export type BodyState = 'whole' | 'cut' | 'none' | 'unread' | 'binary' | 'too-large' | 'unclear';

export interface KeptBody {
  readonly state: BodyState;
  readonly text: string;
  /** Of the body as it was sent. */
  readonly bytes: number;
  /** Whether something in it was hidden. */
  readonly hidden: boolean;
}

export interface KeptSide {
  /** Lower-case name, value; a name may stand twice. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: KeptBody;
}

export interface KeptRefusal {
  readonly code: string;
  readonly message: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** What may be kept of an exchange: every secret is out of it. */
export interface Shown {
  readonly path: string;
  /** Without the question mark. */
  readonly query: string;
  /** Whether the address lost something. */
  readonly addressHidden: boolean;
  readonly request: KeptSide;
  readonly response: KeptSide;
  readonly refusal: KeptRefusal | undefined;
}

/** Characters of a body that are kept, and bytes up to which one is read for its secrets at all. */
const KEPT = 64 * 1024;
const READ = 256 * 1024;
const SCHEME = /^\s*(bearer|basic|oauth|digest|negotiate)\s+(\S.*)$/i;

/** Two readings: what is a secret by its name is found first, so that the second can hide it wherever else it stands. */
export function redact(exchange: Exchange): Shown {
  const secrets = new Secrets();
  const at: Reading = { secrets, makesTokens: exchange.operation?.startsWith('oauth') ?? false };
  const [path = '', ...rest] = exchange.url.split('?');
  const query = redactForm(rest.join('?'), at);
  const asked = readSide(exchange.requestHeaders, bytesOf(exchange.requestBody), at);
  const answered = readSide(exchange.responseHeaders, bytesOf(exchange.responseBody), { ...at, isOurs: true });
  // What such a body holds may be repeated by the answer or the refusal: neither is kept.
  const doubtful = [asked, answered].some(({ body }) => body.state === 'unclear');
  const shownPath = hidePath(path, secrets);
  const shownQuery = secrets.hide(query.text);
  return {
    path: shownPath,
    query: shownQuery,
    addressHidden: query.hidden || shownPath !== path || shownQuery !== query.text,
    request: finish(doubtful ? withoutBody(asked) : asked, secrets),
    response: finish(doubtful ? withoutBody(answered) : answered, secrets),
    refusal: exchange.refusal && showRefusal(exchange.refusal, doubtful, secrets),
  };
}

function showRefusal({ code, message, facts }: DomainError, doubtful: boolean, secrets: Secrets): KeptRefusal {
  return doubtful ? { code, message: '', facts: {} } : { code, message: secrets.hide(message), facts: hideFacts(facts, secrets) };
}

const withoutBody = (side: KeptSide): KeptSide =>
  side.body.bytes === 0 || side.body.state === 'unread' ? side : { ...side, body: { ...side.body, state: 'unclear', text: '' } };

function hideFacts(facts: Readonly<Record<string, unknown>>, secrets: Secrets): Record<string, unknown> {
  const hide = (value: unknown): unknown => {
    if (typeof value === 'string') return secrets.hide(value);
    if (Array.isArray(value)) return value.map(hide);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, hide(inner)]));
  };
  return hide(JSON.parse(JSON.stringify(facts))) as Record<string, unknown>;
}

const bytesOf = (body: string | Uint8Array | undefined): Uint8Array | undefined =>
  typeof body === 'string' ? Buffer.from(body) : body;

function readSide(headers: Headers, bytes: Uint8Array | undefined, at: Reading): KeptSide {
  const shown = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().flatMap((one) => (one === undefined ? [] : [[name, headerValue(name, String(one), at)] as const])),
  );
  return {
    headers: shown,
    body: readBody(String(headers['content-type'] ?? ''), Number(headers['content-length'] ?? 0), bytes, at),
  };
}

function headerValue(name: string, value: string, at: Reading): string {
  if (name === 'cookie' || name === 'set-cookie') return hideCookie(value, at.secrets);
  if (isSecretName(name, false)) {
    const [, scheme, credentials] = SCHEME.exec(value) ?? [];
    addCredentials(scheme, credentials ?? value, at.secrets);
    return scheme ? `${scheme} ${HIDDEN}` : HIDDEN;
  }
  const question = value.indexOf('?');
  return question < 0 ? value : value.slice(0, question + 1) + redactForm(value.slice(question + 1), at).text;
}

function addCredentials(scheme: string | undefined, credentials: string, secrets: Secrets): void {
  secrets.add(credentials);
  secrets.add(credentials.trim());
  if (scheme?.toLowerCase() !== 'basic') return;
  const plain = Buffer.from(credentials, 'base64').toString('utf8');
  secrets.add(plain.slice(plain.indexOf(':') + 1));
}

/** Names of cookies stay, and what a Set-Cookie says beside the value. */
function hideCookie(value: string, secrets: Secrets): string {
  return value
    .split(';')
    .map((part) => {
      const at = part.indexOf('=');
      const name = part.slice(0, at).trim();
      if (at < 0 || /^(path|domain|expires|max-age|samesite)$/i.test(name)) return part;
      secrets.add(part.slice(at + 1).trim());
      return `${part.slice(0, at)}=${HIDDEN}`;
    })
    .join(';');
}

function readBody(contentType: string, declared: number, bytes: Uint8Array | undefined, at: Reading): KeptBody {
  const nothing = (state: BodyState, size: number): KeptBody => ({ state, text: '', bytes: size, hidden: false });
  if (!bytes || bytes.byteLength === 0) return declared > 0 ? nothing('unread', declared) : nothing('none', 0);
  const size = bytes.byteLength;
  if (!isUtf8(bytes) || bytes.includes(0)) return nothing('binary', size);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, size).toString('utf8');
  if (size > READ) return nothing(mayNameSecret(text, at.makesTokens) ? 'unclear' : 'too-large', size);
  const read = redactMedium(contentType, text, at);
  return read ? { state: 'whole', text: read.text, bytes: size, hidden: read.hidden } : nothing('unclear', size);
}

function redactMedium(contentType: string, text: string, at: Reading): Redacted {
  switch (mediaOf(contentType)) {
    case 'json':
      return redactJson(text, at);
    case 'xml':
      return redactXml(text, at);
    case 'form':
      return redactForm(text, at);
    default:
      return redactText(text, at);
  }
}

/** The second reading, and the cut: in this order, for half a secret is one. */
function finish({ headers, body }: KeptSide, secrets: Secrets): KeptSide {
  const text = secrets.hide(body.text);
  const cut = text.length > KEPT;
  return {
    headers: headers.map(([name, value]) => [name, value.includes(HIDDEN) ? value : secrets.hide(value)] as const),
    body: {
      state: cut ? 'cut' : body.state,
      text: cut ? text.slice(0, KEPT).toWellFormed() : text,
      bytes: body.bytes,
      hidden: body.hidden || text !== body.text,
    },
  };
}

/** A segment at a time: each may be written in a way of its own. */
const hidePath = (path: string, secrets: Secrets): string =>
  path
    .split('/')
    .map((segment) => {
      const plain = unescaped(segment);
      return secrets.hide(plain) === plain ? segment : HIDDEN;
    })
    .join('/');
