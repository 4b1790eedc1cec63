import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { askToken, claimsOf, postForm, registerApp, type TestApp } from '../../../../test/harness/apps.ts';
import { auditOf, foundCompany, hire } from '../../../../test/harness/people.ts';
import { EPOCH, testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { Caller } from '../../../platform/context.ts';

const PASSWORD = 'correct horse battery';
const ORIGIN = 'http://127.0.0.1:8080';
const US = 'http://us.localhost:8080';
const REDIRECT = 'https://app.example/back';
const NOW = EPOCH.getTime() / 1000;
const HALF_YEAR = 180 * 86_400;

let program: TestProgram;
let company: Caller & { companyId: string };
let userId: string;
let login: string;
let app: TestApp;

before(async () => {
  program = await testProgram();
  company = await foundCompany(program);
  const user = await hire(program, company);
  userId = user.id;
  login = user.userName;
  await program.modules.identity.setPassword(program.unitOfWork, company, { userId, password: PASSWORD });
  app = await registerApp(program, { redirectUris: [REDIRECT], scopes: ['openid', 'user.read', 'company.read', 'EXPRPT'] });
});
after(() => program.close());

const requestToken = (kind: 'user' | 'company', id: string) =>
  program.unitOfWork.write(company, (ctx) =>
    program.modules.oauth.createRequestToken(ctx, { principalKind: kind, principalId: id, appId: app.id }),
  );
const issueCode = (challenge?: { value: string; method: 'S256' | 'plain' }) =>
  program.unitOfWork.write(company, (ctx) =>
    program.modules.oauth.issueCode(ctx, {
      appId: app.id,
      userId,
      companyId: company.companyId,
      redirectUri: REDIRECT,
      scopes: ['user.read'],
      challenge,
    }),
  );

describe('the token endpoint gives', () => {
  it('a user tokens for a login and password', async () => {
    const response = await askToken(program, app, { grant_type: 'password', username: login, password: PASSWORD });
    assert.equal(response.statusCode, 200, response.body);
    assert.equal(response.headers['cache-control'], 'no-store');
    const { access_token, refresh_token, id_token, ...rest } = response.json();
    assert.deepEqual(rest, {
      expires_in: 3600,
      scope: 'openid user.read company.read EXPRPT',
      token_type: 'Bearer',
      refresh_expires_in: NOW + HALF_YEAR,
      geolocation: ORIGIN,
    });
    assert.match(refresh_token, /^[0-9a-f-]{36}$/);
    assert.deepEqual(claimsOf(access_token), {
      'concur.scopes': ['openid', 'user.read', 'company.read', 'EXPRPT'],
      aud: '*',
      'concur.profile': `${ORIGIN}/profile/v1/principals/${userId}`,
      'concur.version': 2,
      'concur.type': 'user',
      'concur.app': `${ORIGIN}/profile/v1/apps/${app.id}`,
      'concur.company': company.companyId,
      sub: userId,
      iss: ORIGIN,
      exp: NOW + 3600,
      nbf: NOW,
      iat: NOW,
      legacy_application_id: app.legacyId,
      userURI: `${ORIGIN}/profile-service/v1/users/${userId}`,
      useruuid: userId,
      'https://api.concursolutions.com/app': `${ORIGIN}/profile/v1/apps/${app.id}`,
      'https://api.concursolutions.com/scopes': ['openid', 'user.read', 'company.read', 'EXPRPT'],
    });
    assert.deepEqual(claimsOf(id_token), {
      aud: app.id,
      'concur.profile': `${ORIGIN}/profile/v1/principals/${userId}`,
      'concur.version': 2,
      'concur.type': 'user',
      sub: userId,
      iss: ORIGIN,
      exp: NOW + 3600,
      nbf: NOW,
      iat: NOW,
      at_hash: createHash('sha256').update(access_token).digest('hex').slice(0, 16),
    });
    assert.ok((await auditOf(program, company)).includes('user connected'));
  });

  it('identity 8: tokens that verify against the published keys', async () => {
    const { access_token, id_token } = (
      await askToken(program, app, { grant_type: 'password', credtype: 'password', username: userId, password: PASSWORD })
    ).json();
    const { keys } = (await program.app.inject('/oauth2/v0/jwks')).json();
    for (const token of [access_token, id_token]) {
      const [head, body, signature] = token.split('.');
      const header = JSON.parse(Buffer.from(head, 'base64url').toString());
      const key = keys.find((one: { kid: string }) => one.kid === header.kid);
      assert.deepEqual({ typ: header.typ, alg: header.alg }, { typ: 'JWT', alg: 'RS256' });
      const publicKey = createPublicKey({ key, format: 'jwk' });
      assert.ok(verify('RSA-SHA256', Buffer.from(`${head}.${body}`), publicKey, Buffer.from(signature, 'base64url')));
    }
  });

  it('identity 6: a company tokens for its request token, as often as asked for a day', async () => {
    const { token } = await requestToken('company', company.companyId);
    for (const credtype of ['authtoken', undefined, 'authtoken']) {
      const response = await askToken(program, app, {
        grant_type: 'password',
        credtype,
        username: company.companyId.toUpperCase(),
        password: token,
      });
      assert.equal(response.statusCode, 200, response.body);
      const claims = claimsOf(response.json().access_token);
      assert.equal(claims['concur.type'], 'company');
      assert.equal(claims['sub'], company.companyId);
      assert.equal(claims['userURI'], undefined);
      assert.equal(claimsOf(response.json().id_token)['sub'], company.companyId);
    }
  });

  it('a user tokens for a request token of its own', async () => {
    const { token } = await requestToken('user', userId);
    const response = await askToken(program, app, {
      grant_type: 'password',
      credtype: 'authtoken',
      username: userId,
      password: token,
    });
    assert.equal(claimsOf(response.json().access_token)['concur.type'], 'user');
  });

  it('a user tokens for an authorization code, with and without a challenge', async () => {
    const verifier = 'a'.repeat(50);
    const s256 = createHash('sha256').update(verifier).digest('base64url');
    const challenges = [undefined, { value: s256, method: 'S256' as const }, { value: verifier, method: 'plain' as const }];
    for (const challenge of challenges) {
      const response = await askToken(program, app, {
        grant_type: 'authorization_code',
        code: await issueCode(challenge),
        redirect_uri: REDIRECT,
        code_verifier: challenge && verifier,
      });
      assert.equal(response.statusCode, 200, response.body);
      assert.equal(response.json().scope, 'user.read');
      assert.equal(claimsOf(response.json().id_token)['sub'], userId);
    }
  });

  it('identity 1: an app a token of its own, without refresh and identity', async () => {
    const response = await askToken(program, app, { grant_type: 'client_credentials', scope: 'EXPRPT' });
    assert.deepEqual(Object.keys(response.json()).sort(), ['access_token', 'expires_in', 'geolocation', 'scope', 'token_type']);
    const claims = claimsOf(response.json().access_token);
    assert.equal(claims['concur.type'], 'app');
    assert.equal(claims['sub'], app.id);
    assert.equal(claims['concur.company'], undefined);
  });

  it('identity 5: a user tokens for a mailed one-time password and the parameters it was asked with', async () => {
    const asked = { name: 'Terry', company: 'Demo <b>', link: 'https://app.example/cb?x=1', trip: '42' };
    const sent = await postForm(program, '/oauth2/v0/otp', {
      client_id: app.id,
      client_secret: app.secret,
      channel_type: 'email',
      channel_handle: login,
      ...asked,
    });
    assert.equal(sent.statusCode, 200, sent.body);
    assert.deepEqual(sent.json(), { message: 'otp sent' });
    const mail = program.enqueued.findLast((job) => job.name === 'mail.send')?.data as Record<string, string>;
    assert.equal(mail['to'], login);
    assert.ok(mail['html']?.includes('Demo &lt;b&gt;'));
    const link = new URL(/https:\/\/\S+/.exec(mail['text'] ?? '')?.[0] ?? '');
    assert.equal(link.searchParams.get('x'), '1');
    const response = await askToken(program, app, {
      grant_type: 'otp',
      channel_type: 'email',
      channel_handle: login.toUpperCase(),
      otp: link.searchParams.get('token') ?? '',
      ...asked,
    });
    assert.equal(response.statusCode, 200, response.body);
    assert.equal(claimsOf(response.json().access_token)['sub'], userId);
  });
});

describe('a refresh token', () => {
  const grant = async () =>
    (await askToken(program, app, { grant_type: 'password', username: login, password: PASSWORD })).json() as Record<
      string,
      string
    >;

  it('identity 1: stays the same, gets its full life again, and is spelled both ways', async () => {
    const { refresh_token } = await grant();
    program.clock.advance(86_400_000);
    for (const grant_type of ['refresh_token', 'refresh']) {
      const response = await askToken(program, app, { grant_type, refresh_token });
      assert.equal(response.statusCode, 200, response.body);
      assert.equal(response.json().refresh_token, refresh_token);
      assert.equal(response.json().refresh_expires_in, NOW + 86_400 + HALF_YEAR);
      assert.equal(claimsOf(response.json().id_token)['sub'], userId);
    }
    program.clock.set(EPOCH);
  });

  it('serves two clients at the same moment', async () => {
    const { refresh_token } = await grant();
    program.clock.advance(3_600_000);
    const both = await Promise.all([1, 2].map(() => askToken(program, app, { grant_type: 'refresh_token', refresh_token })));
    assert.deepEqual(
      both.map((response) => response.statusCode),
      [200, 200],
    );
    program.clock.set(EPOCH);
  });

  it('dies after 180 days without use, to the second', async () => {
    const { refresh_token } = await grant();
    program.clock.advance(HALF_YEAR * 1000 - 1000);
    assert.equal((await askToken(program, app, { grant_type: 'refresh_token', refresh_token })).statusCode, 200);
    program.clock.advance(HALF_YEAR * 1000);
    assert.equal((await askToken(program, app, { grant_type: 'refresh_token', refresh_token })).json().code, 108);
    program.clock.set(EPOCH);
  });

  it('narrows one answer and keeps what was granted', async () => {
    const { refresh_token } = await grant();
    const narrow = await askToken(program, app, { grant_type: 'refresh_token', refresh_token, scope: 'EXPRPT user.read' });
    assert.equal(narrow.json().scope, 'EXPRPT user.read');
    const wide = await askToken(program, app, { grant_type: 'refresh_token', refresh_token });
    assert.equal(wide.json().scope, 'openid user.read company.read EXPRPT');
  });

  it('identity 7: is void for the revoked app and user, and for nobody else', async () => {
    const other = await registerApp(program);
    const mine = await grant();
    const theirs = (
      await askToken(program, other, { grant_type: 'password', username: login, password: PASSWORD })
    ).json() as Record<string, string>;
    const revoked = await program.app.inject({
      method: 'DELETE',
      url: '/app-mgmt/v0/connections',
      headers: { authorization: `Bearer ${mine['access_token']}` },
    });
    assert.equal(revoked.statusCode, 200);
    assert.equal(revoked.body, '');
    const mineAgain = await askToken(program, app, { grant_type: 'refresh_token', refresh_token: mine['refresh_token'] });
    assert.equal(mineAgain.json().code, 108);
    const theirsAgain = await askToken(program, other, { grant_type: 'refresh_token', refresh_token: theirs['refresh_token'] });
    assert.equal(theirsAgain.statusCode, 200, theirsAgain.body);
  });

  it('is not given to an app that may not use one', async () => {
    const bare = await registerApp(program, { grants: ['password'] });
    const response = await askToken(program, bare, { grant_type: 'password', username: login, password: PASSWORD });
    assert.equal(response.json().refresh_token, undefined);
    assert.ok(response.json().id_token);
  });
});

describe('an authorization code', () => {
  it('identity 4: used twice takes back what it gave', async () => {
    const code = await issueCode();
    const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    const first = await askToken(program, app, fields);
    const { refresh_token } = first.json() as Record<string, string>;
    assert.equal((await askToken(program, app, fields)).json().code, 103);
    assert.equal((await askToken(program, app, { grant_type: 'refresh_token', refresh_token })).json().code, 108);
  });

  it('redeemed by two at once is nobody’s', async () => {
    const code = await issueCode();
    const fields = { grant_type: 'authorization_code', code, redirect_uri: REDIRECT };
    const both = await Promise.all([askToken(program, app, fields), askToken(program, app, fields)]);
    assert.deepEqual(
      both.map((response) => response.statusCode).toSorted((a, b) => a - b),
      [200, 400],
    );
    const winner = both.find((response) => response.statusCode === 200)?.json() as Record<string, string>;
    const refreshed = await askToken(program, app, { grant_type: 'refresh_token', refresh_token: winner['refresh_token'] });
    assert.equal(refreshed.json().code, 108);
  });

  it('is still good after a wrong redirect URI', async () => {
    const code = await issueCode();
    const wrong = { grant_type: 'authorization_code', code, redirect_uri: `${REDIRECT}/` };
    assert.equal((await askToken(program, app, wrong)).json().code, 104);
    assert.equal((await askToken(program, app, { ...wrong, redirect_uri: REDIRECT })).statusCode, 200);
  });
});

describe('a data centre', () => {
  it('identity 3: answers for its own and sends others home', async () => {
    const fields = { grant_type: 'password', username: login, password: PASSWORD };
    const wrong = await askToken(program, app, fields, 'emea.localhost:8080');
    assert.equal(wrong.statusCode, 400);
    assert.deepEqual({ code: wrong.json().code, geolocation: wrong.json().geolocation }, { code: 16, geolocation: US });
    const home = await askToken(program, app, fields, 'us.localhost:8080');
    assert.equal(home.json().geolocation, US);
    const router = await askToken(program, app, fields, 'glz.localhost:8080');
    assert.equal(router.json().geolocation, US);
    assert.equal(claimsOf(router.json().access_token)['iss'], US);
  });

  it('knows principals of another by 127.0.0.1 too', async () => {
    const abroad = await foundCompany(program, { dataCenter: 'emea' });
    const user = await hire(program, abroad);
    const response = await askToken(program, app, { grant_type: 'password', username: user.userName, password: 'wrong' });
    assert.deepEqual([response.json().code, response.json().geolocation], [16, 'http://emea.localhost:8080']);
    const { token } = await program.unitOfWork.write(abroad, (ctx) =>
      program.modules.oauth.createRequestToken(ctx, {
        principalKind: 'company',
        principalId: abroad.companyId,
        appId: app.id,
      }),
    );
    const company = { grant_type: 'password', credtype: 'authtoken', username: abroad.companyId, password: token };
    assert.equal((await askToken(program, app, company)).json().code, 16);
    const router = await askToken(program, app, company, 'glz.localhost:8080');
    assert.equal(router.json().geolocation, 'http://emea.localhost:8080');
    const { refresh_token } = router.json() as Record<string, string>;
    assert.equal((await askToken(program, app, { grant_type: 'refresh_token', refresh_token })).json().code, 16);
  });
});
