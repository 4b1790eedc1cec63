import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { ALL_SCOPES, type Body, WRITE } from '../../../../test/harness/identity.ts';
import { eventsOf } from '../../../../test/harness/people.ts';
import { ScimApi, type Answered } from '../../../../test/harness/scim.ts';
import { CONCUR_ERROR, CORE_GROUP, SAP_GROUP } from '../../dialects/scim/urns.ts';

const spend = { reimbursementCurrency: 'USD', country: 'US', locale: 'en-US' };
const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('groups of scim', () => {
  let api: ScimApi;
  before(async () => {
    api = await ScimApi.start();
  });
  after(() => api.program.close());

  const read = <T>(work: Parameters<typeof api.program.unitOfWork.read<T>>[1]) => api.program.unitOfWork.read(api.company, work);
  const assigned = ({ id }: { id: string }) =>
    read(async (ctx) => (await api.program.modules.identity.roleAssignmentsOf(ctx, id)).map(({ code }) => code));
  const entitled = ({ id }: { id: string }) =>
    read(async (ctx) => (await api.program.modules.identity.getUser(ctx, id)).entitlements);
  const change = async (group: string, ...Operations: Body[]): Promise<Answered> =>
    api.patch(`/Groups/${await api.group(group)}`, Operations);
  const value = (...users: { id: string }[]) => users.map(({ id }) => ({ value: id }));
  const changed = async (group: string, ...Operations: Body[]): Promise<void> => {
    const { status, body } = await change(group, ...Operations);
    assert.equal(status, 204, JSON.stringify(body));
  };
  const refused = ({ status, body }: Answered, scimType: string): string => {
    assert.deepEqual([status, body['scimType']], [400, scimType], JSON.stringify(body));
    return String(body['detail']);
  };

  describe('lists', () => {
    const list = async (query = ''): Promise<{ body: Body; groups: Body[] }> => {
      const { status, body } = await api.call('GET', `/Groups${query}`);
      assert.equal(status, 200, JSON.stringify(body));
      return { body, groups: body['Resources'] as Body[] };
    };

    it('are the 23 roles of the page, without their members', async () => {
      const { body, groups } = await list();
      assert.deepEqual([body['totalResults'], body['startIndex'], body['itemsPerPage'], groups.length], [23, 1, 23, 23]);
      assert.equal(new Set(groups.map(({ id }) => id)).size, 23);
      const roles = await read(async (ctx) => {
        for (const group of groups)
          await api.program.modules.identity.membersOfRole(ctx, {
            code: String((group[SAP_GROUP] as Body)['externalName']),
            startIndex: 1,
            limit: 0,
          });
        return groups.map((group) => (group[SAP_GROUP] as Body)['externalName']);
      });
      assert.equal(new Set(roles).size, 23);
      assert.deepEqual(groups[4], {
        schemas: [CORE_GROUP],
        id: '1f3780eb-6456-497a-a6b7-4fcde211fdd4',
        displayName: 'Report User',
        [SAP_GROUP]: { supportedOperations: 'userOnlyMembership', externalName: 'ReportUser', type: 'authorization' },
        meta: {
          resourceType: 'Group',
          location: 'http://us.localhost:8080/scim/v4/Groups/1f3780eb-6456-497a-a6b7-4fcde211fdd4',
        },
      });
      const readOnly = groups.filter((group) => (group[SAP_GROUP] as Body)['supportedOperations'] === 'readOnly');
      assert.deepEqual(
        readOnly.map(({ displayName }) => displayName),
        ['Expense Configuration Administrator'],
      );
    });

    it('are filtered, cut into pages and projected', async () => {
      const eq = (name: string, text: string) => `?filter=${encodeURIComponent(`${name} eq "${text}"`)}`;
      assert.deepEqual(
        (await list(eq('displayName', 'expense user'))).groups.map(({ displayName }) => displayName),
        ['Expense User'],
      );
      assert.equal((await list(eq(`${SAP_GROUP}:type`, 'authorization'))).body['totalResults'], 23);
      assert.equal((await list(eq(`${SAP_GROUP}:type`, 'userGroup'))).body['totalResults'], 0);
      assert.equal((await list(`?filter=${encodeURIComponent('displayName eq null')}`)).body['totalResults'], 0);
      const page = await list('?startIndex=22&count=5&attributes=displayName');
      assert.deepEqual([page.body['totalResults'], page.body['startIndex'], page.body['itemsPerPage']], [23, 22, 2]);
      assert.deepEqual(Object.keys(page.groups[0] ?? {}).sort(), ['displayName', 'id', 'schemas']);
      const user = await api.hire({ roles: [{ code: 'SHD_PAYROLL_ADMIN' }] });
      const { groups } = await list(`${eq('displayName', 'Payroll Administrator')}&attributes=members`);
      assert.deepEqual(
        (groups[0]?.['members'] as Body[]).map((member) => member['value']),
        [user.id],
      );
      for (const filter of ['externalName eq "EXP_USER"', 'displayName co "Expense"'])
        assert.equal(
          refused(await api.call('GET', `/Groups?filter=${encodeURIComponent(filter)}`), 'invalidFilter') !== '',
          true,
        );
    });
  });

  it('one pages its members', async () => {
    const users = [];
    for (let count = 0; count < 5; count++) users.push(await api.hire({ roles: [{ code: 'EXP_RECEIPT_PROCESSOR' }] }));
    await api.call('DELETE', `/Users/${users.pop()?.id}`);
    const id = await api.group('Expense Receipt Processor');
    const { status, body } = await api.call('GET', `/Groups/${id}?members.startIndex=2&members.count=2`);
    assert.equal(status, 200);
    assert.deepEqual(body['meta'], {
      resourceType: 'Group',
      location: `http://us.localhost:8080/scim/v4/Groups/${id}`,
      'members.totalResults': 4,
      'members.startIndex': 2,
      'members.itemsPerPage': 2,
      'members.cnt': 2,
    });
    const sorted = users.map((user) => user.id).sort();
    assert.deepEqual(
      body['members'],
      sorted.slice(1, 3).map((one) => ({ value: one, $ref: `http://us.localhost:8080/scim/v4/Users/${one}` })),
    );
    const without = await api.call('GET', `/Groups/${id.toUpperCase()}?excludedAttributes=members`);
    assert.deepEqual([without.status, 'members' in without.body], [200, false]);
    const past = await api.call('GET', `/Groups/${id}?members.startIndex=9`);
    assert.deepEqual([past.body['members'], (past.body['meta'] as Body)['members.totalResults']], [[], 4]);
  });

  describe('identity 21: membership', () => {
    it('is the spend role, either way, with an event of it', async () => {
      const user = await api.hire({ spend });
      const before = (await eventsOf(api.program, api.company)).length;
      await changed('Expense Processor', { op: 'add', path: 'members', value: value(user) });
      assert.deepEqual(await assigned(user), ['EXP_PROCESSOR']);
      const spent = await api.call('GET', `/profile/spend/v4.1/Users/${user.id}`, { scopes: ['spend.user.general.read'] });
      const { roles } = spent.body['urn:ietf:params:scim:schemas:extension:spend:2.0:Role'] as { roles: Body[] };
      assert.ok(
        roles.some(({ roleName }) => roleName === 'EXP_PROCESSOR'),
        JSON.stringify(roles),
      );
      const [event, ...more] = (await eventsOf(api.program, api.company)).slice(before);
      assert.deepEqual([event?.type, event?.subjectId, more], ['SpendProfileUpdated', user.id, []]);
      assert.deepEqual(event?.facts['attributes'], ['urn:ietf:params:scim:schemas:extension:spend:2.0:Role']);
      await changed('Expense Processor', { op: 'add', path: 'members', value: value(user) });
      assert.equal((await eventsOf(api.program, api.company)).length, before + 1, 'who is in it already has not changed');
      await api.program.unitOfWork.write(api.company, (ctx) =>
        api.program.modules.identity.changeSpending(ctx, { userId: user.id, roles: [{ code: 'EXP_PROXY_USER' }] }),
      );
      assert.deepEqual(await api.membersOf('Expense Processor'), []);
      assert.deepEqual(await api.membersOf('Expense Proxy Logon'), [user.id]);
    });

    it('of a role that is an entitlement by another name is the entitlement, either way', async () => {
      const user = await api.hire({ roles: [] });
      const before = (await eventsOf(api.program, api.company)).length;
      for (const [group, entitlement] of [
        ['Expense User', 'Expense'],
        ['Request User', 'Request'],
        ['Travel User', 'Travel'],
      ] as const) {
        await changed(group, { op: 'add', path: 'members', value: value(user) });
        assert.ok((await entitled(user)).includes(entitlement));
        assert.ok((await api.membersOf(group)).includes(user.id));
      }
      const events = (await eventsOf(api.program, api.company)).slice(before);
      assert.deepEqual(
        events.map(({ facts }) => facts['attributes']),
        Array(3).fill(['entitlements']),
      );
      await changed('Expense User', { op: 'remove', path: `members[value eq "${user.id}"]` });
      assert.deepEqual(await entitled(user), ['Request', 'Travel']);
      const patched = await api.patch(`/profile/identity/v4/Users/${user.id}`, [
        { op: 'replace', path: 'entitlements', value: ['Expense'] },
      ]);
      assert.equal(patched.status, 200);
      assert.ok((await api.membersOf('Expense User')).includes(user.id));
      assert.ok(!(await api.membersOf('Request User')).includes(user.id));
    });

    it('is added, replaced and removed in every style, in order', async () => {
      const [a, b, c] = [await api.hire(), await api.hire(), await api.hire()];
      const group = 'Budget Viewer';
      await changed(group, { op: 'add', value: { members: value(a, b) } });
      await changed(group, { op: 'remove', path: `${CORE_GROUP}:members[value eq "${a.id}" or value eq "${UNKNOWN}"]` });
      assert.deepEqual(await api.membersOf(group), [b.id]);
      await changed(group, { op: 'replace', path: 'members', value: value(a, c) });
      assert.deepEqual(await api.membersOf(group), [a.id, c.id].sort());
      await changed(
        group,
        { op: 'remove', path: 'members', value: value(c) },
        { op: 'add', path: 'members', value: { value: b.id } },
      );
      assert.deepEqual(await api.membersOf(group), [a.id, b.id].sort());
      await changed(group, { op: 'remove', path: 'members' });
      assert.deepEqual(await api.membersOf(group), []);
    });

    it('is replaced by PUT with 200', async () => {
      const [a, b] = [await api.hire(), await api.hire()];
      const id = await api.group('Budget Owner');
      const put = (body: Body) => api.call('PUT', `/Groups/${id}`, { body });
      const first = await put({ members: [{ value: a.id, $ref: `https://elsewhere/Users/${a.id}` }] });
      assert.equal(first.status, 200);
      assert.deepEqual(
        (first.body['members'] as Body[]).map((one) => one['value']),
        [a.id],
      );
      const second = await put({ ...first.body, members: value(b) });
      assert.deepEqual(
        (second.body['members'] as Body[]).map((one) => one['value']),
        [b.id],
      );
      assert.deepEqual(await assigned(a), []);
      refused(await put({ displayName: 'Budget Owner' }), 'invalidValue');
      refused(await put({ displayName: 'Mine', members: value(a) }), 'mutability');
      assert.deepEqual((await put({ members: [] })).body['members'], []);
    });

    it('takes a hundred at once, or nobody', async () => {
      const people = [];
      for (let count = 0; count < 100; count++) people.push(await api.hire());
      await changed('Budget Administrator', { op: 'add', path: 'members', value: value(...people) });
      assert.equal((await api.membersOf('Budget Administrator')).length, 100);
      const stranger = { op: 'add', path: 'members', value: value(...people, { id: UNKNOWN }) };
      const { body } = await change('Budget Viewer', stranger);
      assert.match(String(body['detail']), /nobody of the company/);
      assert.deepEqual(await api.membersOf('Budget Viewer'), []);
    });
  });

  describe('refusals', () => {
    it('the rules of roles', async () => {
      const user = await api.hire();
      const idle = await api.hire({ active: false });
      const members = (...users: { id: string }[]) => ({ op: 'add', path: 'members', value: value(...users) });
      await changed('Expense Approver', members(user));
      await api.program.unitOfWork.write(api.company, (ctx) =>
        api.program.modules.identity.setRoles(ctx, {
          userId: user.id,
          roles: [{ code: 'EXP_APPROVER' }, { code: 'STATEMENT_APPROVER' }, { code: 'EXP_PROCESSOR_AUDIT' }],
        }),
      );
      assert.match(refused(await change('Expense Processor', members(user)), 'invalidValue'), /excludes.*EXP_PROCESSOR/);
      const needed = await change('Expense Approver', { op: 'remove', path: `members[value eq "${user.id}"]` });
      assert.match(refused(needed, 'invalidValue'), /needs the role EXP_APPROVER/);
      for (const group of ['Travel User', 'Report User'])
        assert.match(refused(await change(group, members(user, idle)), 'invalidValue'), /is not active/);
      await changed('Expense User', members(idle));
      const stranger = await change('Expense Approver', members({ id: UNKNOWN }));
      assert.equal(((stranger.body[CONCUR_ERROR] as Body)['messages'] as Body[])[0]?.['schemaPath'], 'members');
      assert.equal(stranger.status, 400);
    });

    it('a group that is read-only, and everything but members', async () => {
      const user = await api.hire();
      const closed = await change('Expense Configuration Administrator', { op: 'add', path: 'members', value: value(user) });
      assert.match(refused(closed, 'mutability'), /readOnly/);
      for (const [operation, scimType] of [
        [{ op: 'replace', path: 'displayName', value: 'Mine' }, 'mutability'],
        [{ op: 'replace', value: { displayName: 'Mine' } }, 'mutability'],
        [{ op: 'replace', path: `${SAP_GROUP}:type`, value: 'userGroup' }, 'mutability'],
        [{ op: 'add', path: 'nonsense', value: 'x' }, 'invalidPath'],
        [{ op: 'add', path: 'members', value: [{}] }, 'invalidValue'],
        [{ op: 'add', path: 'members', value: [7] }, 'invalidSyntax'],
        [{ op: 'replace', path: `members[value eq "${user.id}"]`, value: {} }, 'invalidPath'],
        [{ op: 'remove', path: `members[value co "${user.id}"]` }, 'invalidFilter'],
        [{ op: 'remove' }, 'noTarget'],
        [{ op: 'move', path: 'members' }, 'invalidSyntax'],
      ] as const)
        refused(await change('Budget Viewer', operation), scimType);
    });

    it('401 without a company token, 403 without a scope, 404 for no group; another company is not seen', async () => {
      const id = await api.group('Budget Approver/Manager');
      const user = await api.hire();
      const add = { op: 'add', path: 'members', value: value(user) };
      const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: [add] };
      const person = { kind: 'user', userId: user.id, companyId: api.company.companyId, appId: 'app' } as const;
      const asUser = api.program.actingAs({ ...person, scopes: new Set(ALL_SCOPES) });
      const calls = [
        ['GET', '', {}],
        ['GET', `/${id}`, {}],
        ['PUT', `/${id}`, { body: { members: [] } }],
        ['PATCH', `/${id}`, { body }],
      ] as const;
      for (const [method, path, sent] of calls) {
        for (const as of ['', asUser]) assert.equal((await api.call(method, `/Groups${path}`, { ...sent, as })).status, 401);
        const lacking = await api.call(method, `/Groups${path}`, {
          ...sent,
          scopes: ['identity.user.sap.read', 'receipts.read'],
        });
        assert.equal(lacking.status, 403);
        if (path !== '') assert.equal((await api.call(method, `/Groups/${UNKNOWN}`, sent)).status, 404);
      }
      assert.equal((await api.call('PATCH', `/Groups/${id}`, { body, scopes: ['identity.user.ids.read'] })).status, 403);
      const elsewhere = api.as([WRITE], api.other.companyId);
      const foreign = await api.call('PATCH', `/Groups/${id}`, { body, as: elsewhere });
      assert.equal(foreign.status, 400);
      await changed('Budget Approver/Manager', add);
      const theirs = await api.call('GET', `/Groups/${id}`, { as: api.as(ALL_SCOPES, api.other.companyId) });
      assert.deepEqual(theirs.body['members'], []);
    });
  });
});
