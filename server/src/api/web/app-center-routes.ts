import Type from 'typebox';
import type { Shown, ShownWhole } from '../../modules/app-center/index.ts';
import { describeScope } from '../../modules/oauth/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Answer, Route } from '../../platform/http/facade.ts';
import { InvalidInput } from '../../platform/http/refusals.ts';
import { languageFor } from '../../platform/language/language.ts';
import { appParams, Listings, ListingSearch, Redirect, ShownListing } from './app-center-schemas.ts';
import type { WebDeps } from './deps.ts';
import { logoPath } from './listing-routes.ts';
import { signedRoute } from './signed-route.ts';

const ON_A_PAGE = 48;

const shownToWire = ({ listing, connectedSince }: Shown) => ({
  appId: listing.appId,
  name: listing.name,
  partner: listing.partner,
  summary: listing.summary,
  categories: [...listing.categories],
  installation: listing.installation,
  state: listing.state,
  logo: logoPath(listing),
  connectedSince: connectedSince?.toISOString() ?? null,
});

const wholeToWire = (shown: ShownWhole, { companyId, language }: Pick<Context, 'companyId' | 'language'>) => ({
  ...shownToWire(shown),
  description: shown.listing.description,
  supportUrl: shown.listing.supportUrl,
  privacyUrl: shown.listing.privacyUrl,
  termsUrl: shown.listing.termsUrl,
  websiteUrl: shown.listing.websiteUrl,
  scopes: shown.app.scopes.map((name) => ({ name, description: describeScope(name, languageFor(language)) })),
  mayConnect: shown.mayConnect,
  hindrance: shown.hindrance ?? null,
  own: shown.listing.ownerCompanyId === companyId,
});

/** Where a page ends: the name and the id of its last app. */
const cursor = {
  write: ({ name, appId }: { name: string; appId: string }): string =>
    Buffer.from(JSON.stringify([name, appId])).toString('base64url'),
  /** @throws InvalidInput */
  read: (text: string): { name: string; appId: string } => {
    try {
      const [name, appId] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
      if (typeof name === 'string' && typeof appId === 'string' && /^[0-9a-f-]{36}$/.test(appId)) return { name, appId };
    } catch {
      // Told below, as any other text that is none of ours.
    }
    throw new InvalidInput('query', [{ path: 'after', rule: 'format', message: 'is no place in this list' }]);
  },
};

/** The App Center as people see it. */
export const appCenterRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'browseAppCenter',
    method: 'GET',
    path: '/app-center',
    summary: 'The apps that are shown to the caller, by name',
    schema: { query: ListingSearch, responses: { 200: Listings } },
    handler: async ({ ctx, query }) => {
      const { shown, next } = await deps.appCenter.browse(ctx, {
        words: (query.search ?? '').trim(),
        category: query.category,
        after: query.after === undefined ? undefined : cursor.read(query.after),
        limit: ON_A_PAGE,
      });
      return { body: { listings: shown.map(shownToWire), next: next ? cursor.write(next) : null } };
    },
  }),
  signedRoute(deps, {
    operation: 'showListing',
    method: 'GET',
    path: '/app-center/{appId}',
    summary: 'One app of the App Center, and how it stands with the caller',
    schema: { params: appParams, responses: { 200: ShownListing } },
    handler: async ({ ctx, params }) => ({ body: wholeToWire(await deps.appCenter.show(ctx, params.appId), ctx) }),
  }),
  signedRoute(deps, {
    operation: 'showLogo',
    method: 'GET',
    path: '/app-center/{appId}/logo',
    summary: 'The logo of an app',
    schema: { params: appParams, responses: { 200: Type.Unsafe<Uint8Array>({}) } },
    handler: async ({ ctx, params }) => logoAnswer(await deps.appCenter.logoOf(ctx, params.appId)),
  }),
  signedRoute(deps, {
    operation: 'beginConnection',
    method: 'POST',
    path: '/app-center/{appId}/connection',
    summary: 'Agrees to connect an app; the answer says where the browser goes on',
    schema: { params: appParams, responses: { 200: Redirect } },
    handler: async ({ ctx, params }) => ({ body: { redirectTo: await deps.appCenter.beginConnection(ctx, params.appId) } }),
  }),
  signedRoute(deps, {
    operation: 'endConnection',
    method: 'DELETE',
    path: '/app-center/{appId}/connection',
    summary: 'Disconnects an app from the company, or a user’s app from the caller',
    schema: { params: appParams, responses: { 204: null } },
    handler: async ({ ctx, params }) => {
      await deps.appCenter.endConnection(ctx, params.appId);
      return {};
    },
  }),
];

/** Its address names its version, so that a browser may keep it. */
const logoAnswer = ({ type, bytes }: { type: string; bytes: Buffer }): Answer => ({
  body: bytes,
  headers: { 'content-type': type, 'cache-control': 'private, max-age=86400', 'x-content-type-options': 'nosniff' },
});
