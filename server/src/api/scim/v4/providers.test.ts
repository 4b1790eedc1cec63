import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Body } from '../../../../test/harness/identity.ts';
import { ScimApi, type Made } from '../../../../test/harness/scim.ts';
import { CORE_USER, ENTERPRISE_USER, SAP_USER } from '../../dialects/scim/urns.ts';

/** What the two identity providers that most companies have send, as they send it. */
describe('identity providers', () => {
  let api: ScimApi;
  before(async () => {
    api = await ScimApi.start();
  });
  after(() => api.program.close());

  const found = async (filter: string, rest = ''): Promise<Body> => {
    const { status, body } = await api.call('GET', `/Users?filter=${encodeURIComponent(filter)}${rest}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const active = async (id: string): Promise<unknown> => (await api.call('GET', `/Users/${id}`)).body['active'];

  it('Okta looks, creates, replaces, deactivates and pushes groups', async () => {
    const userName = 'okta.user@people.example';
    const page = '&startIndex=1&count=100';
    const none = await found(`userName eq "${userName}"`, page);
    assert.deepEqual([none['totalResults'], none['Resources']], [0, []]);
    const sent = {
      schemas: [CORE_USER],
      userName,
      name: { givenName: 'Okta', familyName: 'User' },
      emails: [{ primary: true, value: userName, type: 'work', display: userName }],
      displayName: 'Okta User',
      locale: 'en-US',
      externalId: '00ujl29u0le5T6Aj10h7',
      groups: [],
      password: '1mz050nq',
      active: true,
    };
    const created = await api.call('POST', '/Users', { body: sent });
    assert.equal(created.status, 201, JSON.stringify(created.body));
    const { id } = created.body as Made;
    assert.equal((await found(`userName eq "${userName}"`, page))['totalResults'], 1);

    const { body: whole } = await api.call('GET', `/Users/${id}`);
    const replaced = await api.call('PUT', `/Users/${id}`, {
      body: {
        ...whole,
        title: 'Manager',
        nickName: 'Ok',
        active: false,
        'urn:okta:custom:1.0:user': { badge: 7 },
        [ENTERPRISE_USER]: { ...(whole[ENTERPRISE_USER] as Body), badge: '7' },
      },
    });
    assert.equal(replaced.status, 200, JSON.stringify(replaced.body));
    assert.deepEqual([replaced.body['active'], replaced.body['title']], [false, 'Manager']);
    assert.ok((replaced.body[SAP_USER] as Body)['validTo']);

    for (const [operation, expected] of [
      [{ op: 'replace', value: { active: true } }, true],
      [{ op: 'replace', path: 'active', value: false }, false],
      [{ op: 'replace', value: { active: 'true' } }, true],
    ] as const) {
      assert.equal((await api.patch(`/Users/${id}`, [operation])).status, 200);
      assert.equal(await active(id), expected);
    }

    const group = await api.group('Expense Approver');
    const push = [
      { op: 'replace', value: { id: group, displayName: 'Expense Approver' } },
      { op: 'add', path: 'members', value: [{ value: id, display: userName }] },
    ];
    assert.equal((await api.patch(`/Groups/${group}`, push)).status, 204);
    assert.deepEqual(await api.membersOf('Expense Approver'), [id]);
    const remove = [{ op: 'remove', path: `members[value eq "${id}"]` }];
    for (let times = 0; times < 2; times++) assert.equal((await api.patch(`/Groups/${group}`, remove)).status, 204);
    assert.deepEqual(await api.membersOf('Expense Approver'), []);
    assert.equal(
      (
        await api.call('PUT', `/Groups/${group}`, {
          body: { schemas: [], id: group, displayName: 'Expense Approver', members: [{ value: id, display: userName }] },
        })
      ).status,
      200,
    );
    assert.deepEqual(await api.membersOf('Expense Approver'), [id]);
    assert.equal((await api.call('DELETE', `/Users/${id}`)).status, 204);
  });

  it('Microsoft Entra looks, creates, patches with its own spelling, and keeps groups', async () => {
    const userName = 'entra.user@people.example';
    assert.equal((await found(`externalId eq "58342554"`))['totalResults'], 0);
    const boss = await api.create();
    const created = await api.call('POST', '/Users', {
      body: {
        schemas: [CORE_USER, ENTERPRISE_USER],
        externalId: '58342554',
        userName,
        active: 'True',
        addresses: null,
        displayName: 'Entra User',
        emails: [{ type: 'work', primary: true, value: userName }],
        meta: { resourceType: 'User' },
        name: { formatted: 'Entra User', familyName: 'User', givenName: 'Entra' },
        roles: [],
      },
    });
    assert.equal(created.status, 201, JSON.stringify(created.body));
    const { id } = created.body as Made;
    assert.equal((await found(`externalId eq "58342554"`))['totalResults'], 1);

    const patched = await api.patch(`/Users/${id}`, [
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'moved@people.example' },
      { op: 'Add', path: 'phoneNumbers[type eq "work"].value', value: '+1 425 555 0100' },
      { op: 'Replace', path: 'name.familyName', value: 'Renamed' },
      { op: 'Add', path: `${ENTERPRISE_USER}:department`, value: 'R&D' },
      { op: 'Add', path: `${ENTERPRISE_USER}:manager`, value: boss.id },
      { op: 'Replace', path: `${CORE_USER}:title`, value: 'Lead' },
      { op: 'Replace', value: { nickName: 'En', [`${ENTERPRISE_USER}:employeeNumber`]: 'EN-1', 'name.middleName': 'T' } },
      { op: 'Replace', path: 'active', value: 'False' },
    ]);
    assert.equal(patched.status, 200, JSON.stringify(patched.body));
    const { body } = await api.call('GET', `/Users/${id}`);
    assert.deepEqual(body['emails'], [{ type: 'work', value: 'moved@people.example' }]);
    assert.equal((body['phoneNumbers'] as Body[])[0]?.['value'], '+1 425 555 0100');
    assert.deepEqual([body['active'], body['title'], body['nickName']], [false, 'Lead', 'En']);
    const { familyName, middleName } = body['name'] as Body;
    assert.deepEqual([familyName, middleName], ['Renamed', 'T']);
    const enterprise = body[ENTERPRISE_USER] as Body;
    assert.deepEqual([enterprise['department'], enterprise['employeeNumber']], ['R&D', 'EN-1']);
    assert.equal((enterprise['manager'] as Body)['value'], boss.id);

    const listed = await api.call(
      'GET',
      `/Groups?excludedAttributes=members&filter=${encodeURIComponent('displayName eq "Request Approver"')}`,
    );
    const group = String((listed.body['Resources'] as Body[])[0]?.['id']);
    const add = {
      op: 'Add',
      path: 'members',
      value: [
        { $ref: null, value: id },
        { $ref: null, value: boss.id },
      ],
    };
    assert.equal((await api.patch(`/Groups/${group}`, [add])).status, 204);
    assert.deepEqual(await api.membersOf('Request Approver'), [id, boss.id].sort());
    const one = { op: 'Remove', path: `members[value eq "${id}"]` };
    const other = { op: 'Remove', path: 'members', value: [{ $ref: null, value: boss.id }] };
    assert.equal((await api.patch(`/Groups/${group}`, [one])).status, 204);
    assert.deepEqual(await api.membersOf('Request Approver'), [boss.id]);
    assert.equal((await api.patch(`/Groups/${group}`, [other])).status, 204);
    assert.deepEqual(await api.membersOf('Request Approver'), []);
  });
});
