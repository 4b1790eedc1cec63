import type { Options } from '../../config/options.ts';
import type { Installation } from '../../start/installation.ts';
import { StartRefused } from '../../start/refusal.ts';
import { companyIdOf, demoOf, operator } from '../callers.ts';
import { dataCommand, listOf, noOperands, operand } from '../command.ts';

const options = {
  app: { value: '<client id>', help: 'the app that the token is for (the app of the sandbox)' },
  scopes: { value: '<scopes>', help: 'separated by commas (all that the app has)' },
} as const satisfies Options;

interface Wish {
  readonly app: string | undefined;
  readonly scopes: string[] | undefined;
}

const wishOf = (given: { text(name: keyof typeof options): string | undefined }): Wish => ({
  app: given.text('app'),
  scopes: listOf(given.text('scopes')),
});

async function issue(installation: Installation, wish: Wish, principalId: string | undefined) {
  const { program } = installation;
  const appId = wish.app ?? (await demoOf(installation))?.appId;
  if (appId === undefined) throw new StartRefused('Name the app: --app <client id>; "perdiem app list" shows them.');
  const origin = installation.sandbox?.baseUrl();
  const geolocationOf = (code: string): string =>
    (code === program.sites.defaultCode ? origin : undefined) ?? program.sites.all.find((one) => one.code === code)?.server ?? '';
  const tokens = await program.modules.oauth.tokensFor(
    { work: program.unitOfWork, caller: operator(installation), clock: program.clock },
    {
      appId,
      place: { dataCenter: program.sites.defaultCode, geolocationOf },
      ...(principalId === undefined ? {} : { principalId }),
      ...(wish.scopes ? { scopes: wish.scopes } : {}),
    },
  );
  return {
    access_token: tokens.accessToken,
    token_type: 'Bearer',
    scope: tokens.scopes.join(' '),
    geolocation: tokens.geolocation,
    ...(tokens.refresh ? { refresh_token: tokens.refresh.token } : {}),
  };
}

const show = ({ access_token }: { access_token: string }): string => access_token;

export const tokenUser = dataCommand({
  name: 'token user',
  operands: '<login or key>',
  summary: 'An access token of a person: a login, an id, or a key of sandbox.json such as traveler.',
  options,
  read: (given) => ({ ...wishOf(given), user: operand(given, 'login') }),
  work: async (installation, input) => {
    const { unitOfWork, modules } = installation.program;
    const demo = await demoOf(installation);
    const home = await unitOfWork.read(operator(installation), async (ctx) => {
      const { directory } = modules;
      return (
        (await directory.locateLogin(ctx.tx, input.user)) ??
        directory.locatePrincipal(ctx.tx, demo?.users[input.user] ?? input.user)
      );
    });
    if (home?.kind !== 'user') throw new StartRefused(`There is nobody with the login ${input.user}.`);
    return issue(installation, input, home.principalId);
  },
  show,
});

export const tokenCompany = dataCommand({
  name: 'token company',
  summary: 'An access token of a company.',
  options: { ...options, company: { value: '<id>', help: 'the company (that of the sandbox)' } },
  read: (given) => {
    noOperands(given);
    return { ...wishOf(given), company: given.text('company') };
  },
  work: async (installation, input) => issue(installation, input, await companyIdOf(installation, input.company)),
  show,
});

export const tokenApp = dataCommand({
  name: 'token app',
  summary: 'An access token of an app itself.',
  options,
  read: (given) => {
    noOperands(given);
    return wishOf(given);
  },
  work: (installation, input) => issue(installation, input, undefined),
  show,
});
