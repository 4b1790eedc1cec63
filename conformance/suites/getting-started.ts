import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Client } from '../client.ts';

/** The older Getting Started guide, step by step, and the other ways to a token. */
export function gettingStarted(client: () => Client): void {
  describe('getting started', () => {
    it('gives tokens for a password, shows the profile, refreshes and shows it again', async () => {
      const { clientId, clientSecret } = client().target.sandbox.app;
      const { login, password, id } = client().user('traveler');
      const fields = { client_id: clientId, client_secret: clientSecret, grant_type: 'password', username: login, password };
      const first = await client().form('/oauth2/v0/token', fields, { 'concur-correlationid': 'guide-1' });
      assert.equal(first.status, 200, first.text);
      assert.equal(first.headers.get('concur-correlationid'), 'guide-1');
      assert.match(first.headers.get('cache-control') ?? '', /no-store/);
      const tokens = first.json as unknown as Record<string, unknown>;
      assert.equal(tokens['expires_in'], 3600);
      assert.equal(tokens['token_type'], 'Bearer');
      assert.equal(typeof tokens['id_token'], 'string');
      const halfYear = Number(tokens['refresh_expires_in']) - Date.now() / 1000;
      assert.ok(
        halfYear > 179 * 86_400 && halfYear < 181 * 86_400,
        `refresh_expires_in is ${String(tokens['refresh_expires_in'])}`,
      );

      const me = await client().call('GET', '/profile/v1/me', { token: String(tokens['access_token']) });
      assert.equal(me.status, 200, me.text);
      assert.equal(String(me.json['id']), id);

      const again = await client().form('/oauth2/v0/token', {
        client_id: clientId,
        client_secret: clientSecret,
        grant_type: 'refresh',
        refresh_token: String(tokens['refresh_token']),
      });
      assert.equal(again.status, 200, again.text);
      const renewed = await client().call('GET', '/profile/v1/me', { token: String(again.json['access_token']) });
      assert.equal(String(renewed.json['id']), id);
    });

    it('gives company tokens for a request token, again and again, and shows the company', async () => {
      await client().companyToken();
      const token = await client().companyToken();
      const me = await client().call('GET', '/profile/v1/me', { token });
      assert.equal(me.status, 200, me.text);
      assert.equal(String(me.json['id']), client().target.sandbox.company.id);
    });

    it('gives an app token without refresh and id token', async () => {
      const tokens = (await client().token({ grant_type: 'client_credentials' })) as unknown as Record<string, unknown>;
      assert.equal(tokens['refresh_token'], undefined);
      assert.equal(tokens['id_token'], undefined);
      const me = await client().call('GET', '/profile/v1/me', { token: String(tokens['access_token']) });
      assert.ok(me.status === 401 || me.status === 403, `an app has no profile: ${me.status}`);
    });

    it('signs tokens that /jwks verifies', async () => {
      const token = await client().userToken('traveler');
      const { createLocalJWKSet, jwtVerify } = await import('jose');
      const keys = await client().call('GET', '/oauth2/v0/jwks');
      const { payload, protectedHeader } = await jwtVerify(token, createLocalJWKSet(keys.json as never));
      assert.equal(protectedHeader.alg, 'RS256');
      assert.equal(payload.sub, client().user('traveler').id);
    });

    it('refuses with the numeric codes of the table', async () => {
      const { clientId, clientSecret } = client().target.sandbox.app;
      const { login } = client().user('traveler');
      const refused = async (fields: Record<string, string>, code: number) => {
        const reply = await client().form('/oauth2/v0/token', fields);
        assert.ok(reply.status >= 400 && reply.status < 500, reply.text);
        assert.equal(Number(reply.json['code']), code, reply.text);
      };
      await refused(
        { client_id: clientId, client_secret: clientSecret, grant_type: 'password', username: login, password: 'wrong' },
        5,
      );
      await refused(
        { client_id: '00000000-0000-4000-8000-000000000000', client_secret: clientSecret, grant_type: 'client_credentials' },
        61,
      );
      await refused({ client_id: clientId, client_secret: 'wrong', grant_type: 'client_credentials' }, 64);
      await refused(
        { client_id: clientId, client_secret: clientSecret, grant_type: 'refresh_token', refresh_token: 'nonsense' },
        108,
      );
      await refused({ client_id: clientId, client_secret: clientSecret }, 65);
      const json = await client().call('POST', '/oauth2/v0/token', { body: { client_id: clientId } });
      assert.equal(Number(json.json['code']), 135, json.text);
    });
  });
}
