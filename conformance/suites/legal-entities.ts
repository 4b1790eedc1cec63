import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, Reply } from '../client.ts';

const ENTITIES = '/profile/identity/v4.1/LegalEntities';
const CONCUR = 'urn:ietf:params:scim:api:messages:concur:2.0:Error';

/** Legal entities of a company, in the manner of SCIM. */
export function legalEntities(client: () => Client): void {
  const call = async (method: string, path: string, body?: unknown): Promise<Reply> =>
    client().call(method, ENTITIES + path, { token: await client().asCompany(), ...(body === undefined ? {} : { body }) });
  const refused = (reply: Reply, scimType: string, path: string): void => {
    assert.equal(reply.status, 400, reply.text);
    assert.deepEqual([String(reply.json['status']), String(reply.json['scimType'])], ['400', scimType], reply.text);
    assert.equal(String(reply.json[CONCUR]?.['messages']?.[0]?.['schemaPath']), path, reply.text);
  };
  /** Suites may meet a sandbox that was used before. */
  const unique = (): string => `CF-${process.hrtime.bigint().toString(36)}`;

  describe('legal entities', () => {
    it('are created, read, patched and replaced, and count their changes', async () => {
      const referenceId = unique();
      const entity = { active: true, name: 'Conformance Ltd', referenceId, taxId: 'GB999999999', address: { country: 'GB' } };
      const made = await call('POST', '', { ...entity, companyId: client().target.sandbox.company.id });
      assert.equal(made.status, 200, made.text);
      const id = String(made.json['id']);
      assert.equal(String(made.json['meta']?.['location']), `${client().target.baseUrl}${ENTITIES}/${id}`);
      assert.equal((await call('GET', `/${id}`)).text, made.text);
      const Operations = [
        { op: 'replace', path: 'address.locality', value: 'London' },
        { op: 'remove', path: 'taxId' },
      ];
      const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp'];
      const patched = await call('PATCH', `/${id}`, { schemas, Operations });
      assert.equal(patched.status, 200, patched.text);
      assert.deepEqual(patched.json['address'], { locality: 'London', country: 'GB' });
      assert.deepEqual([patched.json['taxId'], Number(patched.json['meta']?.['version'])], [undefined, 2]);
      const replaced = await call('PUT', `/${id}`, { active: false, referenceId });
      assert.deepEqual([replaced.status, replaced.json['name']], [200, undefined]);
      refused(await call('POST', '', entity), 'uniqueness', 'referenceId');
      refused(await call('POST', '', { active: true, taxId: 'x'.repeat(19) }), 'invalidValue', 'taxId');
      refused(
        await call('PATCH', `/${id}`, { schemas, Operations: [{ op: 'replace', path: 'id', value: 'x' }] }),
        'mutability',
        'id',
      );
      assert.equal((await call('GET', '/nonsense')).status, 404);
    });

    it('are searched by filter and cursor', async () => {
      const mark = unique();
      for (const number of [1, 2, 3])
        await call('POST', '', { active: number !== 2, name: `${mark} ${number}`, taxId: String(number) });
      const filter = `name sw "${mark}"`;
      const first = await call('POST', '/.search', { filter, count: 2 });
      assert.equal(first.status, 200, first.text);
      assert.deepEqual([Number(first.json['totalResults']), first.json['Resources']?.length], [3, 2]);
      const second = await call('POST', '/.search', { filter, count: 2, cursor: first.json['nextCursor'] });
      assert.deepEqual([second.json['Resources']?.length, second.json['nextCursor']], [1, undefined]);
      const active = await call('POST', '/.search', { filter: `${filter} and active eq true`, attributes: ['name'] });
      assert.deepEqual(
        (active.json['Resources'] as unknown as { name: string }[]).map(({ name }) => name),
        [`${mark} 1`, `${mark} 3`],
      );
      refused(await call('POST', '/.search', { filter: 'name gt "a"' }), 'invalidFilter', 'filter');
    });

    it('are closed to users and to tokens without the scope', async () => {
      const { id, requestToken } = client().target.sandbox.company;
      const grant = { grant_type: 'password', credtype: 'authtoken', username: id, password: requestToken };
      const narrow = (await client().token({ ...grant, scope: 'company.legalentity.read' })).access_token;
      const post = (token: string) => client().call('POST', ENTITIES, { token, body: { active: true } });
      assert.equal((await post(narrow)).status, 403);
      assert.equal((await post(await client().as('traveler'))).status, 401);
      assert.equal((await client().call('GET', `${ENTITIES}/x`)).status, 401);
    });
  });
}
