import {
  CHECKLIST,
  STEPS,
  stepsFrom,
  type Listing,
  type ListingInput as Input,
  type Managed,
} from '../../modules/app-center/index.ts';
import type { Route } from '../../platform/http/facade.ts';
import { appParams, ListingInput, Logo, ManagedListing, Move } from './app-center-schemas.ts';
import type { WebDeps } from './deps.ts';
import { signedRoute } from './signed-route.ts';

export const logoPath = ({ appId, hasLogo, updatedAt }: Pick<Listing, 'appId' | 'hasLogo' | 'updatedAt'>): string | null =>
  hasLogo ? `/web/app-center/${appId}/logo?v=${updatedAt.getTime().toString(36)}` : null;

const requirements = CHECKLIST.map(({ id, section, optional }) => ({ id, section, optional }));

/** The owner's view of a listing. */
function managedToWire(deps: WebDeps, { app, listing }: Managed) {
  const { ownersReview } = deps.appCenter;
  return { requirements, ownersReview, listing: listing ? listingToWire(listing, app.connectUri, ownersReview) : null };
}

const listingToWire = (listing: Listing, connectUri: string | undefined, ownersReview: boolean) => ({
  state: listing.state,
  installation: listing.installation,
  name: listing.name,
  partner: listing.partner,
  summary: listing.summary,
  description: listing.description,
  categories: [...listing.categories],
  supportUrl: listing.supportUrl,
  privacyUrl: listing.privacyUrl,
  termsUrl: listing.termsUrl,
  websiteUrl: listing.websiteUrl,
  connectUri: connectUri ?? '',
  countries: [...listing.countries],
  companies: [...listing.companies],
  checklist: Object.entries(listing.checklist).map(([id, answer]) => ({ id, ...answer })),
  remark: listing.remark ?? null,
  logo: logoPath(listing),
  publishedAt: listing.publishedAt?.toISOString() ?? null,
  updatedAt: listing.updatedAt.toISOString(),
  steps: stepsFrom(listing.state).filter((step) => ownersReview || STEPS[step].by === 'owner'),
});

const inputOf = ({
  checklist,
  ...rest
}: Omit<Input, 'checklist'> & { checklist: { id: string; answer: 'met' | 'not-applicable'; note: string }[] }): Input => ({
  ...rest,
  checklist: Object.fromEntries(checklist.map(({ id, answer, note }) => [id, { answer, note }])),
});

/** How the own apps show themselves in the App Center. */
export const listingRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'getListing',
    method: 'GET',
    path: '/apps/{appId}/listing',
    summary: 'The listing of an own app, and what it is certified by',
    schema: { params: appParams, responses: { 200: ManagedListing } },
    handler: async ({ ctx, params }) => ({ body: managedToWire(deps, await deps.appCenter.managedListing(ctx, params.appId)) }),
  }),
  signedRoute(deps, {
    operation: 'saveListing',
    method: 'PUT',
    path: '/apps/{appId}/listing',
    summary: 'Writes the listing of an own app, whole',
    schema: { params: appParams, body: ListingInput, responses: { 200: ManagedListing } },
    handler: async ({ ctx, params, body }) => ({
      body: managedToWire(deps, await deps.appCenter.saveListing(ctx, params.appId, inputOf(body))),
    }),
  }),
  signedRoute(deps, {
    operation: 'moveListing',
    method: 'POST',
    path: '/apps/{appId}/listing/steps',
    summary: 'Submits, certifies, publishes or takes back a listing',
    schema: { params: appParams, body: Move, responses: { 200: ManagedListing } },
    handler: async ({ ctx, params, body }) => ({
      body: managedToWire(deps, await deps.appCenter.moveListing(ctx, { appId: params.appId, ...body })),
    }),
  }),
  signedRoute(deps, {
    operation: 'setLogo',
    method: 'PUT',
    path: '/apps/{appId}/listing/logo',
    summary: 'Gives a listing its logo: a PNG, JPEG or WebP picture in base64',
    bodyLimit: 256 * 1024,
    schema: { params: appParams, body: Logo, responses: { 200: ManagedListing } },
    handler: async ({ ctx, params, body }) => ({
      body: managedToWire(deps, await deps.appCenter.setLogo(ctx, params.appId, body.data)),
    }),
  }),
  signedRoute(deps, {
    operation: 'removeLogo',
    method: 'DELETE',
    path: '/apps/{appId}/listing/logo',
    summary: 'Takes the logo of a listing away',
    schema: { params: appParams, responses: { 200: ManagedListing } },
    handler: async ({ ctx, params }) => ({
      body: managedToWire(deps, await deps.appCenter.setLogo(ctx, params.appId, undefined)),
    }),
  }),
];
