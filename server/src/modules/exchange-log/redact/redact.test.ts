import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as fc from 'fast-check';
import type { Exchange } from '../../../platform/http/exchange.ts';
import { GrantRefused } from '../../oauth/index.ts';
import { redact, type Shown } from './redact.ts';

const exchange = (over: Partial<Exchange>): Exchange => ({
  operation: 'expense-reports.v4.getReport',
  method: 'GET',
  url: '/expensereports/v4/reports',
  origin: 'http://127.0.0.1:8080',
  address: '127.0.0.1',
  endedAt: new Date(0),
  milliseconds: 1,
  correlationId: 'c',
  actor: { kind: 'anonymous' },
  requestHeaders: {},
  requestBody: undefined,
  status: 200,
  responseHeaders: {},
  responseBody: undefined,
  refusal: undefined,
  faultId: undefined,
  ...over,
});

const JSON_TYPE = { 'content-type': 'application/json' };
const XML_TYPE = { 'content-type': 'application/xml; charset=utf-8' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const asXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const bytes = (text: string): Uint8Array => Buffer.from(text);
const body = (type: Record<string, string>, text: string) => ({ requestHeaders: type, requestBody: bytes(text) });

/** Wherever a secret may stand, by its name: each is planted at each. */
const PLACES: Readonly<Record<string, (secret: string, name: string) => Partial<Exchange>>> = {
  header: (secret) => ({ requestHeaders: { authorization: `Bearer ${secret}` } }),
  bare: (secret) => ({ requestHeaders: { authorization: secret } }),
  basic: (secret) => ({ requestHeaders: { authorization: `Basic ${Buffer.from(`someone:${secret}`).toString('base64')}` } }),
  ownHeader: (secret, name) => ({ requestHeaders: { [`x-${name.toLowerCase().replace(/[^a-z]/g, '-')}`]: secret } }),
  cookie: (secret) => ({ requestHeaders: { cookie: `a=b; session=${encodeURIComponent(secret)}` } }),
  setCookie: (secret) => ({ responseHeaders: { 'set-cookie': [`s=${encodeURIComponent(secret)}; Path=/`] } }),
  query: (secret, name) => ({ url: `/a/b?x=1&${new URLSearchParams({ [name]: secret })}` }),
  form: (secret, name) => body(FORM_TYPE, new URLSearchParams({ grant_type: 'password', [name]: secret }).toString()),
  json: (secret, name) => body(JSON_TYPE, JSON.stringify({ a: 1, deep: [{ [name]: secret }] })),
  jsonList: (secret, name) => body(JSON_TYPE, JSON.stringify({ [name]: { inner: [secret, 5] } })),
  xml: (secret, name) => body(XML_TYPE, `<A><x:${name} b="1">${asXml(secret)}</x:${name}></A>`),
  cdata: (secret, name) => body(XML_TYPE, `<A><${name}><![CDATA[${secret.replaceAll(']]>', '')}]]></${name}></A>`),
  attribute: (secret, name) => body(XML_TYPE, `<A ${name}="${asXml(secret).replaceAll('"', '&quot;')}"/>`),
  nested: (secret, name) => body(XML_TYPE, `<A><${name}><Value>${asXml(secret)}</Value></${name}></A>`),
  brokenJson: (secret, name) => body(JSON_TYPE, `{"${name}": ${JSON.stringify(secret)}`),
  untyped: (secret, name) => body({}, `${name}=${secret}`),
  answer: (secret, name) => ({ responseHeaders: JSON_TYPE, responseBody: JSON.stringify({ [name]: secret }) }),
  answerXml: (secret, name) => ({ responseHeaders: XML_TYPE, responseBody: `<T><${name}>${asXml(secret)}</${name}></T>` }),
};
/** Where nobody can tell what the secret is: then no body is kept, and nothing that a refusal says. */
const UNCLEAR = new Set(['nested', 'brokenJson', 'untyped']);
/** Where the same secret is repeated under no telling name. */
const ECHOES: readonly ((secret: string) => Partial<Exchange>)[] = [
  () => ({}),
  (secret) => ({ responseHeaders: JSON_TYPE, responseBody: JSON.stringify({ message: `What is ${secret}?` }) }),
  (secret) => ({ responseHeaders: XML_TYPE, responseBody: `<Message>${asXml(secret)}</Message>` }),
  (secret) => ({ responseHeaders: { location: `/else/${encodeURIComponent(secret)}` } }),
  (secret) => ({ url: `/things/${encodeURIComponent(secret)}` }),
  (secret) => ({
    refusal: new GrantRefused('refresh-token-invalid', { given: [{ text: `<${secret}>` }] }, `Unknown: ${secret}`),
  }),
];
const NAMES = [
  'password',
  'client_secret',
  'clientSecret',
  'access_token',
  'Refresh_Token',
  'requestToken',
  'Password',
  'api_key',
];

const strings = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? [...Object.keys(value), ...Object.values(value)].flatMap(strings) : [];
};
/** Every way in which a reader could see it. */
const readings = (text: string): string[] => {
  const read = [text];
  for (const decode of [
    () => decodeURIComponent(text),
    () => decodeURIComponent(text.replaceAll('+', ' ')),
    () => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&'),
    () => strings(JSON.parse(text)).join('\n'),
    () => Buffer.from(text.split(' ').at(-1) ?? '', 'base64').toString('utf8'),
  ])
    try {
      read.push(decode());
    } catch {
      // It is not written so.
    }
  return read;
};
const seen = (shown: Shown): string[] => strings(shown).flatMap(readings);

test('a planted secret is in nothing that is kept', () => {
  const secret = fc
    .oneof(fc.uuid(), fc.string({ minLength: 8, maxLength: 40 }), fc.base64String({ minLength: 8, maxLength: 60 }))
    .map((text) => text.trim().replaceAll('\0', '').toWellFormed())
    .filter((text) => text.length >= 8 && !/^(?:\[?redacted\]?|someone|application)/i.test(text) && !text.includes(']]>'));
  const places = fc.constantFrom(...Object.keys(PLACES));
  fc.assert(
    fc.property(secret, places, fc.constantFrom(...NAMES), fc.nat(ECHOES.length - 1), (text, place, name, echo) => {
      fc.pre(
        !UNCLEAR.has(place) ||
          !['location', 'url'].some((key) => key in { ...ECHOES[echo]?.(text), ...ECHOES[echo]?.(text).responseHeaders }),
      );
      const planted = exchange({ ...ECHOES[echo]?.(text), ...PLACES[place]?.(text, name) });
      const leak = seen(redact(planted)).find((one) => one.includes(text));
      assert.equal(leak, undefined, `${place} ${name} ${echo}`);
    }),
    { numRuns: 3000 },
  );
});

test('what is no secret stays as it was, to the last space and digit', () => {
  const text = '{ "currencyCode" : "USD",  "total": 12.500000000000000001, "tokenType": "x", "pinned": true }';
  const shown = redact(exchange({ ...body(JSON_TYPE, text), url: '/a?limit=5&code=USD' }));
  assert.deepEqual(shown.request.body, { state: 'whole', text, bytes: text.length, hidden: false });
  assert.deepEqual([shown.path, shown.query, shown.addressHidden], ['/a', 'limit=5&code=USD', false]);
});

test('a code is a secret where tokens are made', () => {
  const made = exchange({
    ...body(FORM_TYPE, 'grant_type=authorization_code&code=abc&client_id=7'),
    operation: 'oauth2.v0.getToken',
  });
  assert.deepEqual(redact(made).request.body.text, 'grant_type=authorization_code&code=[redacted]&client_id=7');
});

test('a token is seen by its look, and the scheme of a header stays', () => {
  const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln';
  const shown = redact(
    exchange({
      requestHeaders: { authorization: `Bearer ${token}`, 'x-note': `see ${token}` },
      responseHeaders: { 'content-type': 'text/plain' },
      responseBody: `Authorized? ${token}`,
    }),
  );
  assert.deepEqual(shown.request.headers, [
    ['authorization', 'Bearer [redacted]'],
    ['x-note', 'see [redacted]'],
  ]);
  assert.equal(shown.response.body.state, 'unclear');
});

test('says of a body that is not kept why', () => {
  const state = (over: Partial<Exchange>): string => redact(exchange(over)).request.body.state;
  assert.equal(state({}), 'none');
  assert.equal(state({ requestHeaders: { 'content-length': '17' } }), 'unread');
  assert.equal(state({ requestBody: Buffer.from([0x89, 0x50, 0xff]) }), 'binary');
  assert.equal(state(body(JSON_TYPE, `"${'a'.repeat(300_000)}"`)), 'too-large');
  assert.equal(state(body(JSON_TYPE, `"${'a'.repeat(100_000)}"`)), 'cut');
  assert.equal(state(body(JSON_TYPE, '{"token": ')), 'unclear');
});

test('an answer of ours without a secret name is kept as it is, and none with one is, whatever its names and texts look like', () => {
  const odd = fc.constantFrom(
    ':token',
    'token',
    'to:ken',
    '"',
    ':',
    ': ',
    ',',
    'a":',
    '',
    'Outside',
    'pin',
    'code',
    '\\',
    ':pin":',
  );
  const tree = fc.object({ key: odd, values: [odd, fc.integer()], maxDepth: 3, maxKeys: 4 });
  fc.assert(
    fc.property(tree, (value) => {
      const text = JSON.stringify(value);
      const asked = redact(exchange({ requestHeaders: JSON_TYPE, requestBody: Buffer.from(text) })).request;
      const answered = redact(exchange({ responseHeaders: JSON_TYPE, responseBody: text })).response;
      assert.deepEqual(answered.body, asked.body);
    }),
    { numRuns: 500 },
  );
});
