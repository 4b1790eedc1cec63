import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import type { LightMyRequestResponse } from 'fastify';
import { askToken, postForm, registerApp, SYSTEM, type TestApp } from '../../../../test/harness/apps.ts';
import { foundCompany, hire } from '../../../../test/harness/people.ts';
import { EPOCH, testProgram, type TestProgram } from '../../../../test/harness/program.ts';
import type { GrantRefused, NewApp } from '../../../modules/oauth/index.ts';
import type { CompanyPatch } from '../../../modules/company/index.ts';
import type { Caller } from '../../../platform/context.ts';
import { CODES } from '../../dialects/oauth2/codes.ts';

const PASSWORD = 'correct horse battery';
const REDIRECT = 'https://app.example/back';
const HALF_YEAR_MS = 180 * 86_400_000;

let program: TestProgram;
let company: Caller & { companyId: string };
let userId: string;
let login: string;
let app: TestApp;
let other: TestApp;

before(async () => {
  program = await testProgram();
  company = await foundCompany(program);
  ({ userId, login } = await employ());
  app = await registerApp(program, { redirectUris: [REDIRECT], scopes: ['user.read', 'EXPRPT', 'offline_access'] });
  other = await registerApp(program, { redirectUris: [REDIRECT] });
});
after(() => program.close());

async function employ(mustChange = false) {
  const user = await hire(program, company);
  const input = { userId: user.id, password: PASSWORD, mustChange };
  await program.modules.identity.setPassword(program.unitOfWork, company, input);
  return { userId: user.id, login: user.userName };
}

const byPassword = (fields: Record<string, string | undefined> = {}, by: TestApp = app) =>
  askToken(program, by, { grant_type: 'password', username: login, password: PASSWORD, ...fields });
const refreshTokenOf = async (fields: Record<string, string> = {}) =>
  ((await byPassword(fields)).json() as { refresh_token: string }).refresh_token;
const refresh = (refresh_token: string, by: TestApp = app, fields: Record<string, string> = {}) =>
  askToken(program, by, { grant_type: 'refresh_token', refresh_token, ...fields });
const bad = (patch: Partial<NewApp>) => registerApp(program, patch);

/** Does something to a user of his own and signs him in. */
async function signInAfter(patch: object) {
  const one = await employ();
  await program.unitOfWork.write(company, (ctx) => program.modules.identity.updateUser(ctx, { userId: one.userId, patch }));
  return byPassword({ username: one.login });
}

/** Does something to the company and puts it right again. */
async function whileCompany<T>(patch: CompanyPatch, then: () => Promise<T>): Promise<T> {
  const put = (to: CompanyPatch) => program.unitOfWork.write(company, (ctx) => program.modules.company.updateCompany(ctx, to));
  const before = await program.unitOfWork.read(company, (ctx) => program.modules.company.getCompany(ctx));
  await put(patch);
  try {
    return await then();
  } finally {
    const undo = Object.fromEntries(Object.keys(patch).map((key) => [key, before[key as keyof CompanyPatch]]));
    await put(undo as CompanyPatch);
  }
}

const issueCode = (by: TestApp = app, challenge?: { value: string; method: 'S256' | 'plain' }) =>
  program.unitOfWork.write(company, (ctx) =>
    program.modules.oauth.issueCode(ctx, {
      appId: by.id,
      userId,
      companyId: company.companyId,
      redirectUri: REDIRECT,
      scopes: ['user.read'],
      challenge,
    }),
  );
const redeem = (code: string, fields: Record<string, string | undefined> = {}) =>
  askToken(program, app, { grant_type: 'authorization_code', code, redirect_uri: REDIRECT, ...fields });
const requestToken = async (by: TestApp) =>
  (
    await program.unitOfWork.write(company, (ctx) =>
      program.modules.oauth.createRequestToken(ctx, {
        principalKind: 'company',
        principalId: company.companyId,
        appId: by.id,
      }),
    )
  ).token;
const byRequestToken = (password: string, username = company.companyId) =>
  askToken(program, app, { grant_type: 'password', credtype: 'authtoken', username, password });
const askOtp = (fields: Record<string, string | undefined> = {}, by: TestApp = app) =>
  postForm(program, '/oauth2/v0/otp', {
    client_id: by.id,
    client_secret: by.secret,
    channel_type: 'email',
    channel_handle: login,
    ...fields,
  });
async function mailedOtp(fields: Record<string, string> = {}) {
  const sent = await askOtp(fields);
  assert.equal(sent.statusCode, 200, sent.body);
  const mail = program.enqueued.findLast((job) => job.name === 'mail.send')?.data as { text: string };
  return /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(mail.text)?.[0] ?? '';
}
const byOtp = (fields: Record<string, string | undefined>) =>
  askToken(program, app, { grant_type: 'otp', channel_type: 'email', channel_handle: login, otp: 'x', ...fields });
/** An authorization request as the sign-in page checks it; its refusals have no HTTP answer of their own. */
async function authorize(fields: object): Promise<GrantRefused> {
  const request = { clientId: app.id, redirectUri: REDIRECT, responseType: 'code', ...fields };
  return program.unitOfWork.read(SYSTEM, async (ctx) => {
    try {
      await program.modules.oauth.checkAuthorizeRequest(ctx, request);
    } catch (error) {
      return error as GrantRefused;
    }
    throw new Error('nothing was refused');
  });
}

type Made = Promise<LightMyRequestResponse | GrantRefused>;
interface Row {
  readonly code: number;
  readonly error: string;
  readonly when: string;
  readonly status?: number;
  /** How the number is made to arise; a text says which record explains why it cannot. */
  readonly make: (() => Made) | `docs/decisions/${string}`;
}

const SILENT = 'docs/decisions/0021-oauth-codes.md';

/** Every row of the documented tables of /token, of company-auth and of /otp. */
const ROWS: readonly Row[] = [
  { code: 5, error: 'invalid_grant', when: 'a wrong password', make: () => byPassword({ password: 'wrong' }) },
  { code: 5, error: 'invalid_grant', when: 'an unknown login', make: () => byPassword({ username: 'nobody@no.example' }) },
  { code: 5, error: 'invalid_grant', when: 'an unknown request token', make: () => byRequestToken('no-such-token') },
  {
    code: 5,
    error: 'invalid_grant',
    when: 'an expired request token',
    make: async () => {
      const token = await requestToken(app);
      program.clock.advance(86_400_000);
      return byRequestToken(token).finally(() => program.clock.set(EPOCH));
    },
  },
  {
    code: 5,
    error: 'invalid_grant',
    when: 'a request token that was made anew since',
    make: async () => {
      const token = await requestToken(app);
      await requestToken(app);
      return byRequestToken(token);
    },
  },
  { code: 10, error: 'invalid_grant', when: 'an inactive user', make: () => signInAfter({ active: false }) },
  {
    code: 11,
    error: 'invalid_grant',
    when: 'a user whose employment ended',
    make: () => signInAfter({ terminationDate: new Date(EPOCH.getTime() - 86_400_000) }),
  },
  { code: 12, error: 'invalid_grant', when: 'a user denied sign-in', make: () => signInAfter({ signInDenied: true }) },
  {
    code: 13,
    error: 'invalid_grant',
    when: 'a company closed to sign-in',
    make: () => whileCompany({ signInClosed: true }, byPassword),
  },
  {
    code: 14,
    error: 'invalid_grant',
    when: 'five wrong passwords',
    make: async () => {
      const one = await employ();
      for (let tries = 0; tries < 5; tries++) await byPassword({ username: one.login, password: 'wrong' });
      return byPassword({ username: one.login });
    },
  },
  {
    code: 16,
    error: 'invalid_request',
    when: 'another data centre',
    make: () => askToken(program, app, { grant_type: 'password', username: login, password: PASSWORD }, 'emea.localhost:8080'),
  },
  {
    code: 19,
    error: 'invalid_grant',
    when: "a company's id with credtype=password",
    make: () => byPassword({ credtype: 'password', username: company.companyId }),
  },
  {
    code: 20,
    error: 'invalid_grant',
    when: 'a forbidden address',
    make: () => whileCompany({ ipRanges: ['10.0.0.0/8'] }, byPassword),
  },
  {
    code: 21,
    error: 'invalid_request',
    when: 'a company that signs in by SSO',
    make: () => whileCompany({ ssoOnly: true }, byPassword),
  },
  { code: 51, error: 'invalid_request', when: 'no username', make: () => byPassword({ username: '' }) },
  { code: 52, error: 'invalid_request', when: 'no password', make: () => byPassword({ password: undefined }) },
  {
    code: 53,
    error: 'invalid_client',
    status: 403,
    when: "another company's app",
    make: async () => {
      const foreign = await foundCompany(program);
      return byPassword({}, await bad({ ownerCompanyId: foreign.companyId }));
    },
  },
  {
    code: 53,
    error: 'invalid_client',
    status: 403,
    when: 'an app that the company blocked',
    make: async () => {
      const blocked = await bad({});
      const token = (await byPassword({}, blocked)).json() as { refresh_token: string };
      await program.unitOfWork.write(company, (ctx) => program.modules.oauth.setAppBlocked(ctx, blocked.id, true));
      return refresh(token.refresh_token, blocked);
    },
  },
  { code: 54, error: 'invalid_scope', when: 'a scope beyond the app', make: () => byPassword({ scope: 'user.read LIST' }) },
  {
    code: 54,
    error: 'invalid_scope',
    when: 'a refresh beyond the grant',
    make: async () => refresh(await refreshTokenOf({ scope: 'user.read' }), app, { scope: 'EXPRPT' }),
  },
  { code: 54, error: 'invalid_scope', when: 'an authorization beyond the app', make: () => authorize({ scope: 'LIST' }) },
  { code: 55, error: 'invalid_request', when: 'an unknown email', make: () => byOtp({ channel_handle: 'no@no.example' }) },
  { code: 56, error: 'invalid_request', when: 'no otp', make: () => byOtp({ otp: undefined }) },
  { code: 57, error: 'invalid_request', when: 'no channel_type', make: () => byOtp({ channel_type: undefined }) },
  { code: 57, error: 'invalid_request', when: 'no channel_type at /otp', make: () => askOtp({ channel_type: undefined }) },
  { code: 58, error: 'invalid_request', when: 'no channel_handle', make: () => byOtp({ channel_handle: undefined }) },
  { code: 58, error: 'invalid_request', when: 'no channel_handle at /otp', make: () => askOtp({ channel_handle: undefined }) },
  {
    code: 59,
    error: 'access_denied',
    when: 'a disabled app',
    make: async () => {
      const disabled = await bad({});
      await program.unitOfWork.write(SYSTEM, (ctx) => program.modules.oauth.setAppEnabled(ctx, disabled.id, false));
      return byPassword({}, disabled);
    },
  },
  {
    code: 60,
    error: 'invalid_grant',
    when: 'a grant that the app may not use',
    make: async () => byPassword({}, await bad({ grants: ['client_credentials'] })),
  },
  { code: 60, error: 'invalid_grant', when: 'an unknown grant', make: () => byPassword({ grant_type: 'implicit' }) },
  {
    code: 60,
    error: 'invalid_grant',
    when: '/otp without the grant',
    make: async () => askOtp({}, await bad({ grants: ['password'] })),
  },
  { code: 61, error: 'invalid_client', when: 'an unknown app', make: () => byPassword({ client_id: userId }) },
  { code: 61, error: 'invalid_client', when: 'a client_id that is no id', make: () => byPassword({ client_id: 'demo' }) },
  { code: 61, error: 'invalid_client', when: 'an unknown app at /otp', make: () => askOtp({ client_id: userId }) },
  { code: 62, error: 'invalid_request', when: 'no client_id', make: () => byPassword({ client_id: undefined }) },
  { code: 62, error: 'invalid_request', when: 'no client_id at /otp', make: () => askOtp({ client_id: undefined }) },
  { code: 63, error: 'invalid_request', when: 'no client_secret', make: () => byPassword({ client_secret: undefined }) },
  { code: 63, error: 'invalid_request', when: 'no client_secret at /otp', make: () => askOtp({ client_secret: undefined }) },
  { code: 64, error: 'invalid_client', when: 'a wrong client_secret', make: () => byPassword({ client_secret: 'x' }) },
  {
    code: 64,
    error: 'invalid_client',
    when: "another app's secret",
    make: () => byPassword({ client_secret: other.secret }),
  },
  { code: 65, error: 'invalid_request', when: 'no grant_type', make: () => byPassword({ grant_type: undefined }) },
  { code: 80, error: 'invalid_request', when: 'a channel of another kind', make: () => byOtp({ channel_type: 'sms' }) },
  { code: 80, error: 'invalid_request', when: 'another channel at /otp', make: () => askOtp({ channel_type: 'sms' }) },
  { code: 81, error: 'invalid_request', when: 'a handle that is no address', make: () => byOtp({ channel_handle: 'x' }) },
  { code: 81, error: 'invalid_request', when: 'the same at /otp', make: () => askOtp({ channel_handle: 'x' }) },
  {
    code: 81,
    error: 'invalid_request',
    when: "/otp for nobody's address",
    make: () => askOtp({ channel_handle: 'no@no.example' }),
  },
  {
    code: 82,
    error: 'invalid_request',
    when: 'a sixth open one-time password',
    make: async () => {
      const one = await employ();
      for (let asked = 0; asked < 5; asked++) await askOtp({ channel_handle: one.login });
      return askOtp({ channel_handle: one.login });
    },
  },
  {
    code: 83,
    error: 'invalid_request',
    when: 'no open one-time password',
    make: async () => byOtp({ channel_handle: (await employ()).login }),
  },
  {
    code: 83,
    error: 'invalid_request',
    when: 'a one-time password after its time',
    make: async () => {
      const otp = await mailedOtp();
      program.clock.advance(15 * 60_000);
      return byOtp({ otp }).finally(() => program.clock.set(EPOCH));
    },
  },
  {
    code: 84,
    error: 'invalid_request',
    when: 'a custom parameter that differs',
    make: async () => byOtp({ otp: await mailedOtp({ trip: '1' }), trip: '2' }),
  },
  {
    code: 84,
    error: 'invalid_request',
    when: 'a custom parameter that is missing',
    make: async () => byOtp({ otp: await mailedOtp({ name: 'Terry' }) }),
  },
  {
    code: 85,
    error: 'invalid_request',
    when: 'a wrong one-time password',
    make: async () => {
      await mailedOtp();
      return byOtp({ otp: 'wrong' });
    },
  },
  { code: 100, error: 'invalid_request', when: 'an unknown principal', make: () => byRequestToken('x', app.id) },
  { code: 101, error: 'invalid_request', when: 'no code', make: () => redeem('') },
  { code: 102, error: 'invalid_request', when: 'no redirect_uri', make: () => redeem('x', { redirect_uri: undefined }) },
  { code: 103, error: 'invalid_request', when: 'an unknown code', make: () => redeem('x') },
  {
    code: 103,
    error: 'invalid_request',
    when: 'an expired code',
    make: async () => {
      const code = await issueCode();
      program.clock.advance(10 * 60_000);
      return redeem(code).finally(() => program.clock.set(EPOCH));
    },
  },
  {
    code: 103,
    error: 'invalid_request',
    when: 'a code that was used',
    make: async () => {
      const code = await issueCode();
      await redeem(code);
      return redeem(code);
    },
  },
  {
    code: 104,
    error: 'invalid_grant',
    when: 'another redirect_uri',
    make: async () => redeem(await issueCode(), { redirect_uri: 'https://app.example/other' }),
  },
  {
    code: 104,
    error: 'invalid_grant',
    when: 'an unregistered redirect_uri at /authorize',
    make: () => authorize({ redirectUri: `${REDIRECT}?x=1` }),
  },
  { code: 105, error: 'invalid_grant', when: "another app's code", make: async () => redeem(await issueCode(other)) },
  {
    code: 105,
    error: 'invalid_grant',
    when: "another app's refresh token",
    make: async () => refresh(await refreshTokenOf(), other),
  },
  {
    code: 105,
    error: 'invalid_grant',
    when: 'a wrong code_verifier',
    make: async () => redeem(await issueCode(app, { value: 'a'.repeat(43), method: 'plain' }), { code_verifier: 'b' }),
  },
  {
    code: 105,
    error: 'invalid_grant',
    when: 'no code_verifier',
    make: async () => redeem(await issueCode(app, { value: 'a'.repeat(43), method: 'S256' })),
  },
  { code: 106, error: 'invalid_request', when: 'no refresh_token', make: () => refresh('') },
  {
    code: 107,
    error: 'invalid_request',
    when: 'an app that may not refresh',
    make: async () => refresh('x', await bad({ grants: ['password'] })),
  },
  { code: 108, error: 'invalid_grant', when: 'an unknown refresh token', make: () => refresh('x') },
  {
    code: 108,
    error: 'invalid_grant',
    when: 'an expired refresh token',
    make: async () => {
      const token = await refreshTokenOf();
      program.clock.advance(HALF_YEAR_MS);
      return refresh(token).finally(() => program.clock.set(EPOCH));
    },
  },
  { code: 109, error: 'invalid_request', when: 'no loginid', make: SILENT },
  { code: 115, error: 'invalid_request', when: 'an unauthenticated client', make: SILENT },
  { code: 117, error: 'invalid_request', when: 'no nonce', make: SILENT },
  { code: 118, error: 'invalid_request', when: 'an unknown display', make: () => authorize({ display: 'neon' }) },
  { code: 119, error: 'invalid_request', when: 'an unknown prompt', make: () => authorize({ prompt: 'please' }) },
  { code: 119, error: 'invalid_request', when: 'prompt=none with another', make: () => authorize({ prompt: 'none login' }) },
  {
    code: 119,
    error: 'invalid_request',
    when: 'offline_access without prompt=consent',
    make: () => authorize({ scope: 'offline_access' }),
  },
  { code: 120, error: 'invalid_request', when: 'an unknown credtype', make: () => byPassword({ credtype: 'sso' }) },
  { code: 121, error: 'invalid_request', when: 'an unknown login_type', make: SILENT },
  { code: 122, error: 'invalid_request', when: 'invalid proxies', make: SILENT },
  {
    code: 123,
    error: 'invalid_request',
    when: 'a refresh for a disabled user',
    make: async () => {
      const one = await employ();
      const token = await refreshTokenOf({ username: one.login });
      await program.unitOfWork.write(company, (ctx) =>
        program.modules.identity.updateUser(ctx, { userId: one.userId, patch: { active: false } }),
      );
      return refresh(token);
    },
  },
  { code: 124, error: 'invalid_request', when: 'an unknown product', make: SILENT },
  {
    code: 134,
    error: 'invalid_request',
    when: 'a company in maintenance, by password',
    make: () => whileCompany({ maintenance: true }, byPassword),
  },
  {
    code: 134,
    error: 'invalid_request',
    when: 'a company in maintenance, by request token',
    make: async () => {
      const token = await requestToken(app);
      return whileCompany({ maintenance: true }, () => byRequestToken(token));
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
        payload: { client_id: app.id, client_secret: app.secret, grant_type: 'client_credentials' },
      }),
  },
  {
    code: 135,
    error: 'invalid_request',
    when: 'credentials in the address',
    make: () =>
      program.app.inject({
        method: 'POST',
        url: `/oauth2/v0/token?client_id=${app.id}&client_secret=${app.secret}&grant_type=client_credentials`,
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
        payload: `client_id=${app.id}&client_secret=x&client_secret=${app.secret}&grant_type=client_credentials`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      }),
  },
  {
    code: 135,
    error: 'invalid_request',
    when: 'a JSON body at /otp',
    make: () => program.app.inject({ method: 'POST', url: '/oauth2/v0/otp', payload: { client_id: app.id } }),
  },
  {
    code: 136,
    error: 'invalid_request',
    when: "another app's request token",
    make: async () => byRequestToken(await requestToken(other)),
  },
  {
    code: 139,
    error: 'invalid_request',
    when: 'a password that must be changed',
    make: async () => byPassword({ username: (await employ(true)).login }),
  },
];

const DOCUMENTED = [
  5, 10, 11, 12, 13, 14, 16, 19, 20, 21, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 80, 81, 82, 83, 84, 85, 100,
  101, 102, 103, 104, 105, 106, 107, 108, 109, 115, 117, 118, 119, 120, 121, 122, 123, 124, 134, 135, 136, 139,
];

describe('a documented code', () => {
  for (const { code, error, when, status, make } of ROWS) {
    if (typeof make === 'string') {
      it(`${code} cannot arise here, and ${make} says why`, async () => {
        const record = await readFile(new URL(`../../../../../${make}`, import.meta.url), 'utf8');
        assert.match(record, new RegExp(`^\\| ${code} \\|`, 'm'));
      });
      continue;
    }
    it(`${code} for ${when}`, async () => {
      const made = await make();
      const answer = 'reason' in made ? CODES[made.reason] : { ...(made.json() as object), status: made.statusCode };
      const got = answer as { code: number; error: string; status: number; error_description?: string };
      assert.deepEqual(
        { code: got.code, error: got.error, status: got.status },
        { code, error, status: status ?? 400 },
        got.error_description ?? when,
      );
      if (!('reason' in made)) assert.equal(made.headers['cache-control'], 'no-store');
    });
  }

  it('arises or has its reason written down, each of them', () => {
    assert.deepEqual(
      [...new Set(ROWS.map((row) => row.code))].sort((a, b) => a - b),
      DOCUMENTED,
    );
  });
});

describe('an authorization request', () => {
  it('names where its refusal may go only once that is trusted', async () => {
    assert.equal((await authorize({ redirectUri: 'https://evil.example' })).facts['redirectUri'], undefined);
    assert.equal((await authorize({ clientId: undefined })).reason, 'client-id-missing');
    assert.equal((await authorize({ redirectUri: undefined })).reason, 'redirect-uri-missing');
    const refused = await authorize({ scope: 'LIST', state: 's' });
    assert.deepEqual([refused.facts['redirectUri'], refused.facts['state']], [REDIRECT, 's']);
    assert.equal((await authorize({ responseType: 'token' })).reason, 'request-unreadable');
    assert.equal((await authorize({ codeChallenge: 'short' })).reason, 'request-unreadable');
  });

  it('is answered with the app, what it may have, and its challenge', async () => {
    const checked = await program.unitOfWork.read(SYSTEM, (ctx) =>
      program.modules.oauth.checkAuthorizeRequest(ctx, {
        clientId: app.id,
        redirectUri: REDIRECT,
        responseType: 'code',
        scope: 'EXPRPT',
        codeChallenge: 'a'.repeat(43),
        codeChallengeMethod: 'S256',
      }),
    );
    assert.equal(checked.app.id, app.id);
    assert.deepEqual(checked.scopes, ['EXPRPT']);
    assert.deepEqual(checked.challenge, { value: 'a'.repeat(43), method: 'S256' });
  });
});
