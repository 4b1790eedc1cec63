import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { ALL_SCOPES } from '../../../../test/harness/identity.ts';
import { eventsOf } from '../../../../test/harness/people.ts';
import { ScimApi } from '../../../../test/harness/scim.ts';
import type { Caller } from '../../../platform/context.ts';
import type { DomainError } from '../../../platform/errors.ts';

const PASSWORD = 'correct horse battery';
const ANYONE: Caller = { actor: { kind: 'anonymous' }, correlationId: 'test' };
const SCOPES = [...ALL_SCOPES, 'spend.user.general.read', 'travel.user.general.read', 'user.read', 'USER', 'company.read'];

describe('identity 20: a user who is deleted softly', () => {
  let api: ScimApi;
  let id: string;
  let login: string;
  const spend = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };
  const signIn = () =>
    api.program.modules.identity.checkPassword(api.program.unitOfWork, ANYONE, {
      login,
      password: PASSWORD,
      address: '127.0.0.1',
    });

  before(async () => {
    api = await ScimApi.start();
    const user = await api.hire({
      spend,
      travel: {},
      employeeNumber: 'Gone-1',
      roles: [{ code: 'EXP_USER' }, { code: 'EXP_APPROVER' }],
    });
    ({ id, userName: login } = user);
    await api.program.modules.identity.setPassword(api.program.unitOfWork, api.company, { userId: id, password: PASSWORD });
  });
  after(() => api.program.close());

  const surfaces = (): readonly (readonly [string, number])[] => [
    [`/scim/v4/Users/${id}`, 404],
    [`/profile/identity/v4/Users/${id}`, 404],
    [`/profile/identity/v4.1/Users/${id}`, 404],
    [`/profile/spend/v4/Users/${id}`, 404],
    [`/profile/spend/v4.1/Users/${id}`, 404],
    [`/profile/travel/v4/Users/${id}`, 404],
    [`/profile/v1/principals/${id}`, 404],
    [`/api/v3.0/common/users?loginID=${encodeURIComponent('LOGIN')}`, 200],
    [`/api/user/v1.0/User/?loginID=${encodeURIComponent('LOGIN')}`, 404],
  ];
  const ask = async (path: string) => {
    const answer = await api.program.app.inject({
      method: 'GET',
      url: path.replace('LOGIN', encodeURIComponent(login)),
      headers: { authorization: api.as(SCOPES), host: 'us.localhost:8080' },
    });
    return { status: answer.statusCode, text: answer.body };
  };

  it('was there, and is on no surface afterwards, nor in lists, groups and at sign-in', async () => {
    for (const [path] of surfaces()) {
      const { status, text } = await ask(path);
      assert.equal(status, 200, `${path} ${text}`);
      assert.ok(text.toLowerCase().includes(login), path);
    }
    assert.equal((await signIn()).user.id, id);

    const deleted = await api.call('DELETE', `/Users/${id}`);
    assert.deepEqual([deleted.status, deleted.body], [204, {}]);

    for (const [path, gone] of surfaces()) {
      const { status, text } = await ask(path);
      assert.equal(status, gone, `${path} ${text}`);
      assert.ok(!text.includes('Gone-1') && !text.includes('Terry'), `${path} ${text}`);
    }
    for (const filter of [`userName eq "${login}"`, 'employeeNumber eq "Gone-1"'])
      for (const base of ['/scim/v4', '/profile/identity/v4']) {
        const { body } = await api.call('GET', `${base}/Users?filter=${encodeURIComponent(filter)}`);
        assert.equal(body['totalResults'], 0, `${base} ${filter}`);
      }
    for (const group of ['Expense User', 'Expense Approver']) assert.deepEqual(await api.membersOf(group), []);
    assert.equal(
      await signIn().then(
        () => 'in',
        (error: DomainError) => error.code,
      ),
      'identity.sign-in.bad-credentials',
    );
  });

  it('is deleted once, and takes part in nothing', async () => {
    for (const method of ['DELETE', 'GET'] as const) assert.equal((await api.call(method, `/Users/${id}`)).status, 404);
    assert.equal((await api.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: true }])).status, 404);
    assert.equal((await api.call('PUT', `/Users/${id}`, { body: api.document() })).status, 404);
    const group = `/Groups/${await api.group('Expense User')}`;
    assert.equal((await api.patch(group, [{ op: 'add', path: 'members', value: [{ value: id }] }])).status, 400);
    assert.equal((await api.patch(group, [{ op: 'remove', path: `members[value eq "${id}"]` }])).status, 204);
    const types = (await eventsOf(api.program, api.company)).slice(-3).map(({ type }) => type);
    assert.deepEqual(types, ['IdentityProfileDeleted', 'SpendProfileDeleted', 'TravelProfileDeleted']);
  });

  it('keeps its data, its login and its number', async () => {
    const { rows } = await api.program.unitOfWork.read(api.company, (ctx) =>
      sql<{
        family_name: string;
        spends: boolean;
      }>`select family_name, exists (select 1 from spend_profile where user_id = ${id}) as spends
        from "user" where id = ${id}`.execute(ctx.tx),
    );
    assert.deepEqual(rows, [{ family_name: 'Brown', spends: true }]);
    const taken = await api.call('POST', '/Users', { body: api.document({ userName: login }) });
    assert.deepEqual([taken.status, taken.body['scimType']], [400, 'uniqueness']);
    const enterprise = { 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { employeeNumber: 'Gone-1' } };
    assert.equal((await api.call('POST', '/Users', { body: api.document(enterprise) })).body['scimType'], 'uniqueness');
  });
});
