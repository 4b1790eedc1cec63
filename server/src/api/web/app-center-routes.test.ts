import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { ADMINISTRATOR, listedApp, listing, visitorWith, type MadeApp } from '../../../test/harness/app-center.ts';
import { askToken, claimsOf, type TestApp } from '../../../test/harness/apps.ts';
import { auditOf, foundCompany } from '../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../test/harness/program.ts';
import type { WebVisitor } from '../../../test/harness/web-visitor.ts';
import type { Caller } from '../../platform/context.ts';

type Visitor = WebVisitor & { readonly userId: string };
interface Refusal {
  readonly code: string;
  readonly facts: Record<string, unknown>;
  readonly validationErrors: readonly { readonly source: string }[];
}

const PNG = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').toString('base64');

describe('the App Center', () => {
  let program: TestProgram;
  let maker: Caller & { companyId: string };
  let customer: Caller & { companyId: string };
  let developer: Visitor;
  let administrator: Visitor;
  let traveler: Visitor;

  before(async () => {
    program = await testProgram({ config: { sandbox: true, limits: { perApp: 1e9, perAddress: 1e9 } } });
    maker = await foundCompany(program);
    customer = await foundCompany(program, { countryCode: 'DE' });
    developer = await visitorWith(program, maker, ADMINISTRATOR);
    administrator = await visitorWith(program, customer, ADMINISTRATOR);
    traveler = await visitorWith(program, customer, ['EXP_USER']);
  });
  after(() => program.close());

  const redeem = ({ id, secret }: MadeApp, url: URL, fields: object = {}) =>
    askToken(program, { id, secret } as TestApp, {
      grant_type: 'password',
      credtype: 'authtoken',
      username: url.searchParams.get('id') ?? '',
      password: url.searchParams.get('requestToken') ?? '',
      ...fields,
    });
  const refresh = ({ id, secret }: MadeApp, token: string) =>
    askToken(program, { id, secret } as TestApp, { grant_type: 'refresh_token', refresh_token: token });
  const connect = async (visitor: WebVisitor, { id }: MadeApp): Promise<URL> => {
    const answer = await visitor.call('POST', `/app-center/${id}/connection`);
    assert.equal(answer.statusCode, 200, answer.body);
    return new URL(answer.json<{ redirectTo: string }>().redirectTo);
  };
  const since = async (visitor: WebVisitor, { id }: MadeApp): Promise<string | null> =>
    (await visitor.call('GET', `/app-center/${id}`)).json<{ connectedSince: string | null }>().connectedSince;
  const codeOf = (answer: LightMyRequestResponse): string => answer.json<Refusal>().code;
  const listed = async (visitor: WebVisitor, query = ''): Promise<string[]> =>
    (await visitor.call('GET', `/app-center${query}`))
      .json<{ listings: { appId: string }[] }>()
      .listings.map(({ appId }) => appId);

  it('connects a company with the documented redirect, shows it connected, and disconnects it', async () => {
    const app = await listedApp(developer);
    const url = await connect(administrator, app);
    assert.equal(url.origin + url.pathname, 'https://ledgerline.example/connect');
    assert.deepEqual([...url.searchParams.keys()].sort(), ['from', 'id', 'requestToken', 'userId']);
    assert.deepEqual([url.searchParams.get('id'), url.searchParams.get('userId')], [customer.companyId, administrator.userId]);
    assert.equal(await since(administrator, app), null);

    const granted = await redeem(app, url);
    assert.equal(granted.statusCode, 200, granted.body);
    const { access_token: token, refresh_token: refreshToken } = granted.json<{ access_token: string; refresh_token: string }>();
    assert.deepEqual([claimsOf(token)['sub'], claimsOf(token)['concur.type']], [customer.companyId, 'company']);
    assert.equal(await since(administrator, app), program.clock.now().toISOString());
    assert.equal(await since(developer, app), null);

    assert.equal((await administrator.call('DELETE', `/app-center/${app.id}/connection`)).statusCode, 204);
    assert.equal(await since(administrator, app), null);
    assert.deepEqual((await refresh(app, refreshToken)).json<{ code: number }>().code, 108);
    assert.equal((await redeem(app, url)).json<{ code: number }>().code, 5);
    const trail = await auditOf(program, customer);
    for (const done of ['app connection-agreed', 'company connected', 'app disconnected']) assert.ok(trail.includes(done), done);
  });

  it('connects a user with their own id alone', async () => {
    const app = await listedApp(developer, { over: { installation: 'user' } });
    const url = await connect(traveler, app);
    assert.deepEqual([...url.searchParams.keys()].sort(), ['from', 'id', 'requestToken']);
    const granted = await redeem(app, url);
    const { access_token: token, refresh_token: refreshToken } = granted.json<{ access_token: string; refresh_token: string }>();
    assert.deepEqual([claimsOf(token)['sub'], claimsOf(token)['concur.type']], [traveler.userId, 'user']);
    assert.notEqual(await since(traveler, app), null);
    assert.equal(await since(administrator, app), null);
    const own = await traveler.call('GET', '/connections');
    const [first] = own.json<{ appId: string; scopes: string[]; lastTokenAt: string }[]>();
    assert.deepEqual([first?.appId, first?.lastTokenAt], [app.id, program.clock.now().toISOString()]);
    assert.equal((await traveler.call('DELETE', `/connections/${app.id}`)).statusCode, 204);
    assert.equal((await refresh(app, refreshToken)).json<{ code: number }>().code, 108);
    assert.deepEqual(codeOf(await traveler.call('DELETE', `/connections/${app.id}`)), 'oauth.connection.not-found');
  });

  it('binds the request token to the app and to 24 hours, and takes the newest', async () => {
    const app = await listedApp(developer);
    const other = await listedApp(developer);
    const old = await connect(administrator, app);
    const url = await connect(administrator, app);
    assert.equal((await redeem(app, old)).json<{ code: number }>().code, 5);
    assert.equal((await redeem(other, url)).json<{ code: number }>().code, 136);
    program.clock.advance(24 * 3_600_000 + 1);
    assert.equal((await redeem(app, url)).json<{ code: number }>().code, 5);
    program.clock.advance(-24 * 3_600_000 - 1);
  });

  it('lets administrators alone connect an enterprise app', async () => {
    const app = await listedApp(developer);
    const shown = (await traveler.call('GET', `/app-center/${app.id}`)).json<{ mayConnect: boolean }>();
    assert.equal(shown.mayConnect, false);
    for (const method of ['POST', 'DELETE'] as const) {
      const answer = await traveler.call(method, `/app-center/${app.id}/connection`);
      assert.deepEqual([answer.statusCode, codeOf(answer)], [403, 'http.role-missing']);
    }
  });

  it('does not connect what is switched off or blocked', async () => {
    const app = await listedApp(developer);
    await administrator.call('PATCH', `/company/connected-apps/${app.id}`, { blocked: true });
    const blocked = await administrator.call('POST', `/app-center/${app.id}/connection`);
    assert.deepEqual([blocked.statusCode, blocked.json<Refusal>().facts], [409, { reason: 'blocked' }]);
    await administrator.call('PATCH', `/company/connected-apps/${app.id}`, { blocked: false });
    await developer.call('PATCH', `/apps/${app.id}`, { enabled: false });
    const off = await administrator.call('POST', `/app-center/${app.id}/connection`);
    assert.deepEqual([off.statusCode, off.json<Refusal>().facts], [409, { reason: 'app-disabled' }]);
  });

  it('shows what is published, by company and country, and to its maker what is not', async () => {
    const draft = await listedApp(developer, { steps: [] });
    const german = await listedApp(developer, { over: { countries: ['DE'] } });
    const french = await listedApp(developer, { over: { countries: ['FR'] } });
    const foreign = await listedApp(developer, { over: { companies: [maker.companyId] } });
    const invited = await listedApp(developer, { over: { companies: [customer.companyId.toUpperCase()] } });
    const seen = await listed(traveler);
    assert.deepEqual(
      [draft, german, french, foreign, invited].map(({ id }) => seen.includes(id)),
      [false, true, false, false, true],
    );
    assert.ok((await listed(developer)).includes(draft.id));
    for (const { id } of [draft, french, foreign])
      for (const [method, path] of [
        ['GET', ''],
        ['GET', '/logo'],
        ['POST', '/connection'],
        ['DELETE', '/connection'],
      ] as const) {
        const answer = await administrator.call(method, `/app-center/${id}${path}`);
        assert.deepEqual([answer.statusCode, codeOf(answer)], [404, 'app-center.listing.not-found']);
      }
    await connect(developer, draft);
  });

  it('finds by words and category, and leads through long lists', async () => {
    for (const name of ['Zebra one', 'zebra Two', 'Zebra three'])
      await listedApp(developer, { over: { name, categories: ['parking'], summary: '100 % parked' } });
    assert.equal((await listed(traveler, '?search=zebra&category=parking')).length, 3);
    assert.equal((await listed(traveler, '?search=100 %25 p')).length, 3);
    assert.equal((await listed(traveler, '?search=100_')).length, 0);
    assert.equal((await listed(traveler, '?search=zebra&category=tax-and-vat')).length, 0);
    assert.equal((await traveler.call('GET', '/app-center?after=nonsense')).statusCode, 400);
    const first = (await traveler.call('GET', '/app-center?search=zebra')).json<{ listings: { name: string }[] }>();
    assert.deepEqual(
      first.listings.map(({ name }) => name),
      ['Zebra one', 'Zebra three', 'zebra Two'],
    );
  });

  it('certifies nothing that is unanswered or unreachable', async () => {
    const app = await listedApp(developer, { steps: [], over: { supportUrl: '', connectUri: '', checklist: [] } });
    const path = `/apps/${app.id}/listing`;
    const submit = () => developer.call('POST', `${path}/steps`, { step: 'submit' });
    const refused = await submit();
    const sources = refused.json<Refusal>().validationErrors.map(({ source }) => source);
    assert.deepEqual([refused.statusCode, sources.slice(0, 2), sources.length], [400, ['supportUrl', 'connectUri'], 28]);
    await developer.call(
      'PUT',
      path,
      listing({ checklist: listing().checklist.map((one) => ({ ...one, answer: 'not-applicable' })) }),
    );
    const passed = (await submit()).json<Refusal>().validationErrors.map(({ source }) => source);
    assert.equal(passed.length, 26);
    await developer.call('PATCH', `/apps/${app.id}`, { grants: ['client_credentials'] });
    await developer.call('PUT', path, listing());
    assert.deepEqual(
      (await submit()).json<Refusal>().validationErrors.map(({ source }) => source),
      ['grants', 'grants'],
    );
  });

  it('keeps what was certified, and lets the words around it change', async () => {
    const app = await listedApp(developer);
    const path = `/apps/${app.id}/listing`;
    const moved = await developer.call('PUT', path, listing({ connectUri: 'https://other.example/', installation: 'user' }));
    assert.deepEqual(
      moved.json<Refusal>().validationErrors.map(({ source }) => source),
      ['installation', 'connectUri'],
    );
    assert.equal((await developer.call('PUT', path, listing({ summary: 'Other words' }))).statusCode, 200);
    const backwards = await developer.call('POST', `${path}/steps`, { step: 'certify' });
    assert.deepEqual([backwards.statusCode, codeOf(backwards)], [409, 'app-center.listing.not-movable']);
    for (const step of ['unpublish', 'reopen', 'submit'])
      assert.equal((await developer.call('POST', `${path}/steps`, { step })).statusCode, 200, step);
    assert.equal((await developer.call('PUT', path, listing())).statusCode, 409);
    const mute = await developer.call('POST', `${path}/steps`, { step: 'return' });
    assert.equal(mute.json<Refusal>().validationErrors[0]?.source, 'remark');
    const returned = await developer.call('POST', `${path}/steps`, { step: 'return', remark: 'No support page' });
    assert.equal(returned.json<{ listing: { remark: string } }>().listing.remark, 'No support page');
  });

  it('refuses links that a browser must not follow', async () => {
    const app = await listedApp(developer, { steps: [] });
    const wrong = {
      supportUrl: 'javascript:alert(1)',
      privacyUrl: 'http://far.example',
      termsUrl: 'nowhere',
      connectUri: 'app:open',
    };
    const answer = await developer.call(
      'PUT',
      `/apps/${app.id}/listing`,
      listing({ ...wrong, countries: ['de'], companies: ['x'] }),
    );
    assert.deepEqual(
      answer.json<Refusal>().validationErrors.map(({ source }) => source),
      ['supportUrl', 'privacyUrl', 'termsUrl', 'connectUri', 'countries', 'companies'],
    );
  });

  it('shows a logo that is a picture, whatever it is called', async () => {
    const app = await listedApp(developer);
    const path = `/apps/${app.id}/listing/logo`;
    const script = await developer.call('PUT', path, { data: Buffer.from('<svg onload="x()"/>').toString('base64') });
    assert.deepEqual([script.statusCode, codeOf(script)], [400, 'app-center.listing.invalid']);
    const kept = await developer.call('PUT', path, { data: PNG });
    const { logo } = kept.json<{ listing: { logo: string } }>().listing;
    const shown = await traveler.call('GET', logo.replace('/web', ''));
    assert.deepEqual([shown.headers['content-type'], shown.rawPayload.toString('base64')], ['image/png', PNG]);
    assert.equal(shown.headers['x-content-type-options'], 'nosniff');
    assert.equal((await developer.call('DELETE', path)).statusCode, 200);
    assert.equal((await traveler.call('GET', logo.replace('/web', ''))).statusCode, 404);
  });

  it('is the business of the app’s own company', async () => {
    const app = await listedApp(developer);
    const calls = [
      ['GET', '', undefined],
      ['PUT', '', listing()],
      ['POST', '/steps', { step: 'unpublish' }],
      ['PUT', '/logo', { data: PNG }],
      ['DELETE', '/logo', undefined],
    ] as const;
    for (const [method, path, body] of calls) {
      assert.equal((await administrator.call(method, `/apps/${app.id}/listing${path}`, body)).statusCode, 404);
      assert.equal((await traveler.call(method, `/apps/${app.id}/listing${path}`, body)).statusCode, 403);
    }
  });
});

describe('the App Center of an installation that does real work', () => {
  let program: TestProgram;
  let company: Caller & { companyId: string };
  before(async () => {
    program = await testProgram();
    company = await foundCompany(program);
  });
  after(() => program.close());

  it('leaves reviews to the operator', async () => {
    const developer = await visitorWith(program, company, ADMINISTRATOR);
    const app = await listedApp(developer, { steps: ['submit'] });
    const steps = `/apps/${app.id}/listing/steps`;
    for (const step of ['certify', 'return'])
      assert.equal((await developer.call('POST', steps, { step })).json<Refusal>().code, 'app-center.review.denied');
    const { unitOfWork, modules } = program;
    for (const step of ['certify', 'publish'] as const)
      await unitOfWork.write({ actor: { kind: 'system' }, companyId: company.companyId, correlationId: 'test' }, (ctx) =>
        modules.appCenter.moveListing(ctx, { appId: app.id, step }),
      );
    const shown = await developer.call('GET', `/apps/${app.id}/listing`);
    assert.deepEqual(shown.json<{ listing: { state: string; steps: string[] } }>().listing.steps, ['unpublish']);
  });
});
