import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { element, type Client, type Tokens } from '../client.ts';
import { APP_CENTER } from '../target.ts';
import { assertRefused } from './oauth-grants.ts';

const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';

/** What an app does about itself: connections, secrets, and the tokens from before 2017. */
export function oauthApps(client: () => Client): void {
  describe('connections', () => {
    it('end by DELETE: refresh tokens of this user stop, those of others go on', async () => {
      const tokensOf = (key: string): Promise<Tokens> => {
        const { login, password } = client().user(key);
        return client().token({ grant_type: 'password', username: login, password });
      };
      const [mine, alsoMine, other] = [await tokensOf('admin'), await tokensOf('admin'), await tokensOf('processor')];
      const gone = await client().call('DELETE', '/app-mgmt/v0/connections', { token: mine.access_token });
      assert.deepEqual([gone.status, gone.text], [200, '']);
      for (const { refresh_token } of [mine, alsoMine])
        assertRefused(await client().askToken({ grant_type: 'refresh_token', refresh_token }), 108, 'invalid_grant');
      await client().token({ grant_type: 'refresh_token', refresh_token: other.refresh_token });
      assert.equal((await client().call('DELETE', '/app-mgmt/v0/connections')).status, 401);
      const { access_token: app } = await client().token({ grant_type: 'client_credentials' });
      assert.equal((await client().call('DELETE', '/app-mgmt/v0/connections', { token: app })).status, 403);
    });
  });

  describe('secrets', () => {
    it('rotate: made inactive, activated, used, deactivated, deleted', async () => {
      const { clientId } = client().target.sandbox.app;
      const { access_token: token } = await client().token({ grant_type: 'client_credentials' });
      const call = (method: string, path = '', body?: unknown) =>
        client().call(method, `/app-mgmt/v4/${clientId}/secrets${path}`, { token, ...(body === undefined ? {} : { body }) });
      const patch = (id: string, value: string) =>
        call('PATCH', `/${id}`, { schemas: [PATCH_OP], Operations: [{ op: 'replace', path: '/status', value }] });
      const use = (secret: string) => client().askToken({ grant_type: 'client_credentials', client_secret: secret });

      const before = await call('GET');
      assert.equal(before.status, 200, before.text);
      assert.equal(before.json[0]?.['secret'], undefined);
      const made = await call('POST');
      assert.equal(made.status, 200, made.text);
      const id = String(made.json['id']);
      const secret = String(made.json['secret']);
      assert.equal(String(made.json['status']), 'Inactive');
      assertRefused(await use(secret), 64, 'invalid_client');
      const activated = await patch(id, 'active');
      assert.equal(activated.status, 200, activated.text);
      assert.equal((await use(secret)).status, 200);
      assert.equal((await use(client().target.sandbox.app.clientSecret)).status, 200);
      const tooEarly = await call('DELETE', `/${id}`);
      assert.equal(tooEarly.status, 400, tooEarly.text);
      assert.equal((await patch(id, 'inactive')).status, 200);
      assertRefused(await use(secret), 64, 'invalid_client');
      assert.equal((await call('DELETE', `/${id}`)).status, 204);
      assert.equal((await call('DELETE', `/${id}`)).status, 404);
      assert.equal((await patch(id, 'active')).status, 404);
      assert.equal((await call('GET')).text, before.text);
    });

    it('are the business of the app alone', async () => {
      const { clientId } = client().target.sandbox.app;
      const { access_token: app } = await client().token({ grant_type: 'client_credentials' });
      const other = await client().call('GET', '/app-mgmt/v4/00000000-0000-4000-8000-000000000000/secrets', { token: app });
      assert.ok([401, 404].includes(other.status), other.text);
      const path = `/app-mgmt/v4/${clientId}/secrets`;
      assert.equal((await client().call('GET', path)).status, 401);
      assert.ok([401, 403].includes((await client().call('GET', path, { token: await client().as('traveler') })).status));
    });
  });

  describe('tokens from before 2017', () => {
    const key = () => client().target.sandbox.app.clientId;
    const native = (who: { login: string; password: string }, headers: Record<string, string> = {}) =>
      client().call('GET', '/net2/oauth2/accesstoken.ashx', {
        headers: {
          authorization: `Basic ${Buffer.from(`${who.login}:${who.password}`).toString('base64')}`,
          'x-consumerkey': key(),
          ...headers,
        },
      });
    const tokensOf = async (user: string) => {
      const given = await native(client().user(user));
      assert.equal(given.status, 200, given.text);
      const { Token, Refresh_Token } = given.json['Access_Token'] as unknown as { Token: string; Refresh_Token: string };
      return { token: Token, refreshToken: Refresh_Token };
    };
    const old = (token: string) =>
      client().call('GET', '/api/v3.0/expense/reports?limit=1', { headers: { authorization: `OAuth ${token}` } });
    const revoke = async (query: Record<string, string>, user: string) => {
      const { token } = await tokensOf(user);
      const path = `/net2/oauth2/revoketoken.ashx?${new URLSearchParams(query).toString()}`;
      return client().call('POST', path, { headers: { authorization: `OAuth ${token}` } });
    };

    it('come for a login and password, in XML where nobody wishes otherwise', async () => {
      const xml = await client().call('GET', '/net2/oauth2/accesstoken.ashx', {
        accept: '*/*',
        headers: {
          authorization: `Basic ${Buffer.from(`${client().user('traveler').login}:${client().user('traveler').password}`).toString('base64')}`,
          'x-consumerkey': key(),
        },
      });
      assert.equal(xml.status, 200, xml.text);
      assert.equal(element(xml.text, 'Instance_URL')?.startsWith('http'), true);
      assert.match(element(xml.text, 'Expiration_Date') ?? '', /^\d+\/\d+\/\d{4} \d+:\d\d:\d\d [AP]M$/);
      assert.equal((await old(element(xml.text, 'Token') ?? '')).status, 200);
      const { login } = client().user('traveler');
      assert.equal((await native({ login, password: 'wrong' })).status, 403);
      assert.equal((await native(client().user('traveler'), { 'x-consumerkey': '' })).status, 400);
      assert.equal((await native(client().user('traveler'), { 'x-consumerkey': 'unknown' })).status, 403);
      assert.equal(
        (await client().call('GET', '/net2/oauth2/accesstoken.ashx', { headers: { 'x-consumerkey': key() } })).status,
        401,
      );
    });

    it('are refreshed by either method, and name what is missing', async () => {
      const { refreshToken } = await tokensOf('traveler');
      const { clientSecret } = client().target.sandbox.app;
      const fields = { refresh_token: refreshToken, client_id: key(), client_secret: clientSecret };
      const path = '/net2/oauth2/getaccesstoken.ashx';
      const byGet = await client().call('GET', `${path}?${new URLSearchParams(fields).toString()}`);
      assert.equal(byGet.status, 200, byGet.text);
      assert.equal((await old(String(byGet.json['Access_Token']?.['Token']))).status, 200);
      const byPost = await client().form(path, fields, { accept: 'application/json' });
      assert.equal(byPost.status, 200, byPost.text);
      assert.equal((await client().call('GET', `${path}?client_id=${key()}`)).status, 400);
      assert.equal((await client().form(path, { ...fields, client_secret: 'wrong' })).status, 403);
      assert.equal((await client().form(path, { ...fields, refresh_token: 'wrong' })).status, 403);
    });

    it('are revoked one by one or all of a user, by an administrator only', async () => {
      const [first, second] = [await tokensOf('manager'), await tokensOf('manager')];
      assert.equal((await revoke({ token: first.token }, 'traveler')).status, 403);
      const one = await revoke({ token: first.token }, 'developer');
      assert.deepEqual([one.status, one.text], [200, '']);
      assert.deepEqual([(await old(first.token)).status, (await old(second.token)).status], [403, 200]);
      assert.equal((await revoke({ consumerKey: key(), user: client().user('manager').login }, 'developer')).status, 200);
      assert.equal((await old(second.token)).status, 403);
      assert.equal((await revoke({}, 'developer')).status, 400);
      assert.equal((await client().call('POST', `/net2/oauth2/revoketoken.ashx?token=x`)).status, 401);
    });

    it('are traded once for a refresh token of today, of the user or the company', async () => {
      const { clientSecret } = client().target.sandbox.app;
      const { access_token: app } = await client().token({ grant_type: 'client_credentials' });
      const exchange = (token: string, query = '', secret = clientSecret) =>
        client().call('POST', `/appmgmt/v0/legacyApps/${key()}/exchangeRefreshToken/me${query}`, {
          token: app,
          body: { token, secret },
        });
      const { refreshToken } = await tokensOf('traveler');
      assert.equal(String((await exchange(refreshToken, '', 'wrong')).json['code']), 'UNAUTHORIZED');
      const given = await exchange(refreshToken);
      assert.equal(given.status, 200, given.text);
      assert.equal(Number(given.json['expired']) - Number(given.json['created']), 15_552_000_000);
      const context = JSON.parse(String(given.json['context'])) as Record<string, unknown>;
      assert.deepEqual([context['userid'], context['ptype']], [client().user('traveler').id, 'user']);
      await client().token({ grant_type: 'refresh_token', refresh_token: String(given.json['token']) });
      const twice = await exchange(refreshToken);
      assert.deepEqual([twice.status, String(twice.json['code'])], [400, 'INVALIDTOKEN']);

      const theirs = await tokensOf('traveler');
      assert.equal(String((await exchange(theirs.refreshToken, '?returnType=companyToken')).json['code']), 'UNAUTHORIZED');
      const admins = await tokensOf('developer');
      const company = await exchange(admins.refreshToken, '?returnType=companyToken');
      assert.equal(company.status, 200, company.text);
      const tokens = await client().token({ grant_type: 'refresh_token', refresh_token: String(company.json['token']) });
      const me = await client().call('GET', '/profile/v1/me', { token: tokens.access_token });
      assert.ok(me.status === 200 || me.status === 403, me.text);
    });
  });

  describe('request tokens of the App Center', () => {
    const certificate = `:${new X509Certificate(readFileSync(APP_CENTER)).raw.toString('base64')}:`;
    const ask = (id: string, headers: Record<string, string> = { 'client-cert': certificate }) =>
      client().call('POST', `/profile-service/v1/keys/principals/${id}/authtoken/`, { headers });

    // Of a user, since a new one would end the company's own token, which other suites redeem.
    it('open a principal to the app that redeems them', async () => {
      const { id } = client().user('developer');
      const given = await ask(id);
      assert.equal(
        given.status,
        200,
        `${given.text} (start the server with --trust-proxy --app-center-certificate ${APP_CENTER})`,
      );
      assert.deepEqual([String(given.json['status']), Number(given.json['code'])], ['PASS', 0]);
      await client().token({
        grant_type: 'password',
        credtype: 'authtoken',
        username: id,
        password: String(given.json['token']),
      });
    });

    it('are refused without the certificate, and for nobody', async () => {
      const bare = await ask(client().target.sandbox.company.id, {});
      assert.deepEqual([bare.status, String(bare.json['status'])], [403, 'FAIL']);
      assert.equal(Number((await ask('00000000-0000-4000-8000-000000000000')).json['code']), 100);
    });
  });
}
