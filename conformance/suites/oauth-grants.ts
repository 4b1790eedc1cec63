import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { unescape, type Client, type Reply } from '../client.ts';

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>;

export function assertRefused(reply: Reply, code: number, error: string): void {
  assert.ok(reply.status === 400 || reply.status === 403, `${reply.status} ${reply.text}`);
  assert.deepEqual([Number(reply.json['code']), String(reply.json['error'])], [code, error], reply.text);
  assert.ok(String(reply.json['error_description']).length > 0);
}

/** Every grant of the token endpoint, the claims of what it gives, and its refusals. */
export function oauthGrants(client: () => Client): void {
  describe('grants', () => {
    it('put the documented claims into an access token and an id token', async () => {
      const { login, password, id } = client().user('traveler');
      const given = await client().token({ grant_type: 'password', credtype: 'password', username: login, password });
      const claims = claimsOf(given.access_token);
      assert.equal(claims['sub'], id);
      assert.equal(claims['aud'], '*');
      assert.equal(claims['concur.version'], 2);
      assert.equal(claims['concur.type'], 'user');
      assert.equal(String(claims['concur.profile']).split('/').at(-1), id);
      assert.equal(Number(claims['exp']) - Number(claims['iat']), 3600);
      assert.equal(claims['iss'], given.geolocation);
      assert.deepEqual(claims['https://api.concursolutions.com/scopes'], claims['concur.scopes']);
      assert.equal((claims['concur.scopes'] as string[]).join(' '), given.scope);
      const identity = claimsOf(given.id_token ?? '');
      assert.equal(identity['aud'], client().target.sandbox.app.clientId);
      assert.equal(identity['sub'], id);
      assert.match(String(identity['at_hash']), /^[0-9a-f]{16}$/);
    });

    it('give a user by id and password, as by login', async () => {
      const { id, password } = client().user('traveler');
      const given = await client().token({ grant_type: 'password', username: id, password });
      assert.equal(claimsOf(given.access_token)['sub'], id);
    });

    it('narrow the scope on request, and refuse more than the app has', async () => {
      const given = await client().token({ grant_type: 'client_credentials', scope: 'user.read EXPRPT' });
      assert.deepEqual(given.scope.split(' ').sort(), ['EXPRPT', 'user.read']);
      assert.equal(claimsOf(given.access_token)['concur.type'], 'app');
      assertRefused(await client().askToken({ grant_type: 'client_credentials', scope: 'no.such.scope' }), 54, 'invalid_scope');
    });

    it('give a company for its request token, and say who else may not use it', async () => {
      const { id, requestToken } = client().target.sandbox.company;
      const fields = { grant_type: 'password', credtype: 'authtoken' };
      const given = await client().token({ ...fields, username: id, password: requestToken });
      assert.equal(claimsOf(given.access_token)['concur.type'], 'company');
      assert.equal(claimsOf(given.id_token ?? '')['sub'], id);
      assertRefused(await client().askToken({ ...fields, username: id, password: 'wrong' }), 5, 'invalid_grant');
      const nobody = '00000000-0000-4000-8000-000000000000';
      assertRefused(await client().askToken({ ...fields, username: nobody, password: requestToken }), 100, 'invalid_request');
      const asPassword = { ...fields, credtype: 'password', username: id, password: requestToken };
      assertRefused(await client().askToken(asPassword), 19, 'invalid_grant');
    });

    it('give a user for a request token', async () => {
      const { id, requestToken } = client().user('traveler');
      const fields = { grant_type: 'password', credtype: 'authtoken', username: id };
      const given = await client().token({ ...fields, password: requestToken });
      assert.equal(claimsOf(given.access_token)['sub'], id);
      assert.equal(claimsOf(given.access_token)['concur.type'], 'user');
      assertRefused(await client().askToken({ ...fields, password: 'wrong' }), 5, 'invalid_grant');
    });

    it('refresh in both spellings, with a fresh six months and narrower scopes', async () => {
      const { login, password, id } = client().user('traveler');
      const first = await client().token({ grant_type: 'password', username: login, password });
      for (const grant_type of ['refresh_token', 'refresh']) {
        const again = await client().token({ grant_type, refresh_token: first.refresh_token, scope: 'user.read' });
        assert.equal(again.scope, 'user.read');
        assert.equal(claimsOf(again.access_token)['sub'], id);
        assert.ok(again.refresh_token.length > 0);
        assert.ok(again.refresh_expires_in >= first.refresh_expires_in);
      }
      assertRefused(await client().askToken({ grant_type: 'refresh_token' }), 106, 'invalid_request');
      assertRefused(await client().askToken({ grant_type: 'refresh', refresh_token: 'x' }), 108, 'invalid_grant');
    });

    it('refuse what is missing or unknown with the number of the table', async () => {
      const { clientId, clientSecret } = client().target.sandbox.app;
      const { login, password } = client().user('traveler');
      const refused: [Record<string, string>, number, string][] = [
        [{ grant_type: 'password', password }, 51, 'invalid_request'],
        [{ grant_type: 'password', username: login }, 52, 'invalid_request'],
        [{ grant_type: 'password', username: login, password, credtype: 'sso' }, 120, 'invalid_request'],
        [{ grant_type: 'barter' }, 60, 'invalid_grant'],
        [{ grant_type: 'password', username: 'a\u0000', password }, 135, 'invalid_request'],
        [{ grant_type: 'authorization_code', redirect_uri: 'http://x' }, 101, 'invalid_request'],
        [{ grant_type: 'authorization_code', code: 'x' }, 102, 'invalid_request'],
        [{ grant_type: 'otp', channel_type: 'email', channel_handle: login }, 56, 'invalid_request'],
        [{ grant_type: 'otp', channel_handle: login, otp: 'x' }, 57, 'invalid_request'],
        [{ grant_type: 'otp', channel_type: 'email', otp: 'x' }, 58, 'invalid_request'],
        [{ grant_type: 'otp', channel_type: 'pigeon', channel_handle: login, otp: 'x' }, 80, 'invalid_request'],
      ];
      for (const [fields, code, error] of refused) assertRefused(await client().askToken(fields), code, error);
      const anyone = { grant_type: 'client_credentials' };
      assertRefused(await client().form('/oauth2/v0/token', { ...anyone, client_secret: clientSecret }), 62, 'invalid_request');
      assertRefused(await client().form('/oauth2/v0/token', { ...anyone, client_id: clientId }), 63, 'invalid_request');
      const inAddress = `/oauth2/v0/token?client_id=${clientId}&client_secret=${clientSecret}&grant_type=client_credentials`;
      assertRefused(await client().form(inAddress, {}), 135, 'invalid_request');
    });
  });

  describe('one-time passwords', () => {
    const custom = { name: 'Maya', company: 'Conformance', campaign: 'spring' };
    const channel = () => ({ channel_type: 'email', channel_handle: client().user('traveler').login });
    const send = (fields: Record<string, string>) => {
      const { clientId, clientSecret } = client().target.sandbox.app;
      return client().form('/oauth2/v0/otp', { client_id: clientId, client_secret: clientSecret, ...fields });
    };

    /** The text of the newest mail of a subject, once it is there. */
    async function mailOf(subject: string): Promise<string> {
      for (let tries = 0; tries < 100; tries++) {
        const box = await client().call('GET', '/sandbox/mailbox', { accept: 'text/html' });
        assert.equal(box.status, 200);
        const link = new RegExp(`href="(/sandbox/mailbox/[^"]+)"><b>${subject}</b>`).exec(box.text)?.[1];
        if (link) return (await client().call('GET', link, { accept: 'text/html' })).text;
        await sleep(100);
      }
      throw new Error(`no mail "${subject}" came within ten seconds`);
    }

    it('come by mail and are good once, with the parameters they were asked with', async () => {
      const company = `Conformance ${Date.now()}`;
      const link = 'https://app.example/land?x=1';
      const bound = { ...custom, company, link };
      const sent = await send({ ...channel(), ...bound });
      assert.equal(sent.status, 200, sent.text);
      assert.deepEqual(sent.json as unknown, { message: 'otp sent' });
      const mail = unescape(await mailOf(`Connect to ${company}`));
      const otp = /[?&]token=([\w-]+)/.exec(mail)?.[1] ?? '';
      assert.match(mail, /https:\/\/app\.example\/land\?x=1&token=/);
      const fields = { grant_type: 'otp', ...channel(), otp };
      assertRefused(await client().askToken({ ...fields, ...bound, campaign: 'autumn' }), 84, 'invalid_request');
      const given = await client().token({ ...fields, ...bound });
      assert.equal(claimsOf(given.access_token)['sub'], client().user('traveler').id);
      assert.ok(given.refresh_token);
      const twice = await client().askToken({ ...fields, ...bound });
      assert.equal(twice.status, 400, twice.text);
    });

    it('are refused with the numbers of their own list', async () => {
      assertRefused(await send({ channel_handle: 'a@b.example' }), 57, 'invalid_request');
      assertRefused(await send({ channel_type: 'email' }), 58, 'invalid_request');
      assertRefused(await send({ channel_type: 'sms', channel_handle: 'a@b.example' }), 80, 'invalid_request');
      assertRefused(await send({ channel_type: 'email', channel_handle: 'nobody' }), 81, 'invalid_request');
      assertRefused(await send({ ...channel(), client_secret: 'wrong' }), 64, 'invalid_client');
      assertRefused(await send({ ...channel(), client_id: '' }), 62, 'invalid_request');
      const json = await client().call('POST', '/oauth2/v0/otp', { body: channel() });
      assertRefused(json, 135, 'invalid_request');
      assertRefused(await client().askToken({ grant_type: 'otp', ...channel(), otp: 'nonsense' }), 83, 'invalid_request');
    });
  });
}
