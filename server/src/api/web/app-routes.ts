import Type from 'typebox';
import { describeScope, SCOPES, type App as OwnApp, type AppSecret } from '../../modules/oauth/index.ts';
import type { Route } from '../../platform/http/facade.ts';
import { languageFor, type Language } from '../../platform/language/language.ts';
import type { WebDeps } from './deps.ts';
import { App, AppDraft, AppPatch, appParams, NewSecret, Place, Scope, Secret, SecretPatch, secretParams } from './schemas.ts';
import { signedRoute } from './signed-route.ts';

const appToWire = (app: OwnApp) => ({
  id: app.id,
  name: app.name,
  description: app.description,
  grants: [...app.grants],
  scopes: [...app.scopes],
  redirectUris: [...app.redirectUris],
  stage: app.stage,
  kind: app.kind,
  enabled: app.enabled,
  dataCenter: app.dataCenter,
  createdAt: app.createdAt.toISOString(),
  updatedAt: app.updatedAt.toISOString(),
});

const secretToWire = ({ id, status, createdAt, updatedAt }: AppSecret) => ({
  id,
  status,
  createdAt: createdAt.toISOString(),
  updatedAt: updatedAt.toISOString(),
});

const catalogueIn = (language: Language) =>
  SCOPES.map(({ name, legacy }) => ({ name, description: describeScope(name, language), legacy: legacy ?? false }));

/** The client programs of one's own company. */
export const appRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'getPlace',
    method: 'GET',
    path: '/place',
    summary: 'Where programs call this installation',
    schema: { responses: { 200: Place } },
    handler: async ({ ctx, site }) => {
      await deps.oauth.assertManagesApps(ctx);
      const { dataCenter } = await deps.company.getCompany(ctx);
      const demo = deps.sandbox ? await deps.demo.find(ctx) : undefined;
      return {
        body: {
          baseUrl: deps.sites.geolocationOf(dataCenter, site),
          dataCenters: deps.sites.all.map(({ code, server, browser }) => ({ code, server, browser })),
          demoAppId: demo?.companyId === ctx.companyId ? demo.appId : null,
        },
      };
    },
  }),
  signedRoute(deps, {
    operation: 'listScopes',
    method: 'GET',
    path: '/scopes',
    summary: 'Every scope in plain words of the caller’s language',
    schema: { responses: { 200: Type.Array(Scope) } },
    handler: async ({ ctx }) => ({ body: catalogueIn(languageFor(ctx.language)) }),
  }),
  signedRoute(deps, {
    operation: 'listApps',
    method: 'GET',
    path: '/apps',
    summary: 'The apps of the own company, by name',
    schema: { responses: { 200: Type.Array(App) } },
    handler: async ({ ctx }) => ({ body: (await deps.oauth.listOwnApps(ctx)).map(appToWire) }),
  }),
  signedRoute(deps, {
    operation: 'createApp',
    method: 'POST',
    path: '/apps',
    summary: 'Registers an app; its first secret is in this answer and nowhere else',
    schema: { body: AppDraft, responses: { 201: Type.Object({ app: App, secret: Type.String() }) } },
    handler: async ({ ctx, body }) => {
      const { app, secret } = await deps.oauth.registerOwnApp(ctx, body);
      return { body: { app: appToWire(app), secret } };
    },
  }),
  signedRoute(deps, {
    operation: 'getApp',
    method: 'GET',
    path: '/apps/{appId}',
    summary: 'One app',
    schema: { params: appParams, responses: { 200: App } },
    handler: async ({ ctx, params }) => ({ body: appToWire(await deps.oauth.managedApp(ctx, params.appId)) }),
  }),
  signedRoute(deps, {
    operation: 'changeApp',
    method: 'PATCH',
    path: '/apps/{appId}',
    summary: 'Changes an app; what is left out stays',
    schema: { params: appParams, body: AppPatch, responses: { 200: App } },
    handler: async ({ ctx, params, body }) => ({
      body: appToWire(await deps.oauth.changeOwnApp(ctx, { appId: params.appId, patch: body })),
    }),
  }),
  signedRoute(deps, {
    operation: 'listSecrets',
    method: 'GET',
    path: '/apps/{appId}/secrets',
    summary: 'The secrets of an app, without their text',
    schema: { params: appParams, responses: { 200: Type.Array(Secret) } },
    handler: async ({ ctx, params }) => ({ body: (await deps.oauth.listSecrets(ctx, params.appId)).map(secretToWire) }),
  }),
  signedRoute(deps, {
    operation: 'createSecret',
    method: 'POST',
    path: '/apps/{appId}/secrets',
    summary: 'Makes an active secret and shows it this once',
    schema: { params: appParams, responses: { 201: NewSecret } },
    handler: async ({ ctx, params }) => {
      const made = await deps.oauth.addSecret(ctx, params.appId, 'active');
      return { body: { ...secretToWire(made), secret: made.secret } };
    },
  }),
  signedRoute(deps, {
    operation: 'setSecretStatus',
    method: 'PATCH',
    path: '/apps/{appId}/secrets/{secretId}',
    summary: 'Activates or deactivates a secret',
    schema: { params: secretParams, body: SecretPatch, responses: { 200: Secret } },
    handler: async ({ ctx, params, body }) => ({
      body: secretToWire(await deps.oauth.setSecretStatus(ctx, { ...params, ...body })),
    }),
  }),
  signedRoute(deps, {
    operation: 'deleteSecret',
    method: 'DELETE',
    path: '/apps/{appId}/secrets/{secretId}',
    summary: 'Deletes an inactive secret',
    schema: { params: secretParams, responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      await deps.oauth.deleteSecret(ctx, params.appId, params.secretId);
      return {};
    },
  }),
];
