import { lastTokenAt, type ConnectedApp, type ConnectionUse } from '../../modules/oauth/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Route } from '../../platform/http/facade.ts';
import {
  appParams,
  Block,
  CompanyToken,
  ConnectedApps,
  OwnConnections,
  People,
  PeopleSearch,
  personParams,
  TokenFor,
} from './app-center-schemas.ts';
import type { WebDeps } from './deps.ts';
import { signedRoute } from './signed-route.ts';

const ON_A_PAGE = 50;

const when = (moment: Date | undefined): string | null => moment?.toISOString() ?? null;
const useToWire = ({ scopes, createdAt, tokenEnds }: ConnectionUse) => ({
  scopes: [...scopes],
  connectedAt: createdAt.toISOString(),
  lastTokenAt: when(lastTokenAt(tokenEnds)),
});

const appToWire = (app: ConnectedApp, names: ReadonlyMap<string, string>) => ({
  appId: app.appId,
  name: app.name,
  description: app.description,
  scopes: [...app.scopes],
  enabled: app.enabled,
  own: app.own,
  blocked: app.blocked,
  companySince: when(app.companySince),
  connectedBy: (app.connectedBy && names.get(app.connectedBy)) ?? null,
  people: app.people,
  lastTokenAt: when(lastTokenAt(app.tokenEnds)),
});

async function namesOf(deps: WebDeps, ctx: Context, ids: readonly (string | undefined)[]) {
  const users = await deps.identity.usersById(ctx, [...new Set(ids.filter((id) => id !== undefined))]);
  return new Map(users.map((user) => [user.id, user]));
}

/** What is connected with oneself, and for administrators with the company. */
export const connectionRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'listOwnConnections',
    method: 'GET',
    path: '/connections',
    summary: 'The apps that are connected with one’s own account',
    schema: { responses: { 200: OwnConnections } },
    handler: async ({ ctx }) => ({
      body: (await deps.oauth.listOwnConnections(ctx)).map((use) => ({ appId: use.appId, name: use.appName, ...useToWire(use) })),
    }),
  }),
  signedRoute(deps, {
    operation: 'disconnectSelf',
    method: 'DELETE',
    path: '/connections/{appId}',
    summary: 'Ends what an app may do for oneself; its refresh tokens are void',
    schema: { params: appParams, responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      await deps.oauth.disconnectSelf(ctx, params.appId);
      return {};
    },
  }),
  ...administratorRoutes(deps),
];

const administratorRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'listConnectedApps',
    method: 'GET',
    path: '/company/connected-apps',
    summary: 'The apps connected with the company or its people, and those it blocks',
    schema: { responses: { 200: ConnectedApps } },
    handler: async ({ ctx }) => {
      const apps = await deps.oauth.listConnectedApps(ctx);
      const users = await namesOf(
        deps,
        ctx,
        apps.map(({ connectedBy }) => connectedBy),
      );
      const names = new Map([...users].map(([id, { displayName }]) => [id, displayName]));
      return { body: apps.map((app) => appToWire(app, names)) };
    },
  }),
  signedRoute(deps, {
    operation: 'listConnectedPeople',
    method: 'GET',
    path: '/company/connected-apps/{appId}/people',
    summary: 'The people whom an app is connected with, the latest first',
    schema: { params: appParams, query: PeopleSearch, responses: { 200: People } },
    handler: async ({ ctx, params, query }) => {
      const page = { before: query.after, limit: ON_A_PAGE };
      const uses = await deps.oauth.listPeopleOf(ctx, { appId: params.appId, ...page });
      const users = await namesOf(
        deps,
        ctx,
        uses.map(({ principalId }) => principalId),
      );
      const people = uses.map((use) => ({
        userId: use.principalId,
        name: users.get(use.principalId)?.displayName ?? null,
        login: users.get(use.principalId)?.userName ?? null,
        ...useToWire(use),
      }));
      return { body: { people, next: uses.length === ON_A_PAGE ? (uses.at(-1)?.id ?? null) : null } };
    },
  }),
  signedRoute(deps, {
    operation: 'disconnectPerson',
    method: 'DELETE',
    path: '/company/connected-apps/{appId}/people/{userId}',
    summary: 'Ends what an app may do for one of the company’s people',
    schema: { params: personParams, responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      await deps.oauth.disconnectColleague(ctx, { appId: params.appId, principalId: params.userId });
      return {};
    },
  }),
  signedRoute(deps, {
    operation: 'disconnectCompany',
    method: 'DELETE',
    path: '/company/connected-apps/{appId}',
    summary: 'Ends what an app may do for the company itself',
    schema: { params: appParams, responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      await deps.oauth.disconnectColleague(ctx, { appId: params.appId, principalId: ctx.companyId });
      return {};
    },
  }),
  signedRoute(deps, {
    operation: 'blockApp',
    method: 'PATCH',
    path: '/company/connected-apps/{appId}',
    summary: 'Forbids an app to everybody of the company, or allows it again',
    schema: { params: appParams, body: Block, responses: { 204: null } },
    handler: async ({ ctx, params, body }) => {
      await deps.oauth.blockApp(ctx, { appId: params.appId, ...body });
      return {};
    },
  }),
  signedRoute(deps, {
    operation: 'createCompanyToken',
    method: 'POST',
    path: '/company/request-tokens',
    summary: 'Makes the company’s request token for one app: 24 hours, in place of the one before',
    schema: { body: TokenFor, responses: { 201: CompanyToken } },
    handler: async ({ ctx, body, site }) => {
      const { token, expiresAt, app } = await deps.oauth.createCompanyToken(ctx, body.appId);
      const { dataCenter } = await deps.company.getCompany(ctx);
      return {
        body: {
          companyId: ctx.companyId,
          appId: app.id,
          appName: app.name,
          token,
          expiresAt: expiresAt.toISOString(),
          geolocation: deps.sites.geolocationOf(dataCenter, site),
        },
      };
    },
  }),
];
