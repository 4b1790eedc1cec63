import { after, before, describe } from 'node:test';
import { walkCodes } from '../../../../test/harness/codes.ts';
import { askToken, SYSTEM } from '../../../../test/harness/apps.ts';
import { grantsWorld, type GrantsWorld } from '../../../../test/harness/grants.ts';
import { foundCompany } from '../../../../test/harness/people.ts';
import { EPOCH, testProgram, type TestProgram } from '../../../../test/harness/program.ts';

let program: TestProgram;
let world: GrantsWorld;
before(async () => {
  program = await testProgram();
  world = await grantsWorld(program);
});
after(() => program.close());

describe('identity 2: a documented code below 100', () =>
  walkCodes(
    [5, 10, 11, 12, 13, 14, 16, 19, 20, 21, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63, 64, 65, 80, 81, 82, 83, 84, 85],
    [
      { code: 5, error: 'invalid_grant', when: 'a wrong password', make: () => world.byPassword({ password: 'wrong' }) },
      {
        code: 5,
        error: 'invalid_grant',
        when: 'an unknown login',
        make: () => world.byPassword({ username: 'nobody@no.example' }),
      },
      { code: 5, error: 'invalid_grant', when: 'an unknown request token', make: () => world.byRequestToken('no-such-token') },
      {
        code: 5,
        error: 'invalid_grant',
        when: 'an expired request token',
        make: async () => {
          const token = await world.requestToken(world.app);
          program.clock.advance(86_400_000);
          return world.byRequestToken(token).finally(() => program.clock.set(EPOCH));
        },
      },
      {
        code: 5,
        error: 'invalid_grant',
        when: 'a request token that was made anew since',
        make: async () => {
          const token = await world.requestToken(world.app);
          await world.requestToken(world.app);
          return world.byRequestToken(token);
        },
      },
      { code: 10, error: 'invalid_grant', when: 'an inactive user', make: () => world.signInAfter({ active: false }) },
      {
        code: 11,
        error: 'invalid_grant',
        when: 'a user whose employment ended',
        make: () => world.signInAfter({ terminationDate: new Date(EPOCH.getTime() - 86_400_000) }),
      },
      { code: 12, error: 'invalid_grant', when: 'a user denied sign-in', make: () => world.signInAfter({ signInDenied: true }) },
      {
        code: 13,
        error: 'invalid_grant',
        when: 'a company closed to sign-in',
        make: () => world.whileCompany({ signInClosed: true }, () => world.byPassword()),
      },
      {
        code: 14,
        error: 'invalid_grant',
        when: 'five wrong passwords',
        make: async () => {
          const one = await world.employ();
          for (let tries = 0; tries < 5; tries++) await world.byPassword({ username: one.login, password: 'wrong' });
          return world.byPassword({ username: one.login });
        },
      },
      {
        code: 16,
        error: 'invalid_request',
        when: 'another data centre',
        make: () =>
          askToken(
            program,
            world.app,
            { grant_type: 'password', username: world.login, password: world.PASSWORD },
            'emea.localhost:8080',
          ),
      },
      {
        code: 19,
        error: 'invalid_grant',
        when: "a company's id with credtype=password",
        make: () => world.byPassword({ credtype: 'password', username: world.company.companyId }),
      },
      {
        code: 20,
        error: 'invalid_grant',
        when: 'a forbidden address',
        make: () => world.whileCompany({ ipRanges: ['10.0.0.0/8'] }, () => world.byPassword()),
      },
      {
        code: 21,
        error: 'invalid_request',
        when: 'a company that signs in by SSO',
        make: () => world.whileCompany({ ssoOnly: true }, () => world.byPassword()),
      },
      { code: 51, error: 'invalid_request', when: 'no username', make: () => world.byPassword({ username: '' }) },
      { code: 52, error: 'invalid_request', when: 'no password', make: () => world.byPassword({ password: undefined }) },
      {
        code: 53,
        error: 'invalid_client',
        status: 403,
        when: "another company's app",
        make: async () => {
          const foreign = await foundCompany(program);
          return world.byPassword({}, await world.bad({ ownerCompanyId: foreign.companyId }));
        },
      },
      {
        code: 53,
        error: 'invalid_client',
        status: 403,
        when: 'an app that the company blocked',
        make: async () => {
          const blocked = await world.bad({});
          const token = (await world.byPassword({}, blocked)).json() as { refresh_token: string };
          await program.unitOfWork.write(world.company, (ctx) => program.modules.oauth.setAppBlocked(ctx, blocked.id, true));
          return world.refresh(token.refresh_token, blocked);
        },
      },
      {
        code: 54,
        error: 'invalid_scope',
        when: 'a scope beyond the app',
        make: () => world.byPassword({ scope: 'user.read LIST' }),
      },
      {
        code: 54,
        error: 'invalid_scope',
        when: 'a refresh beyond the grant',
        make: async () => world.refresh(await world.refreshTokenOf({ scope: 'user.read' }), world.app, { scope: 'EXPRPT' }),
      },
      {
        code: 54,
        error: 'invalid_scope',
        when: 'an authorization beyond the app',
        make: () => world.authorize({ scope: 'LIST' }),
      },
      {
        code: 55,
        error: 'invalid_request',
        when: 'an unknown email',
        make: () => world.byOtp({ channel_handle: 'no@no.example' }),
      },
      { code: 56, error: 'invalid_request', when: 'no otp', make: () => world.byOtp({ otp: undefined }) },
      { code: 57, error: 'invalid_request', when: 'no channel_type', make: () => world.byOtp({ channel_type: undefined }) },
      {
        code: 57,
        error: 'invalid_request',
        when: 'no channel_type at /otp',
        make: () => world.askOtp({ channel_type: undefined }),
      },
      { code: 58, error: 'invalid_request', when: 'no channel_handle', make: () => world.byOtp({ channel_handle: undefined }) },
      {
        code: 58,
        error: 'invalid_request',
        when: 'no channel_handle at /otp',
        make: () => world.askOtp({ channel_handle: undefined }),
      },
      {
        code: 59,
        error: 'access_denied',
        when: 'a disabled app',
        make: async () => {
          const disabled = await world.bad({});
          await program.unitOfWork.write(SYSTEM, (ctx) => program.modules.oauth.setAppEnabled(ctx, disabled.id, false));
          return world.byPassword({}, disabled);
        },
      },
      {
        code: 60,
        error: 'invalid_grant',
        when: 'a grant that the app may not use',
        make: async () => world.byPassword({}, await world.bad({ grants: ['client_credentials'] })),
      },
      { code: 60, error: 'invalid_grant', when: 'an unknown grant', make: () => world.byPassword({ grant_type: 'implicit' }) },
      {
        code: 60,
        error: 'invalid_grant',
        when: '/otp without the grant',
        make: async () => world.askOtp({}, await world.bad({ grants: ['password'] })),
      },
      { code: 61, error: 'invalid_client', when: 'an unknown app', make: () => world.byPassword({ client_id: world.userId }) },
      {
        code: 61,
        error: 'invalid_client',
        when: 'a client_id that is no id',
        make: () => world.byPassword({ client_id: 'demo' }),
      },
      {
        code: 61,
        error: 'invalid_client',
        when: 'an unknown app at /otp',
        make: () => world.askOtp({ client_id: world.userId }),
      },
      { code: 62, error: 'invalid_request', when: 'no client_id', make: () => world.byPassword({ client_id: undefined }) },
      { code: 62, error: 'invalid_request', when: 'no client_id at /otp', make: () => world.askOtp({ client_id: undefined }) },
      {
        code: 63,
        error: 'invalid_request',
        when: 'no client_secret',
        make: () => world.byPassword({ client_secret: undefined }),
      },
      {
        code: 63,
        error: 'invalid_request',
        when: 'no client_secret at /otp',
        make: () => world.askOtp({ client_secret: undefined }),
      },
      { code: 64, error: 'invalid_client', when: 'a wrong client_secret', make: () => world.byPassword({ client_secret: 'x' }) },
      {
        code: 64,
        error: 'invalid_client',
        when: "another app's secret",
        make: () => world.byPassword({ client_secret: world.other.secret }),
      },
      { code: 65, error: 'invalid_request', when: 'no grant_type', make: () => world.byPassword({ grant_type: undefined }) },
      { code: 80, error: 'invalid_request', when: 'a channel of another kind', make: () => world.byOtp({ channel_type: 'sms' }) },
      { code: 80, error: 'invalid_request', when: 'another channel at /otp', make: () => world.askOtp({ channel_type: 'sms' }) },
      {
        code: 81,
        error: 'invalid_request',
        when: 'a handle that is no address',
        make: () => world.byOtp({ channel_handle: 'x' }),
      },
      { code: 81, error: 'invalid_request', when: 'the same at /otp', make: () => world.askOtp({ channel_handle: 'x' }) },
      {
        code: 81,
        error: 'invalid_request',
        when: "/otp for nobody's address",
        make: () => world.askOtp({ channel_handle: 'no@no.example' }),
      },
      {
        code: 82,
        error: 'invalid_request',
        when: 'a sixth open one-time password',
        make: async () => {
          const one = await world.employ();
          for (let asked = 0; asked < 5; asked++) await world.askOtp({ channel_handle: one.login });
          return world.askOtp({ channel_handle: one.login });
        },
      },
      {
        code: 83,
        error: 'invalid_request',
        when: 'no open one-time password',
        make: async () => world.byOtp({ channel_handle: (await world.employ()).login }),
      },
      {
        code: 83,
        error: 'invalid_request',
        when: 'a one-time password after its time',
        make: async () => {
          const otp = await world.mailedOtp();
          program.clock.advance(15 * 60_000);
          return world.byOtp({ otp }).finally(() => program.clock.set(EPOCH));
        },
      },
      {
        code: 84,
        error: 'invalid_request',
        when: 'a custom parameter that differs',
        make: async () => world.byOtp({ otp: await world.mailedOtp({ trip: '1' }), trip: '2' }),
      },
      {
        code: 84,
        error: 'invalid_request',
        when: 'a custom parameter that is missing',
        make: async () => world.byOtp({ otp: await world.mailedOtp({ name: 'Terry' }) }),
      },
      {
        code: 85,
        error: 'invalid_request',
        when: 'a wrong one-time password',
        make: async () => {
          await world.mailedOtp();
          return world.byOtp({ otp: 'wrong' });
        },
      },
    ],
  ));
