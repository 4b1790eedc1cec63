import Type from 'typebox';
import { MATCHES, type SingleSignOn } from '../../modules/signin/index.ts';
import type { Route } from '../../platform/http/facade.ts';
import type { Site } from '../../platform/http/site.ts';
import { ssoRedirectUri } from '../pages/single-sign-on.ts';
import type { WebDeps } from './deps.ts';
import { signedManualRoute, signedRoute } from './signed-route.ts';

const matchBy = Type.Enum([...MATCHES]);
const Shown = Type.Object({
  provider: Type.Union([
    Type.Null(),
    Type.Object({
      issuer: Type.String(),
      clientId: Type.String(),
      matchBy,
      enabled: Type.Boolean(),
      /** When somebody last came in by exactly this. */
      provenAt: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    }),
  ]),
  only: Type.Boolean(),
  /** To be registered with the provider. */
  redirectUri: Type.String(),
  /** A page that leads straight to the provider. */
  startUrl: Type.String(),
});
const Setting = Type.Object(
  {
    issuer: Type.String({ maxLength: 1000 }),
    clientId: Type.String({ maxLength: 500 }),
    clientSecret: Type.Optional(Type.String({ minLength: 1, maxLength: 2000 })),
    matchBy,
    enabled: Type.Boolean(),
    only: Type.Boolean(),
  },
  { additionalProperties: false },
);

const toWire = ({ provider, only }: SingleSignOn, { origin }: Site, companyId: string) => ({
  provider: provider
    ? {
        issuer: provider.issuer,
        clientId: provider.clientId,
        matchBy: provider.matchBy,
        enabled: provider.enabled,
        provenAt: provider.provenAt?.toISOString() ?? null,
      }
    : null,
  only,
  redirectUri: ssoRedirectUri(origin),
  startUrl: `${origin}/sign-in/sso?company=${companyId}`,
});

/** How the people of a company prove who they are. */
export const singleSignOnRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'getSingleSignOn',
    method: 'GET',
    path: '/single-sign-on',
    summary: 'The company’s identity provider, without its secret',
    schema: { responses: { 200: Shown } },
    handler: async ({ ctx, site }) => ({ body: toWire(await deps.signin.singleSignOnOf(ctx), site, ctx.companyId) }),
  }),
  signedManualRoute(deps, {
    operation: 'setSingleSignOn',
    method: 'PUT',
    path: '/single-sign-on',
    summary: 'Says through which provider the company signs in; it is asked before anything is kept',
    schema: { body: Setting, responses: { 200: Shown } },
    handler: async ({ work, caller, session, site, body }) => ({
      body: toWire(await deps.signin.setSingleSignOn(work, caller, body), site, session.companyId),
    }),
  }),
  signedRoute(deps, {
    operation: 'removeSingleSignOn',
    method: 'DELETE',
    path: '/single-sign-on',
    summary: 'Removes the identity provider; people sign in with passwords and links again',
    schema: { responses: { 204: null } },
    handler: async ({ ctx }) => {
      await deps.signin.removeSingleSignOn(ctx);
      return {};
    },
  }),
];
