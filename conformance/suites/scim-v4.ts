import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, Json, Reply } from '../client.ts';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const SAP = 'urn:ietf:params:scim:schemas:extension:sap:2.0:User';
const SAP_GROUP = 'urn:ietf:params:scim:schemas:extension:sap:2.0:Group';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const NOBODY = '00000000-0000-4000-8000-000000000000';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
let people = 0;

/** Users and groups for identity providers: api-reference/profile/v4.scim. */
export function scimV4(client: () => Client): void {
  const call = async (method: Method, path: string, body?: unknown, token?: string): Promise<Reply> =>
    client().call(method, `/scim/v4${path}`, {
      token: token ?? (await client().asCompany()),
      ...(body ? { body, headers: { 'content-type': 'application/scim+json' } } : {}),
    });
  const patch = (path: string, ...Operations: readonly unknown[]) => call('PATCH', path, { schemas: [PATCH_OP], Operations });
  const document = (given: Record<string, unknown> = {}) => {
    const userName = `scim.${process.pid}.${++people}@${client().target.sandbox.company.domain}`;
    const name = { familyName: 'Doe', givenName: 'John' };
    return { schemas: [CORE, SAP], userName, active: true, name, emails: [{ value: userName, type: 'work' }], ...given };
  };
  const create = async (given: Record<string, unknown> = {}): Promise<Json> => {
    const { status, json, text } = await call('POST', '/Users', document(given));
    assert.equal(status, 201, text);
    return json;
  };
  const find = (resource: string, filter: string) => call('GET', `/${resource}?filter=${encodeURIComponent(filter)}`);
  const first = ({ json }: Reply): Json => (json['Resources'] as unknown as Json[])[0] as Json;
  const groupNamed = async (name: string): Promise<string> =>
    String(first(await find('Groups', `displayName eq "${name}"`))['id']);
  const membersOf = ({ json }: Reply): string[] => (json['members'] as unknown as { value: string }[]).map(({ value }) => value);
  const ended = (json: Json): boolean => typeof json[SAP]?.['validTo'] === 'string';
  const refused = (reply: Reply, status: number, scimType?: string): void => {
    assert.equal(reply.status, status, reply.text);
    assert.match(String(reply.headers.get('content-type')), /^application\/scim\+json/);
    assert.equal(String(reply.json['status']), String(status));
    if (scimType) assert.equal(String(reply.json['scimType']), scimType, reply.text);
  };

  describe('scim v4', () => {
    it('keeps a user from creation to deletion', async () => {
      const made = await create({
        [ENTERPRISE]: { companyId: client().target.sandbox.company.id },
        [SAP]: { userUuid: 'SAP-1' },
      });
      const id = String(made['id']);
      const userName = String(made['userName']);
      assert.ok(!ended(made));
      const found = await find('Users', `userName eq "${userName}"`);
      assert.deepEqual([Number(found.json['totalResults']), String(first(found)['id'])], [1, id]);
      const off = await patch(`/Users/${id}`, { op: 'replace', path: 'active', value: false });
      assert.equal(off.status, 200, off.text);
      assert.ok(ended(off.json));
      const on = await call('PUT', `/Users/${id}`, document({ userName, active: true }));
      assert.equal(on.status, 200, on.text);
      assert.ok(!ended(on.json));
      const read = await call('GET', `/Users/${id}`);
      assert.equal(read.status, 200);
      assert.match(String(read.headers.get('content-type')), /^application\/scim\+json/);
      assert.ok(read.headers.get('concur-correlationid'));
      assert.equal((await call('DELETE', `/Users/${id}`)).status, 204);
      for (const path of [`/scim/v4/Users/${id}`, `/profile/identity/v4/Users/${id}`])
        assert.equal((await client().call('GET', path, { token: await client().asCompany() })).status, 404, path);
      refused(await call('POST', '/Users', document({ userName })), 400, 'uniqueness');
    });

    it('lists users by index and by cursor', async () => {
      const all = await call('GET', '/Users?count=3');
      assert.deepEqual([Number(all.json['startIndex']), Number(all.json['itemsPerPage'])], [1, 3]);
      const page = await call('GET', '/Users?count=3&cursor=');
      const next = await call('GET', `/Users?count=3&cursor=${encodeURIComponent(String(page.json['nextCursor']))}`);
      assert.equal(next.status, 200, next.text);
      assert.notEqual(String(first(next)['id']), String(first(page)['id']));
      refused(await call('GET', '/Users?cursor=nonsense'), 400);
      refused(await find('Users', 'userName sw "a"'), 400, 'invalidFilter');
    });

    it('lists roles as groups and keeps their members', async () => {
      const groups = await call('GET', '/Groups');
      assert.equal(groups.status, 200, groups.text);
      assert.equal(Number(groups.json['totalResults']), 23);
      assert.equal(first(groups)['members'], undefined);
      const user = await create();
      const member = { value: String(user['id']) };
      const id = await groupNamed('Budget Viewer');
      const put = await call('PUT', `/Groups/${id}`, { members: [] });
      assert.equal(put.status, 200, put.text);
      assert.equal((await patch(`/Groups/${id}`, { op: 'add', path: 'members', value: [member] })).status, 204);
      const read = await call('GET', `/Groups/${id}?members.startIndex=1&members.count=10`);
      assert.equal(read.status, 200, read.text);
      assert.deepEqual([membersOf(read), String(read.json[SAP_GROUP]?.['externalName'])], [[member.value], 'SHD_BUDGET_VIEWER']);
      assert.equal(Number(read.json['meta']?.['members.totalResults']), 1);
      assert.equal((await patch(`/Groups/${id}`, { op: 'remove', path: `members[value eq "${member.value}"]` })).status, 204);
      assert.deepEqual(membersOf(await call('GET', `/Groups/${id}`)), []);
      const closed = await groupNamed('Expense Configuration Administrator');
      refused(await patch(`/Groups/${closed}`, { op: 'add', path: 'members', value: [member] }), 400, 'mutability');
      refused(await patch(`/Groups/${id}`, { op: 'add', path: 'members', value: [{ value: NOBODY }] }), 400, 'invalidValue');
      refused(await call('GET', `/Groups/${NOBODY}`), 404);
    });

    it('changes entitlements by groups that are those', async () => {
      const { json } = await call('POST', '/Users', document());
      const id = String(json['id']);
      const group = await groupNamed('Travel User');
      assert.equal((await patch(`/Groups/${group}`, { op: 'Add', path: 'members', value: [{ value: id }] })).status, 204);
      const token = await client().asCompany();
      const identity = await client().call('GET', `/profile/identity/v4/Users/${id}`, { token });
      assert.deepEqual(JSON.parse(JSON.stringify(identity.json['entitlements'])), ['Travel']);
    });

    it('tells of itself', async () => {
      for (const path of ['/Schemas', '/ServiceProviderConfig', '/ResourceTypes']) {
        const reply = await call('GET', path);
        assert.equal(reply.status, 200, reply.text);
      }
      assert.equal((await call('GET', `/Schemas/${CORE}`)).status, 200);
    });

    it('is for company tokens', async () => {
      refused(await call('GET', '/Users', undefined, await client().as('manager')), 401);
      refused(await call('GET', '/Groups', undefined, await client().as('manager')), 401);
      refused(await call('GET', `/Users/${NOBODY}`), 404);
    });
  });
}
