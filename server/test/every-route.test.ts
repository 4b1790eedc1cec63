import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { facades } from '../src/api/register.ts';
import type { Actor, PrincipalKind } from '../src/platform/actor.ts';
import { newId } from '../src/platform/ids/index.ts';
import type { Facade, Route } from '../src/platform/http/facade.ts';
import { askToken, registerApp } from './harness/apps.ts';
import { testProgram, type TestProgram } from './harness/program.ts';

/** A documented operation behind a token, and how to call it. */
interface Guarded {
  readonly facade: Facade;
  readonly route: Route;
  readonly url: string;
}

const KINDS: readonly PrincipalKind[] = ['user', 'company', 'app'];
/** The generations in which a token that fails its check is forbidden, not unauthorised: api-reference/http-status-codes. */
const FORBIDDING = new Set(['v3', 'xml-v1', 'net2']);

/** Every operation that asks for a token, called with each kind of token that it must refuse. A new route is in by being mounted. */
describe('every route', () => {
  let program: TestProgram;
  let guarded: Guarded[];
  before(async () => {
    program = await testProgram({ config: { limits: { perApp: 1e9, perAddress: 1e9 } } });
    guarded = facades(program)
      .flatMap((facade) => facade.routes.map((route) => ({ facade, route })))
      .filter(({ route }) => route.principals !== 'anyone')
      .map(({ facade, route }) => ({ facade, route, url: facade.prefix + route.path.replace(/\{(\w+)\}/g, example) }));
    assert.ok(guarded.length > 50, `only ${guarded.length} routes ask for a token`);
  });
  after(() => program.close());

  const example = (_all: string, name: string): string =>
    ({ contextType: 'TRAVELER', view: 'ACTIVE', reportId: '00000000000000000001' })[name] ?? newId(program.clock);

  const call = ({ route, url }: Guarded, authorization?: string) =>
    program.app.inject({ method: route.method, url, headers: authorization ? { authorization } : {} });

  /** The sentence that a refusal says, whatever its dialect. */
  const said = (text: string): string => text.replaceAll('&quot;', '"');

  async function refuses(
    authorization: string | undefined,
    status: (one: Guarded) => number,
    words: (one: Guarded) => RegExp,
  ): Promise<void> {
    for (const one of guarded) {
      const answer = await call(one, authorization);
      const where = `${one.route.method} ${one.url}: ${answer.body.slice(0, 300)}`;
      assert.equal(answer.statusCode, status(one), where);
      assert.match(said(answer.body), words(one), where);
    }
  }

  const unbelieved = ({ facade }: Guarded): number => (FORBIDDING.has(facade.dialect.name) ? 403 : 401);

  it('asks for a token', () =>
    refuses(
      undefined,
      () => 401,
      () => /No access token/,
    ));

  it('disbelieves a token that is malformed, forged or expired', async () => {
    const app = await registerApp(program);
    const answer = await askToken(program, app, { grant_type: 'client_credentials' });
    const token = String(answer.json().access_token);
    const [head, payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = Buffer.from(JSON.stringify({ ...claims, 'concur.type': 'company' })).toString('base64url');
    await refuses('Bearer nonsense', unbelieved, () => /unknown or revoked/);
    await refuses(`Bearer ${head}.${forged}.${signature}`, unbelieved, () => /signature is wrong/);
    await refuses(
      `Basic ${token}`,
      () => 401,
      () => /No access token/,
    );
    program.clock.advance(3_601_000);
    await refuses(`Bearer ${token}`, unbelieved, () => /has expired/);
  });

  const actor = (kind: PrincipalKind, scopes: Iterable<string>): Actor => {
    const base = { appId: newId(program.clock), scopes: new Set(scopes) };
    if (kind === 'app') return { kind, ...base };
    const company = { ...base, companyId: newId(program.clock) };
    return kind === 'company' ? { kind, ...company } : { kind, userId: newId(program.clock), ...company };
  };

  it('lets in the kinds of principal that it names, and says which', async () => {
    for (const kind of KINDS) {
      for (const one of guarded.filter(({ route }) => route.principals !== 'anyone' && !route.principals.includes(kind))) {
        const answer = await call(one, program.actingAs(actor(kind, one.route.scopes)));
        const where = `${kind} ${one.route.method} ${one.url}: ${answer.body.slice(0, 300)}`;
        assert.ok(answer.statusCode === 401 || answer.statusCode === 403, where);
        for (const needed of one.route.principals) assert.ok(said(answer.body).includes(needed), where);
      }
    }
  });

  it('asks for a scope, and says which', async () => {
    for (const one of guarded.filter(({ route }) => route.scopes.length > 0)) {
      const [kind = 'user'] = one.route.principals as readonly PrincipalKind[];
      const answer = await call(one, program.actingAs(actor(kind, ['openid'])));
      const where = `${one.route.method} ${one.url}: ${answer.body.slice(0, 300)}`;
      assert.equal(answer.statusCode, 403, where);
      for (const scope of one.route.scopes) assert.ok(said(answer.body).includes(scope), where);
    }
  });

  it('breaks over no path when its principal and everything it names do not exist', async () => {
    for (const one of guarded) {
      for (const kind of one.route.principals as readonly PrincipalKind[]) {
        const answer = await call(one, program.actingAs(actor(kind, one.route.scopes)));
        const where = `${kind} ${one.route.method} ${one.url}: ${answer.statusCode} ${answer.body.slice(0, 300)}`;
        assert.ok(answer.statusCode < 500, where);
      }
    }
  });
});
