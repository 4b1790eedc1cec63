import type { Context } from '../../platform/context.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import type { App, Connection } from '../oauth/index.ts';
import type { AppCenterDeps } from './deps.ts';
import { AppNotConnectable, ListingNotFound, type NotConnectable } from './errors.ts';
import { selectListing, selectLogo, selectShown, type ListingCursor, type ListingSearch } from './listing-queries.ts';
import { connectAddress, isShownTo, type Listing, type Viewer } from './listing.ts';

/** A listing and how it stands with whoever looks at it. */
export interface Shown {
  readonly listing: Listing;
  /** Since when it serves the company, or, for a user's app, the viewer. */
  readonly connectedSince: Date | undefined;
}

/** One listing with all that its page says. */
export interface ShownWhole extends Shown {
  readonly app: App;
  /** Whether the viewer's roles let them connect it: anybody a user's app, administrators an enterprise app. */
  readonly mayConnect: boolean;
  readonly hindrance: NotConnectable | undefined;
}

async function viewerOf(deps: AppCenterDeps, ctx: Context): Promise<Viewer> {
  const company = await deps.company.getCompany(ctx);
  const user = ctx.actor.kind === 'user' ? await deps.identity.getUser(ctx, ctx.actor.userId) : undefined;
  const country = user?.spend?.country ?? company.countryCode;
  return { companyId: company.id, country, manages: await deps.oauth.mayManageApps(ctx) };
}

/** The App Center as the caller sees it, by name. */
export async function browse(
  deps: AppCenterDeps,
  ctx: Context,
  search: ListingSearch,
): Promise<{ shown: Shown[]; next: ListingCursor | undefined }> {
  const found = await selectShown(ctx.tx, await viewerOf(deps, ctx), { ...search, limit: search.limit + 1 });
  const listings = found.slice(0, search.limit);
  const connections = await ownAndCompanys(deps, ctx);
  const last = found.length > search.limit ? listings.at(-1) : undefined;
  return {
    shown: listings.map((listing) => ({ listing, connectedSince: sinceOf(connections, ctx, listing) })),
    next: last && { name: last.name, appId: last.appId },
  };
}

/** One listing. @throws ListingNotFound */
export async function show(deps: AppCenterDeps, ctx: Context, appId: string): Promise<ShownWhole> {
  const { listing, viewer } = await shownListing(deps, ctx, appId);
  const app = await deps.oauth.getApp(ctx, listing.appId);
  const blocked = await deps.oauth.isBlocked(ctx, app.id);
  return {
    listing,
    app,
    connectedSince: sinceOf(await ownAndCompanys(deps, ctx), ctx, listing),
    mayConnect: listing.installation === 'user' || viewer.manages,
    hindrance: hindranceOf(app, blocked),
  };
}

/** @throws ListingNotFound */
export async function logoOf(deps: AppCenterDeps, ctx: Context, appId: string): Promise<{ type: string; bytes: Buffer }> {
  const { listing } = await shownListing(deps, ctx, appId);
  const logo = await selectLogo(ctx.tx, listing.appId);
  if (!logo) throw new ListingNotFound(appId);
  return { type: logo.type, bytes: Buffer.from(logo.data, 'base64') };
}

/**
 * Begins to connect an app: a request token for the company, or for the user where it is a user's app, and the address that the browser is sent
 * to. The app is connected once it has redeemed the token. @throws ListingNotFound RoleMissing AppNotConnectable
 */
export async function beginConnection(deps: AppCenterDeps, ctx: Context, appId: string): Promise<string> {
  const { listing, app, hindrance } = await show(deps, ctx, appId);
  const isCompanys = listing.installation === 'enterprise';
  if (isCompanys) await deps.oauth.assertManagesApps(ctx);
  if (hindrance !== undefined || app.connectUri === undefined) throw new AppNotConnectable(hindrance ?? 'no-connect-uri');
  const userId = userOf(ctx);
  const id = isCompanys ? ctx.companyId : userId;
  const { token } = await deps.oauth.createRequestToken(ctx, {
    principalKind: isCompanys ? 'company' : 'user',
    principalId: id,
    appId: app.id,
  });
  const details = { installation: listing.installation, scopes: app.scopes };
  ctx.record({ subjectKind: 'app', subjectId: app.id, action: 'connection-agreed', details });
  return connectAddress(app.connectUri, { id, requestToken: token, userId: isCompanys ? userId : undefined });
}

/** Ends the connection of the company, or for a user's app of the caller. @throws ListingNotFound RoleMissing */
export async function endConnection(deps: AppCenterDeps, ctx: Context, appId: string): Promise<void> {
  const { listing } = await shownListing(deps, ctx, appId);
  const isCompanys = listing.installation === 'enterprise';
  if (isCompanys) await deps.oauth.assertManagesApps(ctx);
  await deps.oauth.disconnect(ctx, { appId: listing.appId, principalId: isCompanys ? ctx.companyId : userOf(ctx) });
}

async function shownListing(deps: AppCenterDeps, ctx: Context, appId: string): Promise<{ listing: Listing; viewer: Viewer }> {
  const id = parseUuid(appId);
  const listing = id && (await selectListing(ctx.tx, id));
  const viewer = await viewerOf(deps, ctx);
  if (!listing || !isShownTo(listing, viewer)) throw new ListingNotFound(appId);
  return { listing, viewer };
}

function hindranceOf(app: App, blocked: boolean): NotConnectable | undefined {
  if (!app.enabled) return 'app-disabled';
  if (blocked) return 'blocked';
  return app.connectUri === undefined ? 'no-connect-uri' : undefined;
}

const ownAndCompanys = async (deps: AppCenterDeps, ctx: Context): Promise<Connection[]> => [
  ...(await deps.oauth.listConnections(ctx, ctx.companyId)),
  ...(await deps.oauth.listConnections(ctx, userOf(ctx))),
];

const sinceOf = (connections: readonly Connection[], ctx: Context, { appId, installation }: Listing): Date | undefined => {
  const principal = installation === 'enterprise' ? ctx.companyId : userOf(ctx);
  return connections.find((one) => one.appId === appId && one.principalId === principal)?.createdAt;
};

function userOf({ actor }: Context): string {
  if (actor.kind !== 'user') throw new Error('The App Center is for people');
  return actor.userId;
}
