import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client, Json } from '../client.ts';

const SEARCH = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
const SPEND = 'urn:ietf:params:scim:schemas:extension:spend:2.0:User';

/** User Retrieval v4: identity and spending of many at once. */
export function userRetrieval(client: () => Client): void {
  const search = async (wish: object) =>
    client().call('POST', '/profile/v4/Users/.search', {
      token: await client().asCompany(),
      accept: 'application/scim+json',
      headers: { 'content-type': 'application/scim+json' },
      body: { schemas: [SEARCH], ...wish },
    });
  const ids = (json: Json) => (json['Resources'] as unknown as { id: string }[]).map(({ id }) => id);

  describe('user retrieval v4', () => {
    it('finds people by identity and by spending', async () => {
      const { login, id } = client().user('traveler');
      const one = await search({ filter: `userName eq "${login}"` });
      assert.equal(one.status, 200, one.text);
      assert.deepEqual(ids(one.json), [id]);
      const country = String(one.json['Resources']?.[0]?.[SPEND]?.['country']);
      const same = await search({
        filter: `${SPEND}:country eq "${country}" and userName sw "${login.slice(0, 3)}"`,
        count: 1000,
      });
      assert.ok(ids(same.json).includes(id), same.text);
      const few = await search({ filter: `id eq "${id}"`, attributes: ['userName'] });
      assert.deepEqual(Object.keys(few.json['Resources']?.[0] ?? {}).sort(), ['id', 'userName']);
    });

    it('pages by cursor, and refuses what it does not know', async () => {
      const first = await search({ count: 2, filter: 'active eq true' });
      assert.equal(ids(first.json).length, 2);
      const second = await search({ count: 2, filter: 'active eq true', cursor: String(first.json['nextCursor']) });
      assert.ok(
        ids(second.json).every((id) => !ids(first.json).includes(id)),
        second.text,
      );
      assert.equal((await search({ filter: 'favouriteColour eq "blue"' })).status, 400);
    });
  });
}
