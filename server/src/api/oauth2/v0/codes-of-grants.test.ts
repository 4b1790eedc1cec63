import { after, before, describe } from 'node:test';
import { walkCodes } from '../../../../test/harness/codes.ts';
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { SYSTEM } from '../../../../test/harness/apps.ts';
import { grantsWorld, REDIRECT, type GrantsWorld } from '../../../../test/harness/grants.ts';
import { EPOCH, testProgram, type TestProgram } from '../../../../test/harness/program.ts';

let program: TestProgram;
let world: GrantsWorld;
before(async () => {
  program = await testProgram();
  world = await grantsWorld(program);
});
after(() => program.close());

const SILENT = 'docs/decisions/0021-oauth-codes.md';
const HALF_YEAR_MS = 180 * 86_400_000;

describe('identity 2: a documented code from 100', () =>
  walkCodes(
    [100, 101, 102, 103, 104, 105, 106, 107, 108, 109, 115, 117, 118, 119, 120, 121, 122, 123, 124, 134, 135, 136, 139],
    [
      { code: 100, error: 'invalid_request', when: 'an unknown principal', make: () => world.byRequestToken('x', world.app.id) },
      { code: 101, error: 'invalid_request', when: 'no code', make: () => world.redeem('') },
      {
        code: 102,
        error: 'invalid_request',
        when: 'no redirect_uri',
        make: () => world.redeem('x', { redirect_uri: undefined }),
      },
      { code: 103, error: 'invalid_request', when: 'an unknown code', make: () => world.redeem('x') },
      {
        code: 103,
        error: 'invalid_request',
        when: 'an expired code',
        make: async () => {
          const code = await world.issueCode();
          program.clock.advance(10 * 60_000);
          return world.redeem(code).finally(() => program.clock.set(EPOCH));
        },
      },
      {
        code: 103,
        error: 'invalid_request',
        when: 'a code that was used',
        make: async () => {
          const code = await world.issueCode();
          await world.redeem(code);
          return world.redeem(code);
        },
      },
      {
        code: 104,
        error: 'invalid_grant',
        when: 'another redirect_uri',
        make: async () => world.redeem(await world.issueCode(), { redirect_uri: 'https://app.example/other' }),
      },
      {
        code: 104,
        error: 'invalid_grant',
        when: 'an unregistered redirect_uri at /authorize',
        make: () => world.authorize({ redirectUri: `${REDIRECT}?x=1` }),
      },
      {
        code: 105,
        error: 'invalid_grant',
        when: "another app's code",
        make: async () => world.redeem(await world.issueCode(world.other)),
      },
      {
        code: 105,
        error: 'invalid_grant',
        when: "another app's refresh token",
        make: async () => world.refresh(await world.refreshTokenOf(), world.other),
      },
      {
        code: 105,
        error: 'invalid_grant',
        when: 'a wrong code_verifier',
        make: async () =>
          world.redeem(await world.issueCode(world.app, { value: 'a'.repeat(43), method: 'plain' }), { code_verifier: 'b' }),
      },
      {
        code: 105,
        error: 'invalid_grant',
        when: 'no code_verifier',
        make: async () => world.redeem(await world.issueCode(world.app, { value: 'a'.repeat(43), method: 'S256' })),
      },
      { code: 106, error: 'invalid_request', when: 'no refresh_token', make: () => world.refresh('') },
      {
        code: 107,
        error: 'invalid_request',
        when: 'an app that may not refresh',
        make: async () => world.refresh('x', await world.bad({ grants: ['password'] })),
      },
      { code: 108, error: 'invalid_grant', when: 'an unknown refresh token', make: () => world.refresh('x') },
      {
        code: 108,
        error: 'invalid_grant',
        when: 'an expired refresh token',
        make: async () => {
          const token = await world.refreshTokenOf();
          program.clock.advance(HALF_YEAR_MS);
          return world.refresh(token).finally(() => program.clock.set(EPOCH));
        },
      },
      { code: 109, error: 'invalid_request', when: 'no loginid', make: SILENT },
      { code: 115, error: 'invalid_request', when: 'an unauthenticated client', make: SILENT },
      { code: 117, error: 'invalid_request', when: 'no nonce', make: SILENT },
      { code: 118, error: 'invalid_request', when: 'an unknown display', make: () => world.authorize({ display: 'neon' }) },
      { code: 119, error: 'invalid_request', when: 'an unknown prompt', make: () => world.authorize({ prompt: 'please' }) },
      {
        code: 119,
        error: 'invalid_request',
        when: 'prompt=none with another',
        make: () => world.authorize({ prompt: 'none login' }),
      },
      {
        code: 119,
        error: 'invalid_request',
        when: 'offline_access without prompt=consent',
        make: () => world.authorize({ scope: 'offline_access' }),
      },
      { code: 120, error: 'invalid_request', when: 'an unknown credtype', make: () => world.byPassword({ credtype: 'sso' }) },
      { code: 121, error: 'invalid_request', when: 'an unknown login_type', make: SILENT },
      { code: 122, error: 'invalid_request', when: 'invalid proxies', make: SILENT },
      {
        code: 123,
        error: 'invalid_request',
        when: 'a refresh for a disabled user',
        make: async () => {
          const one = await world.employ();
          const token = await world.refreshTokenOf({ username: one.login });
          await program.unitOfWork.write(world.company, (ctx) =>
            program.modules.identity.updateUser(ctx, { userId: one.userId, patch: { active: false } }),
          );
          return world.refresh(token);
        },
      },
      { code: 124, error: 'invalid_request', when: 'an unknown product', make: SILENT },
      {
        code: 134,
        error: 'invalid_request',
        when: 'a company in maintenance, by password',
        make: () => world.whileCompany({ maintenance: true }, () => world.byPassword()),
      },
      {
        code: 134,
        error: 'invalid_request',
        when: 'a company in maintenance, by request token',
        make: async () => {
          const token = await world.requestToken(world.app);
          return world.whileCompany({ maintenance: true }, () => world.byRequestToken(token));
        },
      },
      {
        code: 135,
        error: 'invalid_request',
        when: 'a JSON body',
        make: () =>
          program.app.inject({
            method: 'POST',
            url: '/oauth2/v0/token',
            payload: { client_id: world.app.id, client_secret: world.app.secret, grant_type: 'client_credentials' },
          }),
      },
      {
        code: 135,
        error: 'invalid_request',
        when: 'credentials in the address',
        make: () =>
          program.app.inject({
            method: 'POST',
            url: `/oauth2/v0/token?client_id=${world.app.id}&client_secret=${world.app.secret}&grant_type=client_credentials`,
          }),
      },
      {
        code: 135,
        error: 'invalid_request',
        when: 'a parameter twice',
        make: () =>
          program.app.inject({
            method: 'POST',
            url: '/oauth2/v0/token',
            payload: `client_id=${world.app.id}&client_secret=x&client_secret=${world.app.secret}&grant_type=client_credentials`,
            headers: { 'content-type': 'application/x-www-form-urlencoded' },
          }),
      },
      {
        code: 135,
        error: 'invalid_request',
        when: 'a JSON body at /otp',
        make: () => program.app.inject({ method: 'POST', url: '/oauth2/v0/otp', payload: { client_id: world.app.id } }),
      },
      {
        code: 136,
        error: 'invalid_request',
        when: "another app's request token",
        make: async () => world.byRequestToken(await world.requestToken(world.other)),
      },
      {
        code: 139,
        error: 'invalid_request',
        when: 'a password that must be changed',
        make: async () => world.byPassword({ username: (await world.employ(true)).login }),
      },
    ],
  ));

describe('an authorization request', () => {
  it('names where its refusal may go only once that is trusted', async () => {
    assert.equal((await world.authorize({ redirectUri: 'https://evil.example' })).facts['redirectUri'], undefined);
    assert.equal((await world.authorize({ clientId: undefined })).reason, 'client-id-missing');
    assert.equal((await world.authorize({ redirectUri: undefined })).reason, 'redirect-uri-missing');
    const refused = await world.authorize({ scope: 'LIST', state: 's' });
    assert.deepEqual([refused.facts['redirectUri'], refused.facts['state']], [REDIRECT, 's']);
    assert.equal((await world.authorize({ responseType: 'token' })).reason, 'request-unreadable');
    assert.equal((await world.authorize({ codeChallenge: 'short' })).reason, 'request-unreadable');
  });

  it('is answered with the app, what it may have, and its challenge', async () => {
    const checked = await program.unitOfWork.read(SYSTEM, (ctx) =>
      program.modules.oauth.checkAuthorizeRequest(ctx, {
        clientId: world.app.id,
        redirectUri: REDIRECT,
        responseType: 'code',
        scope: 'EXPRPT',
        codeChallenge: 'a'.repeat(43),
        codeChallengeMethod: 'S256',
      }),
    );
    assert.equal(checked.app.id, world.app.id);
    assert.deepEqual(checked.scopes, ['EXPRPT']);
    assert.deepEqual(checked.challenge, { value: 'a'.repeat(43), method: 'S256' });
  });
});
