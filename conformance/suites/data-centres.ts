import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client } from '../client.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

/** Principals and hosts of several data centres. A call to a data centre goes to the same server under its name. */
export function dataCentres(client: () => Client): void {
  describe('data centres', () => {
    const host = (code: string) => new URL(client().target.sandbox.dataCenters[code] ?? '').host;
    const ask = (code: string, fields: Record<string, string>) => {
      const { clientId, clientSecret } = client().target.sandbox.app;
      const body = new URLSearchParams({ client_id: clientId, client_secret: clientSecret, ...fields }).toString();
      return client().atHost(host(code), 'POST', '/oauth2/v0/token', { headers: FORM, body });
    };
    const traveler = () => {
      const { login, password } = client().user('traveler');
      return { grant_type: 'password', username: login, password };
    };

    it('send a principal home with code 16 and its geolocation', async () => {
      const { us, emea } = client().target.sandbox.dataCenters;
      for (const wrong of ['emea', 'cn']) {
        const refused = await ask(wrong, traveler());
        assert.equal(refused.status, 400, refused.text);
        assert.deepEqual([Number(refused.json['code']), String(refused.json['geolocation'])], [16, us]);
      }
      const { login, password } = client().target.sandbox.elsewhere.user;
      const foreigner = { grant_type: 'password', username: login, password };
      const refused = await client().askToken(foreigner);
      assert.deepEqual([Number(refused.json['code']), String(refused.json['geolocation'])], [16, emea], refused.text);
      const home = await ask('emea', foreigner);
      assert.equal(home.status, 200, home.text);
      assert.equal(String(home.json['geolocation']), emea);
    });

    it('send a one-time password and a company home too', async () => {
      const { clientId, clientSecret } = client().target.sandbox.app;
      const { us } = client().target.sandbox.dataCenters;
      const { login } = client().user('traveler');
      const fields = { client_id: clientId, client_secret: clientSecret, channel_type: 'email', channel_handle: login };
      const otp = await client().atHost(host('emea'), 'POST', '/oauth2/v0/otp', {
        headers: FORM,
        body: new URLSearchParams(fields).toString(),
      });
      assert.deepEqual([otp.status, Number(otp.json['code']), String(otp.json['geolocation'])], [400, 16, us], otp.text);
      const { id, requestToken } = client().target.sandbox.company;
      const company = await ask('emea', { grant_type: 'password', credtype: 'authtoken', username: id, password: requestToken });
      assert.equal(Number(company.json['code']), 16, company.text);
    });

    it('are all served by the router, which names the home', async () => {
      const given = await ask('glz', traveler());
      assert.equal(given.status, 200, given.text);
      assert.equal(String(given.json['geolocation']), client().target.sandbox.dataCenters['us']);
      const headers = { authorization: `Bearer ${String(given.json['access_token'])}` };
      assert.equal((await client().atHost(host('glz'), 'GET', '/profile/v1/me', { headers })).status, 200);
    });

    it('redirect a profile to where its company lives', async () => {
      const headers = { authorization: `Bearer ${await client().as('traveler')}` };
      const moved = await client().atHost(host('emea'), 'GET', '/profile/v1/me?schema=compact', { headers });
      assert.equal(moved.status, 301, moved.text);
      assert.equal(moved.headers.get('location'), `${client().target.sandbox.dataCenters['us']}/profile/v1/me?schema=compact`);
    });

    it('keep companies apart: what is elsewhere is not found', async () => {
      const token = await client().asCompany();
      const { user } = client().target.sandbox.elsewhere;
      assert.equal((await client().call('GET', `/profile/v1/principals/${user.id}`, { token })).status, 404);
      const reports = await client().call('GET', `/api/v3.0/expense/reports?user=${encodeURIComponent(user.login)}`, { token });
      assert.equal(reports.status, 400, reports.text);
      const v4 = `/expensereports/v4/users/${user.id}/context/TRAVELER/reports`;
      const list = await client().call('GET', v4, { token });
      assert.ok([403, 404].includes(list.status) || Number(list.json['totalElements']) === 0, list.text);
    });
  });
}
