import { UsageError } from '../../config/options.ts';
import type { NewApp } from '../../modules/oauth/index.ts';
import { operator } from '../callers.ts';
import { dataCommand, listOf, noOperands, operand } from '../command.ts';

export const createApp = dataCommand({
  name: 'app create',
  operands: '<name>',
  summary: 'Register a client program. Its secret is in the answer and nowhere else.',
  options: {
    'redirect-uris': { value: '<uris>', help: 'where authorization codes may go, separated by commas' },
    grants: { value: '<grants>', help: 'such as password,refresh_token (all)' },
    scopes: { value: '<scopes>', help: 'separated by commas (the whole catalogue)' },
    company: { value: '<id>', help: 'the only company that it may serve (all)' },
  },
  read: (given) => ({
    name: operand(given, 'name of the app'),
    redirectUris: listOf(given.text('redirect-uris')),
    grants: listOf(given.text('grants')),
    scopes: listOf(given.text('scopes')),
    ownerCompanyId: given.text('company'),
  }),
  work: async (installation, input) => {
    const { modules, unitOfWork, sites } = installation.program;
    const { app, secret } = await unitOfWork.write(operator(installation), (ctx) =>
      modules.oauth.createApp(ctx, {
        name: input.name,
        dataCenter: sites.defaultCode,
        ...(input.redirectUris ? { redirectUris: input.redirectUris } : {}),
        ...(input.grants ? { grants: input.grants.map(grant) } : {}),
        ...(input.scopes ? { scopes: input.scopes } : {}),
        ...(input.ownerCompanyId ? { ownerCompanyId: input.ownerCompanyId } : {}),
      }),
    );
    return { name: app.name, clientId: app.id, clientSecret: secret, redirectUris: app.redirectUris, grants: app.grants };
  },
  show: ({ clientId, clientSecret }) => `client_id      ${clientId}\nclient_secret  ${clientSecret}`,
});

const GRANTS = ['authorization_code', 'password', 'client_credentials', 'otp', 'refresh_token'] as const;

function grant(text: string): NonNullable<NewApp['grants']>[number] {
  const found = GRANTS.find((one) => one === text);
  if (!found) throw new UsageError(`"${text}" is no grant: one of ${GRANTS.join(', ')}.`);
  return found;
}

export const listApps = dataCommand({
  name: 'app list',
  summary: 'List the registered client programs.',
  options: {},
  read: noOperands,
  work: async (installation) => {
    const { modules, unitOfWork } = installation.program;
    const apps = await unitOfWork.read(operator(installation), (ctx) => modules.oauth.listApps(ctx));
    return apps.map(({ id, name, enabled, grants, redirectUris }) => ({ clientId: id, name, enabled, grants, redirectUris }));
  },
  show: (apps) =>
    apps.length === 0
      ? 'No app.'
      : apps.map(({ clientId, name, enabled }) => `${clientId}  ${name}${enabled ? '' : ' (disabled)'}`).join('\n'),
});

export const rotateSecret = dataCommand({
  name: 'app rotate-secret',
  operands: '<client id>',
  summary: 'Give an app a new secret; the ones before stop working at once.',
  options: {},
  read: (given) => ({ clientId: operand(given, 'client id') }),
  work: async (installation, { clientId }) => {
    const { modules, unitOfWork } = installation.program;
    const { secret } = await unitOfWork.write(operator(installation), (ctx) => modules.oauth.rotateSecret(ctx, clientId));
    // Where it is the demo app's, sandbox.json must not keep the old one.
    const demo = await unitOfWork.read(operator(installation), (ctx) => modules.sandbox.find(ctx));
    if (demo?.appId === clientId.toLowerCase()) await installation.sandbox?.adopt({ clientSecret: secret });
    return { clientId, clientSecret: secret };
  },
  show: ({ clientSecret }) => clientSecret,
});
