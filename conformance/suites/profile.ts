import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client } from '../client.ts';

/** Profile v1, what it shows to whom. */
export function profile(client: () => Client): void {
  describe('the profile', () => {
    const scoped = async (scope: string) => {
      const { login, password } = client().user('traveler');
      return (await client().token({ grant_type: 'password', username: login, password, scope })).access_token;
    };
    const me = async (query = '', token?: string) =>
      client().call('GET', `/profile/v1/me${query}`, { token: token ?? (await client().as('traveler')) });

    it('shows a user with every block of the page', async () => {
      const { status, json, text } = await me('?schema=expense');
      assert.equal(status, 200, text);
      const { login, id } = client().user('traveler');
      assert.equal(String(json['id']), id);
      assert.equal(String(json['meta']?.['resourceType']), 'EnterpriseUser');
      assert.equal(String(json['emails']?.[0]?.['value']), login);
      const urns = ['User:1.0', 'Employee:1.0', 'TravelPreferences:1.0', 'Programs:1.0', 'Documents:1.0', 'Expense:0.2'];
      assert.deepEqual([...(json['schemas'] as unknown as string[])].sort(), urns.map((urn) => `com:concur:${urn}`).sort());
      for (const urn of urns.slice(1)) assert.equal(typeof json[`com:concur:${urn}`], 'object', urn);
      assert.equal(String(json['com:concur:Expense:0.2']?.['loginId']), login);
      assert.equal(String(json['com:concur:Employee:1.0']?.['companyUUID']), client().target.sandbox.company.id);
      const approvers = json['com:concur:Expense:0.2']?.['approvers'] as unknown as { approverUuid: string }[];
      assert.equal(approvers[0]?.approverUuid, client().user('manager').id);
    });

    it('leaves out and adds blocks by schema, and refuses other words', async () => {
      const whole = (await me()).text;
      const compact = (await me('?schema=compact')).text;
      const expense = (await me('?schema=expense')).text;
      const both = await me('?schema=EXPENSE,compact');
      assert.equal(both.status, 200, both.text);
      assert.ok(compact.length < whole.length && whole.length < expense.length && compact.length < both.text.length);
      assert.equal((await me('?schema=everything')).status, 400);
    });

    it('shows a company its own and the people in it, and a user nobody else', async () => {
      const token = await client().asCompany();
      const { id, name } = client().target.sandbox.company;
      const own = await me('', token);
      assert.deepEqual([String(own.json['id']), String(own.json['name'])], [id, name], own.text);
      const principal = (who: string, by: string) => client().call('GET', `/profile/v1/principals/${who}`, { token: by });
      assert.equal((await principal(id, token)).text, own.text);
      const manager = client().user('manager').id;
      assert.equal(String((await principal(manager, token)).json['id']), manager);
      const user = await client().as('traveler');
      assert.equal((await principal(client().user('traveler').id, user)).status, 200);
      assert.equal((await principal(manager, user)).status, 404);
      assert.equal((await principal('00000000-0000-4000-8000-000000000000', token)).status, 404);
    });

    it('needs a token, of a principal, with the scope, and names what is missing', async () => {
      assert.equal((await client().call('GET', '/profile/v1/me')).status, 401);
      assert.equal((await me('', 'nonsense')).status, 401);
      const narrow = await me('', await scoped('EXPRPT'));
      assert.equal(narrow.status, 403, narrow.text);
      assert.match(narrow.text, /access denied/);
      assert.match(narrow.text, /user\.read/);
      const { access_token: app } = await client().token({ grant_type: 'client_credentials' });
      assert.ok([401, 403].includes((await me('', app)).status));
    });

    it('is found whatever the scheme, slashes, Content-Type and correlation id', async () => {
      const token = await client().as('traveler');
      const answer = await client().call('GET', '//profile/v1//me/', {
        headers: { authorization: `bEARER ${token}`, 'content-type': 'text/plain', 'Concur-CorrelationId': 'mine' },
      });
      assert.equal(answer.status, 200, answer.text);
      assert.equal(answer.headers.get('concur-correlationid'), 'mine');
      assert.ok((await me()).headers.get('concur-correlationid'));
    });
  });
}
