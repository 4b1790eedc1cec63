import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { askToken, registerApp, SYSTEM } from '../../../../test/harness/apps.ts';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import { clientOf, type Client, type Reply } from '../../../../test/harness/reports.ts';
import type { Caller } from '../../../platform/context.ts';

const ENTITIES = '/profile/identity/v4.1/LegalEntities';
const CONCUR = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';
const READ = 'company.legalentity.read';
const WRITE = 'company.legalentity.writeonly';

const ACME = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:LegalEntity'],
  name: 'Acme Corporation EMEA',
  active: true,
  registeringOrganization: 'Companies House UK',
  taxId: 'GB999999999',
  email: 'legal@acme.example',
  phone: '+44-20-1234-5678',
  address: {
    streetAddress: '123 Business Street',
    locality: 'London',
    region: 'Greater London',
    postalCode: 'SW1A 1AA',
    country: 'GB',
  },
};

describe('legal entities over HTTP', () => {
  let program: TestProgram;
  let call: Client;
  let home: Caller & { companyId: string };
  let as: string;
  const tokenOf = (companyId: string, ...scopes: string[]) =>
    program.actingAs({ kind: 'company', companyId, appId: 'app', scopes: new Set(scopes) });
  before(async () => {
    program = await testProgram();
    call = clientOf(program);
    home = await foundCompany(program);
    as = tokenOf(home.companyId, READ, WRITE);
  });
  after(() => program.close());

  const create = (body: unknown, by = as) => call('POST', ENTITIES, { as: by, body });
  const patch = (id: string, ...Operations: unknown[]) =>
    call('PATCH', `${ENTITIES}/${id}`, {
      as,
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations },
    });
  const search = (body: unknown, by = as) => call('POST', `${ENTITIES}/.search`, { as: by, body });
  const read = (id: string, by = as) => call('GET', `${ENTITIES}/${id}`, { as: by });
  function refused(reply: Reply, status: number, scimType?: string, path?: string): void {
    assert.equal(reply.status, status, reply.text);
    assert.deepEqual([reply.json.status, reply.json.scimType], [String(status), scimType], reply.text);
    if (path !== undefined) assert.equal(reply.json[CONCUR].messages[0].schemaPath, path, reply.text);
  }

  it('identity 23: are made and read as the page shows', async () => {
    const made = await create({ ...ACME, referenceId: 'ACME-EMEA', companyId: home.companyId });
    assert.equal(made.status, 200, made.text);
    const { id } = made.json;
    assert.deepEqual(made.json, {
      ...ACME,
      id,
      companyId: home.companyId,
      referenceId: 'ACME-EMEA',
      meta: {
        resourceType: 'LegalEntity',
        created: '2026-03-02T09:00:00Z',
        lastModified: '2026-03-02T09:00:00Z',
        location: `http://us.localhost:8080${ENTITIES}/${id}`,
        version: 1,
      },
    });
    assert.deepEqual((await read(id)).json, made.json);
    refused(await create({ ...ACME, referenceId: 'ACME-EMEA' }), 400, 'uniqueness', 'referenceId');
    assert.equal((await create({ active: false })).status, 200);
  });

  it('identity 23: refuse what is too long or missing, each thing at its path', async () => {
    refused(await create({ active: true, taxId: 'x'.repeat(19) }), 400, 'invalidValue', 'taxId');
    assert.equal((await create({ active: true, taxId: 'x'.repeat(18) })).status, 200);
    refused(await create({ name: 'x' }), 400, 'invalidValue', 'active');
    refused(await create({ active: 'perhaps' }), 400, 'invalidSyntax', 'active');
    refused(await create({ active: true, colour: 'blue' }), 400, 'invalidSyntax', 'colour');
    refused(await create({ active: true, address: { country: 'England' } }), 400, 'invalidValue', 'address.country');
    refused(await create([]), 400, 'invalidSyntax');
    const broken = await program.app.inject({
      method: 'POST',
      url: ENTITIES,
      headers: { authorization: as, 'content-type': 'application/json' },
      payload: '{',
    });
    assert.deepEqual([broken.statusCode, broken.json().scimType], [400, 'invalidSyntax']);
  });

  it('identity 23: are patched and replaced, and count it', async () => {
    const { id } = (await create({ ...ACME })).json;
    const patched = await patch(
      id,
      { op: 'replace', path: 'phone', value: '+44-20-9876-5432' },
      { op: 'replace', path: 'address.streetAddress', value: '456 New Business Park' },
      { op: 'remove', path: 'email' },
      { op: 'add', value: { referenceId: 'P-1' } },
    );
    assert.equal(patched.status, 200, patched.text);
    const { phone, email, referenceId, address, meta } = patched.json;
    assert.deepEqual([phone, email, referenceId, meta.version], ['+44-20-9876-5432', undefined, 'P-1', 2]);
    assert.deepEqual(address, { ...ACME.address, streetAddress: '456 New Business Park' });
    // As the page's use case writes it, without schemas.
    const bare = { Operations: [{ op: 'replace', path: 'active', value: false }] };
    const closed = await call('PATCH', `${ENTITIES}/${id}`, { as, body: bare });
    assert.deepEqual([closed.json.active, closed.json.meta.version], [false, 3]);
    for (const path of ['id', 'companyId', 'meta.version'])
      refused(await patch(id, { op: 'replace', path, value: 'x' }), 400, 'mutability', path);
    refused(await patch(id, { op: 'remove', path: 'active' }), 400, 'invalidValue', 'active');
    refused(await patch(id, { op: 'replace', path: 'colour', value: 'x' }), 400, 'invalidPath');
    refused(await patch(id, { op: 'replace', path: 'name', value: 'x' }, { op: 'wash' }), 400, 'invalidSyntax');
    refused(await patch(id), 400, 'invalidSyntax', 'Operations');
    const replaced = await call('PUT', `${ENTITIES}/${id}`, { as, body: { active: true, name: 'Acme', id: 'x', meta: {} } });
    assert.deepEqual(Object.keys(replaced.json), ['schemas', 'id', 'companyId', 'active', 'name', 'meta']);
    assert.deepEqual([replaced.json.id, replaced.json.meta.version], [id, 4]);
    refused(await call('PUT', `${ENTITIES}/${id}`, { as, body: { name: 'Acme' } }), 400, 'invalidValue', 'active');
  });

  it('identity 23: are searched by filter and cursor', async () => {
    const company = await foundCompany(program);
    const by = tokenOf(company.companyId, READ, WRITE);
    for (const name of ['Acme UK', 'Acme DE', 'Acme SG', 'Bolt', 'Crane']) {
      await create({ ...ACME, name, referenceId: name.toUpperCase(), active: name !== 'Bolt' }, by);
      program.clock.advance(1000);
    }
    const names = async (filter: string): Promise<string> => {
      const reply = await search({ filter }, by);
      assert.equal(reply.status, 200, reply.text);
      return reply.json.Resources.map(({ name }: { name: string }) => name).join();
    };
    assert.equal(await names('name co "Acme"'), 'Acme UK,Acme DE,Acme SG');
    assert.equal(await names('active ne true'), 'Bolt');
    assert.equal(await names('referenceId sw "ACME" and not (referenceId ew "DE")'), 'Acme UK,Acme SG');
    assert.equal(await names('address.country eq "GB" and (name eq "bolt" or name eq "crane")'), 'Bolt,Crane');
    assert.equal(await names('taxId pr and address[locality eq "London" and country eq "FR"]'), '');

    const first = (await search({ schemas: ['x'], filter: 'active eq true', count: 3, cursor: '' }, by)).json;
    assert.deepEqual([first.totalResults, first.itemsPerPage, first.startIndex, first.Resources.length], [4, 3, 1, 3]);
    const next = { filter: 'active eq true', count: 3, cursor: first.nextCursor };
    const second = (await search(next, by)).json;
    assert.deepEqual([second.totalResults, second.startIndex, second.nextCursor], [4, 4, undefined]);
    assert.deepEqual(
      second.Resources.map(({ name }: { name: string }) => name),
      ['Crane'],
    );
    refused(await search({ ...next, filter: 'active eq false' }, by), 400, 'invalidValue', 'cursor');
    refused(await search(next), 400, 'invalidValue', 'cursor');
    for (const filter of ['name gt "A"', 'active co "t"', 'meta.version eq 1', 'companyId pr', 'name', 'name eq'])
      refused(await search({ filter }, by), 400, 'invalidFilter', 'filter');
    const [brief] = (await search({ attributes: ['name', 'address.country'], count: 1 }, by)).json.Resources;
    assert.deepEqual(Object.keys(brief), ['id', 'name', 'address']);
    const [less] = (await search({ excludedAttributes: ['address', 'meta'], count: 1 }, by)).json.Resources;
    assert.deepEqual([less.address, less.meta, less.name], [undefined, undefined, 'Acme UK']);
    refused(await search({ count: 'all' }, by), 400, 'invalidSyntax', 'count');
  });

  it('identity 23: are what the identity API links users to, and finds them by', async () => {
    const URN = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
    const { id } = (await create({ ...ACME })).json;
    const foreign = await create({ active: true }, tokenOf((await foundCompany(program)).companyId, WRITE));
    const user = await hire(program, home);
    const by = tokenOf(home.companyId, 'identity.user.enterprise.read', 'identity.user.coreenterprise.writeonly');
    const link = (value: string) =>
      call('PATCH', `/profile/identity/v4.1/Users/${user.id}`, {
        as: by,
        body: {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
          Operations: [{ op: 'replace', path: `${URN}:legalEntity`, value }],
        },
      });
    const linked = await link(id);
    assert.equal(linked.status, 200, linked.text);
    assert.equal(linked.json[URN].legalEntity, id);
    refused(await link(foreign.json.id), 400, 'invalidValue', `${URN}:legalEntity`);
    const found = await call('POST', '/profile/identity/v4.1/Users/.search', {
      as: by,
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], filter: `${URN}:legalEntity eq "${id}"` },
    });
    assert.deepEqual(
      found.json.Resources?.map((one: { id: string }) => one.id),
      [user.id],
      found.text,
    );
  });

  it('belong to one company: that of the token, the query, the body', async () => {
    const { id } = (await create({ ...ACME })).json;
    const other = await foundCompany(program);
    const theirs = tokenOf(other.companyId, READ, WRITE);
    refused(await read(id, theirs), 404);
    refused(await call('PUT', `${ENTITIES}/${id}`, { as: theirs, body: { active: true } }), 404);
    const made = await create({ active: true, companyId: home.companyId }, theirs);
    assert.equal(made.json.companyId, other.companyId, 'the token comes first');

    const app = await registerApp(program, { scopes: [READ, WRITE, 'openid'] });
    const { access_token } = (await askToken(program, app, { grant_type: 'client_credentials' })).json();
    const own = `Bearer ${access_token}`;
    refused(await create({ active: true }, own), 400, 'invalidValue', 'companyId');
    refused(await create({ active: true, companyId: home.companyId }, own), 400, 'invalidValue', 'companyId');
    refused(await call('GET', `${ENTITIES}/${id}?companyId=x`, { as: own }), 400, 'invalidValue', 'companyId');
    await program.unitOfWork.write(home, (ctx) =>
      program.modules.oauth.connect(ctx, { principalKind: 'company', principalId: home.companyId, appId: app.id }),
    );
    assert.equal((await create({ active: true, companyId: home.companyId }, own)).json.companyId, home.companyId);
    assert.equal((await call('GET', `${ENTITIES}/${id}?companyId=${home.companyId}`, { as: own })).status, 200);
    const both = await call('POST', `${ENTITIES}?companyId=${other.companyId}`, {
      as: own,
      body: { active: true, companyId: home.companyId },
    });
    refused(both, 400, 'invalidValue', 'companyId');
    await program.unitOfWork.write({ ...SYSTEM, companyId: home.companyId }, (ctx) =>
      program.modules.oauth.setAppBlocked(ctx, app.id, true),
    );
    refused(await call('GET', `${ENTITIES}/${id}?companyId=${home.companyId}`, { as: own }), 400, 'invalidValue', 'companyId');
  });

  it('are refused to who may not, and cannot be deleted', async () => {
    const { id } = (await create({ ...ACME })).json;
    refused(await read(id, ''), 401);
    refused(await read(id, tokenOf(home.companyId, WRITE)), 403);
    refused(await create({ active: true }, tokenOf(home.companyId, READ)), 403);
    assert.equal((await call('DELETE', `${ENTITIES}/${id}`, { as })).status, 405);
    refused(await read('nonsense'), 404);
  });
});
