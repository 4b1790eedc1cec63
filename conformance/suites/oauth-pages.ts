import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Client } from '../client.ts';
import { Visitor, type Page } from '../visitor.ts';
import { assertRefused } from './oauth-grants.ts';

/** The authorization grant of both generations, through the pages that a person sees. */
export function oauthPages(client: () => Client): void {
  describe('the authorization pages', () => {
    const visitor = () => new Visitor(client().target.baseUrl);
    const address = (path: string, more: Record<string, string>) => {
      const { clientId, redirectUri } = client().target.sandbox.app;
      return `${path}?${new URLSearchParams({ client_id: clientId, redirect_uri: redirectUri, ...more }).toString()}`;
    };
    const authorize = (more: Record<string, string> = {}) =>
      address('/oauth2/v0/authorize', {
        response_type: 'code',
        scope: 'user.read EXPRPT',
        state: 's&1',
        prompt: 'consent',
        ...more,
      });

    /** The parameters with which the browser is sent back to the app. */
    function backAtApp(page: Page): URLSearchParams {
      assert.equal(page.status, 303, page.text);
      const { redirectUri } = client().target.sandbox.app;
      assert.ok(page.location?.startsWith(`${redirectUri}?`), `${page.location}`);
      return new URL(page.location ?? '').searchParams;
    }
    async function askedToAgree(person: Visitor, path: string): Promise<Page> {
      const consent = await person.signIn(await person.open(path), client().user('traveler'));
      assert.equal(consent.status, 200, consent.text);
      assert.match(consent.text, /asks for access to your account/);
      return consent;
    }

    it('give a code for the consent, which gives tokens once, to this app and for this redirect URI', async () => {
      const verifier = randomBytes(32).toString('base64url');
      const code_challenge = createHash('sha256').update(verifier).digest('base64url');
      const person = visitor();
      const path = authorize({ code_challenge, code_challenge_method: 'S256' });
      const consent = await askedToAgree(person, path);
      assert.match(consent.text, /<code>EXPRPT<\/code>/);
      const back = backAtApp(await person.submit(consent, '/oauth2/v0/authorize', { decision: 'allow' }));
      assert.equal(back.get('state'), 's&1');
      assert.equal(back.get('geolocation'), client().target.baseUrl);
      const { redirectUri: redirect_uri } = client().target.sandbox.app;
      const fields = { grant_type: 'authorization_code', code: back.get('code') ?? '', redirect_uri, code_verifier: verifier };
      assertRefused(await client().askToken({ ...fields, redirect_uri: `${redirect_uri}/other` }), 104, 'invalid_grant');
      assertRefused(await client().askToken({ ...fields, code_verifier: 'x' }), 105, 'invalid_grant');
      const tokens = await client().token(fields);
      assert.deepEqual(tokens.scope.split(' ').sort(), ['EXPRPT', 'user.read']);
      const me = await client().call('GET', '/profile/v1/me', { token: tokens.access_token });
      assert.equal(String(me.json['id']), client().user('traveler').id);

      assertRefused(await client().askToken(fields), 103, 'invalid_request');
      const refresh = { grant_type: 'refresh_token', refresh_token: tokens.refresh_token };
      assertRefused(await client().askToken(refresh), 108, 'invalid_grant');
    });

    it('spare whoever is signed in and has agreed, and tell the app of a denial', async () => {
      const person = visitor();
      const consent = await askedToAgree(person, authorize());
      backAtApp(await person.submit(consent, '/oauth2/v0/authorize', { decision: 'allow' }));
      const spared = backAtApp(await person.open(authorize({ prompt: '' })));
      assert.ok(spared.get('code'));
      const again = await person.open(authorize());
      const denied = backAtApp(await person.submit(again, '/oauth2/v0/authorize', { decision: 'deny' }));
      assert.equal(denied.get('error_code'), 'user_denied');
      assert.equal(denied.get('error_description'), 'The user denied your request.');
      assert.equal(denied.get('code'), null);
      assert.equal(denied.get('state'), 's&1');
    });

    it('refuse a forged form, and a request whose address they cannot trust', async () => {
      const person = visitor();
      const consent = await askedToAgree(person, authorize());
      const forged = await person.submit(consent, '/oauth2/v0/authorize', { decision: 'allow', form_token: 'x' });
      assert.equal(forged.status, 403);
      const elsewhere = await person.open(authorize({ redirect_uri: 'https://evil.example/' }));
      assert.deepEqual([elsewhere.status, elsewhere.location], [400, null]);
      const wrongScope = backAtApp(await person.open(authorize({ scope: 'no.such.scope' })));
      assert.equal(wrongScope.get('error_code'), '54');
      const stranger = visitor();
      const asked = await stranger.open(authorize());
      const refused = await stranger.submit(asked, '/sign-in', { login: client().user('traveler').login, password: '' });
      assert.equal(refused.status, 400);
    });

    it('give a pre-2017 code too, which the old token call trades once', async () => {
      const person = visitor();
      const asked = await person.open(address('/net2/oauth2/Login.aspx', { scope: 'EXPRPT,LIST', state: 'old' }));
      // Whoever has agreed in an earlier run is not asked again: this generation knows no prompt.
      const signedIn = await person.signIn(asked, client().user('traveler'));
      const answered =
        signedIn.status === 303 ? signedIn : await person.submit(signedIn, '/net2/oauth2/Login.aspx', { decision: 'allow' });
      const back = backAtApp(answered);
      assert.equal(back.get('state'), 'old');
      const { clientId, clientSecret } = client().target.sandbox.app;
      const query = new URLSearchParams({ code: back.get('code') ?? '', client_id: clientId, client_secret: clientSecret });
      const given = await client().call('GET', `/net2/oauth2/GetAccessToken.ashx?${query.toString()}`);
      assert.equal(given.status, 200, given.text);
      assert.ok(String(given.json['Access_Token']?.['Refresh_Token']).length > 10);
      assert.equal((await client().call('GET', `/net2/oauth2/GetAccessToken.ashx?${query.toString()}`)).status, 403);
      const denial = await person.open(address('/net2/oauth2/Login.aspx', { scope: 'NOSUCH', state: 'old' }));
      assert.ok(backAtApp(denial).get('error_description'));
    });
  });
}
