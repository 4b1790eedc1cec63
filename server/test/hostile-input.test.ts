import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { facades } from '../src/api/register.ts';
import type { Actor } from '../src/platform/actor.ts';
import type { Facade, Route } from '../src/platform/http/facade.ts';
import { hex32, newId, opaqueId, reportKey } from '../src/platform/ids/index.ts';
import { decimal } from '../src/platform/money/money.ts';
import { registerApp } from './harness/apps.ts';
import { hostileJson, hostileText, hostileXml, JUNK, nearly } from './harness/hostile.ts';
import { multipart, PNG } from './harness/receipts.ts';
import { testProgram, type TestProgram } from './harness/program.ts';
import { hire } from './harness/people.ts';
import { castOf } from './harness/reports.ts';

interface Target {
  readonly facade: Facade;
  readonly route: Route;
}
interface Sent {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

const saysScim = (answer: LightMyRequestResponse): boolean =>
  answer.json<{ status: string }>().status === String(answer.statusCode) && 'detail' in answer.json();

/** What the body of a refusal looks like, for each dialect. */
const REFUSALS: Readonly<Record<string, (answer: LightMyRequestResponse) => boolean>> = {
  v4: (answer) =>
    ['timestamp', 'httpStatus', 'errorMessage', 'errorId', 'path', 'validationErrors'].every((name) => name in answer.json()),
  v3: (answer) => /<Error><Message>|^\{"Error":\{"Message":/.test(answer.body.replace(/<Error [^>]*>/, '<Error>')),
  'xml-v1': (answer) => /<Error\b[^>]*>\s*<Message>/.test(answer.body),
  net2: (answer) => /<Error\b[^>]*>\s*<Message>|^\{"Error":\{"Message":/.test(answer.body),
  oauth2: (answer) => ['code', 'error', 'error_description'].every((name) => name in answer.json()),
  'profile-service': (answer) => ['status', 'code', 'errormsg'].every((name) => name in answer.json()),
  'profile-v1': (answer) => ['status', 'error', 'message', 'correlationId'].every((name) => name in answer.json()),
  scim: saysScim,
  'scim-json': saysScim,
  web: (answer) => ['code', 'errorMessage', 'httpStatus'].every((name) => name in answer.json()),
  pages: (answer) => answer.body.startsWith('<!doctype html>') || answer.body.startsWith('<!DOCTYPE html>'),
};

const RUNS = 60;

/** They open every page of the web application. */
const POWERFUL = ['EXP_USER', 'CompanyAdmin', 'SHD_CONFIG_ADMIN', 'SHD_WEB_SERVICES_ADMIN'];

/** What is text may come as a file, and what is a file as text. */
function partsOf(value: unknown): { payload: Buffer; type: string } {
  const fields = Object.entries(typeof value === 'object' && value !== null ? value : { x: value });
  const parts = fields.map(([name, content]) => {
    const text = typeof content === 'string' ? content : hostileJson(content);
    return { name: name.replaceAll(/["\r\n]/g, ''), content: text, ...(text.length % 2 ? { fileName: text.slice(0, 20) } : {}) };
  });
  const { payload, contentType } = multipart([
    ...parts,
    ...(fields.length % 2 ? [{ name: 'fileContent', content: PNG, fileName: 'a' }] : []),
  ]);
  return { payload, type: contentType };
}

/** Images, their beginnings, and what is none. */
const filesOf = (type: string) =>
  fc
    .oneof(
      fc.constantFrom(PNG, PNG.subarray(0, 30), Buffer.from('%PDF-1.7\n%%EOF')),
      fc.uint8Array({ maxLength: 60 }).map((bytes) => Buffer.from(bytes)),
    )
    .map((payload) => ({ payload, type }));

/** Every route, called with input that is nearly right and input that is nothing at all. The seed stands, so that a failure can be repeated. */
describe('hostile input', () => {
  let program: TestProgram;
  let targets: Target[];
  let tokens: Record<string, string>;
  /** Texts that name something, so that a call gets past the door. */
  let known: string[];
  let appId: string;
  /** What a page of the web application sends for an administrator who is signed in. */
  let visit: () => Promise<Readonly<Record<string, string>>>;
  let visiting: Readonly<Record<string, string>> = {};

  before(async () => {
    program = await testProgram({
      config: { limits: { perApp: 1e9, perAddress: 1e9 }, sandbox: true, logLevel: 'fatal' },
    });
    targets = facades(program)
      .flatMap((facade) => facade.routes.map((route) => ({ facade, route })))
      .filter(({ route }) => !['referenceScript', 'ready'].includes(route.operation))
      // What is deleted is there for nobody after.
      .sort((a, b) => Number(a.route.method === 'DELETE') - Number(b.route.method === 'DELETE'));
    const cast = await castOf(program);
    const app = await registerApp(program, { redirectUris: ['https://app.example/back'] });
    const { companyId } = cast.home;
    const boss = await hire(program, cast.home, { roles: POWERFUL.map((code) => ({ code })) });
    visit = () =>
      program.unitOfWork.write(cast.home, async (ctx) => {
        const { signin } = program.modules;
        const { secret } = await signin.startSession(ctx, { userId: boss.id, method: 'password', userAgent: '' });
        const proof = { 'x-perdiem-proof': signin.formToken(secret) };
        return { ...proof, origin: 'http://us.localhost:8080', cookie: `perdiem_session=${secret}` };
      });
    const scopes = new Set(targets.flatMap(({ route }) => route.scopes));
    const acting = (actor: Actor): string => program.actingAs(actor);
    tokens = {
      user: acting({ kind: 'user', userId: cast.traveler.id, companyId, appId: app.id, scopes }),
      admin: acting({ kind: 'user', userId: cast.admin.id, companyId, appId: app.id, scopes }),
      company: acting({ kind: 'company', companyId, appId: app.id, scopes }),
      app: acting({ kind: 'app', appId: app.id, scopes }),
    };
    const { expense } = program.modules;
    const as = { ...cast.home, actor: { kind: 'company', companyId, appId: app.id, scopes } } as const;
    const ids = await program.unitOfWork.write(as, async (ctx) => {
      const [payment] = await expense.listPaymentTypes(ctx);
      const paymentTypeId = payment?.id ?? '';
      const lunch = { expenseTypeId: 'LUNCH', transactionDate: '2026-02-27', transactionAmount: decimal(12) };
      const report = await expense.createReport(ctx, {
        access: { kind: 'company' },
        ownerId: cast.traveler.id,
        name: 'One',
        entries: [{ ...lunch, transactionCurrency: 'USD', paymentTypeId }],
      });
      const [entry] = await expense.listEntries(ctx, { access: { kind: 'company' }, reportId: report.id });
      return { report: report.id, entry: entry?.id ?? '', payment: paymentTypeId, shortId: payment?.shortId ?? '' };
    });
    known = [
      'TRAVELER',
      'MANAGER',
      'PROCESSOR',
      'PROXY',
      'ACTIVE',
      'TOAPPROVE',
      'USD',
      'EUR',
      'LUNCH',
      'UNDEF',
      'US',
      cast.traveler.id,
      cast.manager.id,
      cast.traveler.userName,
      companyId,
      app.id,
      app.secret,
      cast.policyId,
      ids.shortId,
      reportKey(ids.report),
      opaqueId('n', 'report', ids.report),
      opaqueId('g', 'report', ids.report),
      opaqueId('g', 'payment-type', ids.payment),
      opaqueId('n', 'payment-type', ids.payment),
      ids.payment,
      'authorization_code',
      'password',
      'client_credentials',
      'otp',
      'refresh_token',
      'email',
      'https://app.example/back',
      'code',
      'user.read',
      'consent',
      '2026-02-27',
      '2026-02-27T10:00:00',
      '2026-02-27T10:00:00Z',
      '2016-12-31T23:59:60Z',
      'Approve',
      'Send Back to Employee',
      'CASH',
      'x',
      hex32(ids.entry),
      opaqueId('g', 'entry', ids.entry),
      opaqueId('n', 'entry', ids.entry),
      newId(program.clock),
    ];
    appId = app.id;
  });
  after(() => program.close());

  const text = (): fc.Arbitrary<string> =>
    fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: hostileText });

  /** A segment of a path: mostly written as it should be, now and then as no encoder would. */
  const segment = (): fc.Arbitrary<string> =>
    fc.oneof(
      { weight: 12, arbitrary: text().map((one) => encodeURIComponent(one.toWellFormed().slice(0, 3000)) || '%20') },
      { weight: 1, arbitrary: fc.constantFrom('%zz', '%', '%00', '%C3', '%ED%A0%80', '%2F', '..;', 'a%0d%0ab', '[', '{}') },
    );

  const queryOf = ({ route }: Target): fc.Arbitrary<string> => {
    const names = Object.keys(
      (route.schema.query as { properties?: object } | undefined)?.properties ?? { a: 1, LoginID: 1, status: 1 },
    );
    const pair = fc
      .tuple(fc.constantFrom(...names), text())
      .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`);
    const broken = fc.constantFrom(
      'limit=0',
      'limit=-1',
      'limit=101',
      'limit=abc',
      'a=%zz',
      '%00=%00',
      '&&&',
      '=',
      '__proto__=1',
      'a[]=1&a[]=2',
      'limit=1&limit=2',
      'user=ALL&user=x',
      '?',
      '#',
    );
    return fc
      .array(fc.oneof({ weight: 8, arbitrary: pair }, { weight: 1, arbitrary: broken }), { maxLength: 3 })
      .map((pairs) => pairs.join('&'));
  };

  const bodyOf = ({ facade, route }: Target): fc.Arbitrary<{ payload?: string | Buffer; type?: string }> => {
    const body = route.schema.body as (TSchema & { xml?: { name?: string }; properties?: object }) | undefined;
    const consumes = route.consumes ?? facade.dialect.consumes;
    const junk = fc.record({
      payload: fc.constantFrom(...JUNK),
      type: fc.constantFrom(
        'application/json',
        'application/xml',
        'application/x-www-form-urlencoded',
        'text/plain',
        'x',
        'application/json; charset=utf-16',
      ),
    });
    if (route.method === 'GET') return fc.constant({});
    if (!body) return fc.oneof({ weight: 4, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: junk });
    const loose = {
      type: 'object',
      properties: Object.fromEntries(FORM_NAMES.map((name) => [name, { type: 'string' }])),
    } as unknown as TSchema;
    const near = nearly(body.properties ? body : loose, known);
    const written: Record<string, fc.Arbitrary<{ payload: string | Buffer; type: string }>> = {
      multipart: near.map(partsOf),
      image: filesOf('image/png'),
      pdf: filesOf('application/pdf'),
      json: near.map((value) => ({ payload: hostileJson(value), type: 'application/json' })),
      xml: near.map((value) => ({ payload: hostileXml(body.xml?.name ?? 'Report', value), type: 'application/xml' })),
      form: near.map((value) => ({ payload: formOf(value), type: 'application/x-www-form-urlencoded' })),
    };
    const fits = consumes.flatMap((one) => written[one] ?? []);
    return fc.oneof({ weight: 8, arbitrary: fc.oneof(...fits) }, { weight: 1, arbitrary: junk });
  };

  const sentTo = (target: Target): fc.Arbitrary<Sent> => {
    const { facade, route } = target;
    const parts = (facade.prefix + route.path).split(/(\{\w+\})/);
    const path = fc
      .tuple(...parts.map((part) => (part.startsWith('{') ? segment() : fc.constant(part))))
      .map((all) => all.join(''));
    const kinds = route.principals === 'anyone' ? ['none'] : route.principals;
    const who = fc.constantFrom(...kinds, ...(kinds.includes('user') ? ['admin'] : []));
    return fc
      .record({
        path,
        query: queryOf(target),
        body: bodyOf(target),
        who,
        accept: fc.constantFrom('application/json', 'application/xml', '*/*', 'text/html', ';;q=x,,/', ''),
        more: fc.constantFrom<Record<string, string>>(
          {},
          { 'accept-language': '*' },
          { 'accept-language': 'en_US;q=é' },
          { 'x-userid': 'nobody' },
          { 'x-userid': "'\\" },
          { 'idempotency-id': 'x'.repeat(500) },
          { cookie: 'perdiem_session=%00; perdiem_form=%00' },
          { cookie: 'perdiem_session=%zz; =; ;;' },
          { 'concur-correlationid': 'a'.repeat(500) },
          { authorization: `Basic ${Buffer.from('a\u0000:b\u0000').toString('base64')}`, 'x-consumerkey': 'k' },
          { origin: 'null' },
          { host: 'a b' },
          { host: '[' },
          { host: '"><script>' },
        ),
      })
      .map(({ path: url, query, body: { payload, type }, who: kind, accept, more }) => {
        const own = facade.family === 'web' ? visiting : {};
        const headers: Record<string, string> = Object.assign({ host: 'us.localhost:8080' }, own, more);
        if (accept) headers['accept'] = accept;
        if (type) headers['content-type'] = type;
        if (tokens[kind]) headers['authorization'] = tokens[kind];
        return Object.assign({ url: query ? `${url}?${query}` : url, headers }, payload === undefined ? {} : { payload });
      });
  };

  async function send({ facade, route }: Target, sent: Sent): Promise<void> {
    const answer = await program.app.inject({ method: route.method, ...sent });
    const where = () => `${answer.statusCode} ${route.method} ${sent.url.slice(0, 300)} -> ${answer.body.slice(0, 400)}`;
    assert.ok(answer.statusCode < 500, where());
    assert.match(String(answer.headers['concur-correlationid']), /^[!-~]{1,128}$/, where());
    for (const value of Object.values(answer.headers)) assert.doesNotMatch(String(value), /[\r\n]/, where());
    if (answer.statusCode >= 400) assert.ok(REFUSALS[facade.dialect.name]?.(answer), where());
  }

  it('is refused by every route in the words of its dialect, and breaks none', async (t) => {
    for (const target of targets) {
      visiting = await visit();
      await t.test(`${target.route.method} ${target.facade.prefix}${target.route.path} of ${target.facade.family}`, () =>
        fc.assert(
          fc.asyncProperty(sentTo(target), (sent) => send(target, sent)),
          { seed: 20260302, numRuns: RUNS, endOnFailure: false },
        ),
      );
    }
  });

  it('is refused where a handler decodes it by itself', async () => {
    const inner = encodeURIComponent('/oauth2/v0/authorize?client_id=%00&redirect_uri=%00&scope=%00');
    const basic = `Basic ${Buffer.from('a\u0000:b\u0000').toString('base64')}`;
    const asked = await Promise.all([
      program.app.inject({ url: `/sign-in?return_to=${inner}` }),
      program.app.inject({ url: `/sign-in/mail?return_to=${inner}` }),
      program.app.inject({ url: '/net2/oauth2/accesstoken.ashx', headers: { authorization: basic, 'x-consumerkey': appId } }),
    ]);
    for (const answer of asked) assert.ok(answer.statusCode < 500, `${answer.statusCode} ${answer.body.slice(0, 300)}`);
  });
});

const FORM_NAMES = [
  'client_id',
  'client_secret',
  'grant_type',
  'username',
  'password',
  'credtype',
  'scope',
  'code',
  'redirect_uri',
  'code_verifier',
  'refresh_token',
  'otp',
  'channel_type',
  'channel_handle',
  'link',
  'name',
  'token',
  'secret',
];

function formOf(value: unknown): string {
  const form = new URLSearchParams();
  const pairs = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  for (const [name, one] of pairs) for (const each of [one].flat()) form.append(name, String(each));
  return form.toString();
}
