import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { eventsOf, foundCompany, hire } from '../../../../test/harness/people.ts';
import { Provisioner, type Json } from '../../../../test/harness/provisioner.ts';
import { testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller } from '../../../platform/context.ts';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const CONCUR_ERROR = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';
const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

let program: TestProgram;
let home: Caller & { companyId: string };
let ups: Provisioner;
before(async () => {
  program = await testProgram({ jobs: true });
  home = await foundCompany(program);
  ups = new Provisioner(program, home.companyId);
});
after(() => program.close());

const patch = (id: string, ...operations: object[]) => ({
  method: 'PATCH',
  path: `/Users/${id}`,
  data: { Operations: operations },
});
const resultOf = (operation: Json, urn = CORE) => operation.extensions.find((one: Json) => one.name === urn).status.result;
const states = (status: Json) => status.operations.map((one: Json) => (one.status.success ? 'success' : 'failed')).join(' ');
const messages = (json: Json) => json[CONCUR_ERROR].messages.map((one: Json) => `${one.schemaPath ?? ''} ${one.code}`);

describe('identity 16: provisioning one user', () => {
  it('answers who it is at once, and where its provisioning stands', async () => {
    const body = ups.newcomer({ entitlements: ['Expense'] });
    const { status, json, text } = await ups.call('POST', '/Users/', body);
    assert.equal(status, 201, text);
    assert.equal(json.userName, body.userName);
    assert.equal(json.name.formatted, 'Newcomer, Nina May');
    assert.deepEqual(json.emails, [{ type: 'work', value: body.userName, verified: true, notifications: false }]);
    assert.equal(json.entitlements, undefined);
    const [origin] = json.meta.statusUrl.split('/profile/');
    assert.equal(json.meta.location, `${origin}/profile/identity/v4/Users/${json.id}`);
    assert.equal(json.meta.statusUrl, `${origin}/profile/v4/provisions/${json.meta.provisionId}/status`);
    const known = await ups.statusOf(json.meta.provisionId);
    assert.equal(known.meta.provisionType, 'User');
    assert.deepEqual(known.operations[0].resource, { id: json.id, type: 'User' });
    assert.equal(known.operations[0].bulkId, 'gen-temp-bulk-id');
    assert.deepEqual([resultOf(known.operations[0]), resultOf(known.operations[0], ENTERPRISE)], ['success', 'success']);
    assert.equal(resultOf(known.operations[0], 'urn:ietf:params:scim:schemas:extension:spend:2.0:Role'), 'no-op');
    assert.deepEqual(known.operationsCount, { total: 1, success: 1, failed: 0, pending: 0 });
    assert.match(known.meta.created, /^2026-03-02T09:00:00\.000\+0000$/);
  });

  it('refuses a user who cannot be, and keeps no request of it', async () => {
    const taken = ups.newcomer();
    assert.equal((await ups.call('POST', '/Users', taken)).status, 201);
    const { status, json } = await ups.call('POST', '/Users', { ...ups.newcomer(), userName: taken.userName });
    assert.equal(status, 400);
    assert.deepEqual(messages(json), ['userName INVALID_VALUE']);
    const { name: _name, ...nameless } = ups.newcomer();
    assert.equal((await ups.call('POST', '/Users', nameless)).status, 400);
    const foreign = ups.newcomer({ [ENTERPRISE]: { companyId: '22222222-2222-4222-8222-222222222222' } });
    assert.deepEqual(messages((await ups.call('POST', '/Users', foreign)).json), [`${ENTERPRISE}:companyId INVALID_VALUE`]);
    assert.equal((await ups.call('POST', '/Users', '{"userName": ')).status, 400);
    const unscoped = new Provisioner(program, home.companyId, ['user.provision.write']);
    assert.equal((await unscoped.call('POST', '/Users', ups.newcomer())).status, 403);
  });

  it('changes, replaces and deletes', async () => {
    const { json: user } = await ups.call('POST', '/Users', ups.newcomer({ title: 'Trainee', nickName: 'Nin' }));
    const operations = [
      { op: 'replace', path: 'name.givenName', value: 'Nadia' },
      { op: 'replace', path: `${ENTERPRISE}:department`, value: 'Sales' },
      { op: 'add', value: { title: 'Lead', [ENTERPRISE]: { costCenter: 'C7' } } },
      { op: 'replace', path: 'emails[type eq "work"].verified', value: false },
    ];
    const changed = await ups.call('PATCH', `/Users/${user.id}`, { schemas: [PATCH_OP], Operations: operations });
    assert.equal(changed.status, 200, changed.text);
    const { name, title, emails, [ENTERPRISE]: enterprise, meta } = changed.json;
    assert.deepEqual([name.givenName, title, emails[0].verified], ['Nadia', 'Lead', false]);
    assert.deepEqual([enterprise.department, enterprise.costCenter, meta.version], ['Sales', 'C7', 1]);
    assert.notEqual(meta.provisionId, user.meta.provisionId);

    const { userName } = user;
    const body = {
      id: user.id,
      userName,
      active: false,
      name: { givenName: 'N', familyName: 'R' },
      emails: [{ value: userName, type: 'work' }],
    };
    const replaced = await ups.call('PUT', `/Users/${user.id}`, { schemas: [CORE], ...body });
    assert.equal(replaced.status, 200, replaced.text);
    assert.deepEqual(
      [replaced.json.title, replaced.json.active, replaced.json[ENTERPRISE].companyId],
      [undefined, false, home.companyId],
    );
    assert.equal(replaced.json.meta.created, user.meta.created);
    const { id: _id, ...unnamed } = body;
    assert.deepEqual(messages((await ups.call('PUT', `/Users/${user.id}`, unnamed)).json), ['id INVALID_VALUE']);

    assert.equal((await ups.call('DELETE', `/Users/${user.id}`)).status, 204);
    assert.equal((await ups.call('PATCH', `/Users/${user.id}`, { schemas: [PATCH_OP], Operations: operations })).status, 404);
    assert.equal((await ups.call('DELETE', `/Users/${user.id}`)).status, 404);
  });

  it('does nothing to the people of another company', async () => {
    const stranger = await hire(program, await foundCompany(program));
    const operations = [{ op: 'replace', path: 'active', value: false }];
    assert.equal((await ups.call('PATCH', `/Users/${stranger.id}`, { schemas: [PATCH_OP], Operations: operations })).status, 404);
    assert.equal((await ups.call('PUT', `/Users/${stranger.id}`, { ...ups.newcomer(), id: stranger.id })).status, 404);
    assert.equal((await ups.call('DELETE', `/Users/${stranger.id}`)).status, 404);
    assert.equal((await ups.call('PATCH', '/Users/no-id', { schemas: [PATCH_OP], Operations: operations })).status, 404);
    const status = await ups.provision([patch(stranger.id, ...operations)]);
    assert.equal(status.operations[0].status.code, '404');
  });
});

describe('identity 17: provisioning in bulk', () => {
  it('takes a request at once, and does it later', async () => {
    const { status, json } = await ups.call('POST', '/Bulk/', ups.bulk([ups.post('a'), ups.post('b')], { failOnErrors: 1 }));
    assert.equal(status, 202);
    assert.deepEqual(json.status, { completed: false, success: null });
    assert.deepEqual(json.operationsCount, { total: 2, success: 0, failed: 0, pending: 2 });
    assert.equal(json.meta.provisionType, 'Bulk');
    const waiting = await ups.statusOf(json.id);
    assert.deepEqual(waiting.operations[0].extensions.find((one: Json) => one.name === CORE).status, { completed: false });
    await ups.drain();
    const done = await ups.statusOf(json.id);
    assert.deepEqual(done.status, { completed: true, success: true });
    assert.deepEqual(done.operationsCount, { total: 2, success: 2, failed: 0, pending: 0 });
    assert.deepEqual(
      done.operations.map((one: Json) => one.bulkId),
      ['a', 'b'],
    );
    assert.equal(done.operations[0].extensions.length, 13);
  });

  it('mixes methods; what is right stands, what is wrong is told', async () => {
    const people = await Promise.all([hire(program, home), hire(program, home), hire(program, home)]);
    const [changed, replaced, deleted] = people.map(({ id }) => id);
    const replacement = { ...ups.newcomer(), id: replaced };
    const status = await ups.provision([
      ups.post('one'),
      patch(changed ?? '', { op: 'replace', path: 'title', value: 'Chief' }),
      { method: 'PUT', path: `/Users/${replaced}`, bulkId: 'two', data: replacement },
      { method: 'DELETE', path: `/Users/${deleted}` },
      ups.post('three', { ...ups.newcomer(), emails: [] }),
      patch(changed ?? '', { op: 'replace', path: 'favouriteColour', value: 'blue' }),
      { method: 'PUT', path: `/Users/${replaced}`, data: { ...replacement, id: changed } },
      ups.post('four'),
    ]);
    assert.equal(states(status), 'success success success success failed failed failed success', JSON.stringify(status, null, 1));
    assert.deepEqual(status.status, { completed: true, success: false });
    assert.deepEqual(status.operationsCount, { total: 8, success: 5, failed: 3, pending: 0 });
    const core = status.operations[4].extensions.find((one: Json) => one.name === CORE);
    assert.deepEqual(core.status, { completed: true, success: false, code: '400', result: 'error' });
    assert.deepEqual(
      core.messages.map((one: Json) => [one.schemaPath, one.type]),
      [['emails', 'error']],
    );
    const users = await program.unitOfWork.read(home, (ctx) =>
      program.modules.identity.usersById(
        ctx,
        people.map(({ id }) => id),
      ),
    );
    assert.deepEqual(new Set(users.map(({ title, userName }) => title ?? userName)), new Set(['Chief', replacement.userName]));
  });

  it('stops to begin after as many failures as it allows', async () => {
    const wrong = { ...ups.newcomer(), name: {} };
    const status = await ups.provision(
      [ups.post('1'), ups.post('2', wrong), ups.post('3'), ups.post('4', wrong), ups.post('5')],
      { failOnErrors: 2 },
    );
    assert.equal(states(status), 'success failed success failed failed');
    assert.equal(resultOf(status.operations[4]), 'not-processed');
  });

  it('pages and picks operations', async () => {
    const wrong = { ...ups.newcomer(), name: {} };
    const { id } = await ups.provision([ups.post('1'), ups.post('2', wrong), ups.post('3'), ups.post('4', wrong), ups.post('5')]);
    const pick = async (query: string) => {
      const { operations, totalResults, startIndex, itemsPerPage } = await ups.statusOf(id, query);
      return [operations?.map((one: Json) => one.bulkId).join(''), totalResults, startIndex, itemsPerPage];
    };
    assert.deepEqual(await pick('?attributes=operations&startIndex=2&count=2'), ['23', 5, 2, 2]);
    assert.deepEqual(await pick('?attributes=operations&state=failed'), ['24', 2, 1, 2]);
    assert.deepEqual(await pick('?attributes=operations&state=pending'), ['', 0, 1, 0]);
    assert.deepEqual(await pick(''), [undefined, undefined, undefined, undefined]);
    assert.equal((await ups.call('GET', `/provisions/${id}/status?state=lost`)).status, 400);
  });

  it('has 100 operations, 400 KB, and names for its creations', async () => {
    const refused = async (operations: object[]) => {
      const { status, json } = await ups.call('POST', '/Bulk', ups.bulk(operations));
      assert.equal(status, 400);
      return json[CONCUR_ERROR].messages[0].schemaPath;
    };
    const nobody = '33333333-3333-4333-8333-333333333333';
    assert.equal(await refused([]), 'Operations');
    assert.equal(await refused(Array.from({ length: 101 }, (_, at) => ups.post(String(at)))), 'Operations');
    assert.equal(await refused([{ method: 'POST', path: '/Users', data: ups.newcomer() }]), 'Operations[0].bulkId');
    assert.equal(await refused([ups.post('same'), ups.post('same')]), 'Operations[1].bulkId');
    assert.equal(await refused([{ method: 'PATCH', path: '/Groups/1', data: {} }]), 'Operations[0].path');
    assert.equal(await refused([{ method: 'PATCH', path: '/Users', data: {} }]), 'Operations[0].path');
    assert.equal(await refused([{ method: 'PUT', path: `/Users/${nobody}` }]), 'Operations[0].data');
    assert.equal(await refused([{ method: 'GET', path: `/Users/${nobody}` }]), 'Operations.0.method');
    assert.equal((await ups.call('POST', '/Bulk', { Operations: [ups.post('x')] })).status, 400);
    assert.equal((await ups.call('POST', `/Bulk?companyId=${nobody}`, ups.bulk([ups.post('x')]))).status, 400);
    const large = await ups.call('POST', '/Bulk', ups.bulk([ups.post('x', ups.newcomer({ title: 'x'.repeat(400 * 1024) }))]));
    assert.equal(large.status, 413);
    const most = await ups.call('POST', '/Bulk', ups.bulk(Array.from({ length: 100 }, (_, at) => ups.post(String(at)))));
    assert.equal(most.status, 202);
    await ups.drain();
    assert.equal((await ups.statusOf(most.json.id, '')).operationsCount.success, 100);
  });
});

describe('a provision status', () => {
  it('is of its company alone, on both addresses, and gone after seven days', async () => {
    const { id } = await ups.provision([ups.post('only')]);
    const other = new Provisioner(program, (await foundCompany(program)).companyId);
    assert.equal((await other.call('GET', `/provisions/${id}/status`)).status, 404);
    assert.equal((await ups.call('GET', '/provisions/nothing/status')).status, 404);
    const old = await program.app.inject({
      url: `/provisioning/v4/provisions/${id}/status`,
      headers: { authorization: ups.token },
    });
    assert.equal(old.json().id, id);
    program.clock.advance(7 * 86_400_000);
    assert.equal((await ups.call('GET', `/provisions/${id}/status`)).status, 404);
  });

  it('identity 24: is announced once when it ends, with the right flag', async () => {
    const good = await ups.provision([ups.post('good')]);
    const bad = await ups.provision([ups.post('bad', { ...ups.newcomer(), name: {} })]);
    const single = (await ups.call('POST', '/Users', ups.newcomer())).json.meta.provisionId;
    await ups.drain();
    const events = (await eventsOf(program, home)).filter(({ type }) => type === 'provisionCompleted');
    const of = (provisionId: string) =>
      events.filter(({ subjectId }) => subjectId === provisionId).map(({ topic, facts }) => ({ topic, facts }));
    const said = (provisionId: string, success: boolean) => [
      { topic: 'public.concur.user.provisioning', facts: { originator: 'com.concur.provisioning', provisionId, success } },
    ];
    assert.deepEqual(of(good.id), said(good.id, true));
    assert.deepEqual(of(bad.id), said(bad.id, false));
    assert.deepEqual(of(single), said(single, true));
  });
});

describe('what the service tells of itself', () => {
  it('names its resources, schemas and limits', async () => {
    const types = (await ups.call('GET', '/ResourceTypes')).json;
    assert.deepEqual(
      types.map((one: Json) => [one.id, one.schema, one.schemaExtensions.length]),
      [['User', CORE, 12]],
    );
    assert.deepEqual((await ups.call('GET', '/ResourceTypes/User')).json, types[0]);
    const schemas = (await ups.call('GET', '/Schemas')).json;
    assert.equal(schemas.totalResults, 15);
    for (const schema of schemas.Resources) {
      const one = await ups.call('GET', `/Schemas/${schema.id}`);
      assert.deepEqual([one.status, one.json], [200, schema]);
    }
    const config = (await ups.call('GET', '/ServiceProviderConfig')).json;
    assert.deepEqual(config.bulk, { supported: true, maxOperations: 100, maxPayloadSize: 409_600 });
    assert.equal((await ups.call('GET', '/Schemas/urn:none')).status, 404);
    assert.equal((await ups.call('GET', '/ResourceTypes/Group')).status, 404);
  });
});
