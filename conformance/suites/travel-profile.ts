import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client } from '../client.ts';

const TRAVEL = 'urn:ietf:params:scim:schemas:extension:travel:2.0:User';
const NOBODY = '00000000-0000-4000-8000-000000000000';

/** Travel users v4: api-reference/user-provisioning/travel/v4.travel-extension. */
export function travelProfile(client: () => Client): void {
  const get = async (id: string, token?: string) =>
    client().call('GET', `/profile/travel/v4/Users/${id}`, { token: token ?? (await client().asCompany()) });

  describe('travel users', () => {
    it('name their rule class, org unit and custom fields', async () => {
      const { id } = client().user('traveler');
      const reply = await get(id);
      assert.equal(reply.status, 200, reply.text);
      assert.equal(String(reply.json['id']), id);
      const travel = reply.json[TRAVEL] as unknown as {
        ruleClass: { id: number; name: string };
        orgUnit: string;
        groups: number[];
        customFields: { name: string; value?: string }[];
      };
      assert.equal(typeof travel.ruleClass.id, 'number');
      assert.ok(travel.ruleClass.name.length > 0 && travel.orgUnit.length > 0 && travel.groups.length > 0);
      assert.ok(travel.customFields.some(({ value }) => value !== undefined));
      assert.ok(
        travel.customFields.some((field) => !('value' in field)),
        'empty fields are there by name',
      );
    });

    it('are refused as documented', async () => {
      const { id } = client().user('traveler');
      assert.equal((await get(NOBODY)).status, 404);
      assert.equal((await get(id, 'nonsense')).status, 401);
      assert.equal((await get(id, await client().as('traveler'))).status, 401);
    });
  });
}
