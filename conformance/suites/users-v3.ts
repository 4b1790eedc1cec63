import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { element, type Client, type Json } from '../client.ts';

/** The lists of users in v3.0 and v3.1. */
export function usersV3(client: () => Client): void {
  const list = (json: Json): { LoginID: string; ID: string }[] => json['Items'] as unknown as { LoginID: string; ID: string }[];

  /** Logins of every page from an address on. */
  async function walk(path: string): Promise<string[]> {
    const seen: string[] = [];
    for (let next: string | null = path; next;) {
      const { status, json, text } = await client().call('GET', next, { token: await client().asCompany() });
      assert.equal(status, 200, text);
      seen.push(...list(json).map(({ LoginID }) => LoginID));
      const page: string | null = (json['NextPage'] as unknown as string | null) ?? null;
      // Through whichever way the target is reached.
      next = page === null ? null : page.replace(/^https?:\/\/[^/]+/, '');
    }
    return seen;
  }

  describe('users v3.0', () => {
    const get = async (query: string, token?: string) =>
      client().call('GET', `/api/v3.0/common/users${query}`, { token: token ?? (await client().asCompany()) });

    it('lists everybody, page by page', async () => {
      const seen = await walk('/api/v3.0/common/users?limit=3');
      assert.equal(new Set(seen).size, seen.length);
      for (const { login } of client().target.sandbox.users) assert.ok(seen.includes(login), login);
    });

    it('filters, and answers in XML where nobody asks for JSON', async () => {
      const { login } = client().user('traveler');
      const { json } = await get(`?user=${login}&active=true`);
      assert.deepEqual(
        list(json).map(({ LoginID }) => LoginID),
        [login],
      );
      const xml = await client().call('GET', `/api/v3.0/common/users?user=${login}`, {
        token: await client().asCompany(),
        accept: '*/*',
      });
      assert.equal(element(xml.text, 'LoginID'), login, xml.text);
    });

    it('shows who is no administrator itself', async () => {
      const { json } = await get('', await client().as('traveler'));
      assert.deepEqual(
        list(json).map(({ LoginID }) => LoginID),
        [client().user('traveler').login],
      );
    });

    it('refuses what it cannot answer', async () => {
      assert.equal((await get('?limit=101')).status, 400);
      assert.equal((await get('?offset=nonsense')).status, 400);
      assert.equal((await client().call('GET', '/api/v3.0/common/users')).status, 401);
      assert.equal((await get('', 'nonsense')).status, 403);
    });
  });

  describe('bulk users v3.1', () => {
    const get = async (query: string, token?: string) =>
      client().call('GET', `/users/${query}`, { token: token ?? (await client().asCompany()), accept: '*/*' });

    it('lists a company and everybody in it', async () => {
      const { status, json, text } = await get('?offset=0&limit=100&isactive=true');
      assert.equal(status, 200, text);
      assert.equal(String(json['company']?.['name']), client().target.sandbox.company.name);
      const seen = await walk('/users?limit=3');
      const every = (await get('')).json;
      assert.equal(new Set(seen).size, Number(every['total']));
    });

    it('finds one by id and by login', async () => {
      const { id, login } = client().user('traveler');
      for (const query of [`?id=${id}`, `?loginid=${login}`])
        assert.deepEqual(
          list((await get(query)).json).map(({ ID }) => ID.toLowerCase()),
          [id],
        );
    });

    it("is for the company's own token", async () => {
      assert.equal((await client().call('GET', '/users/')).status, 401);
      assert.equal((await get('', await client().as('traveler'))).status, 403);
      assert.equal((await get('?limit=101')).status, 400);
    });
  });
}
