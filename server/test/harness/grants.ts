import assert from 'node:assert/strict';
import type { GrantRefused, NewApp } from '../../src/modules/oauth/index.ts';
import type { CompanyPatch } from '../../src/modules/company/index.ts';
import { askToken, postForm, registerApp, SYSTEM, type TestApp } from './apps.ts';
import { foundCompany, hire } from './people.ts';
import type { TestProgram } from './program.ts';

const PASSWORD = 'correct horse battery';
export const REDIRECT = 'https://app.example/back';

/** A company with a user and two apps, and a hand for each way to ask for tokens; every hand can be made to slip. */
export async function grantsWorld(program: TestProgram) {
  const company = await foundCompany(program);
  const { userId, login } = await employ();
  const app = await registerApp(program, { redirectUris: [REDIRECT], scopes: ['user.read', 'EXPRPT', 'offline_access'] });
  const other = await registerApp(program, { redirectUris: [REDIRECT] });

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

  return {
    PASSWORD,
    company,
    userId,
    login,
    app,
    other,
    employ,
    byPassword,
    refreshTokenOf,
    refresh,
    bad,
    signInAfter,
    whileCompany,
    issueCode,
    redeem,
    requestToken,
    byRequestToken,
    askOtp,
    mailedOtp,
    byOtp,
    authorize,
  };
}

export type GrantsWorld = Awaited<ReturnType<typeof grantsWorld>>;
