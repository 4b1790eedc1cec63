import type { Context } from '../../platform/context.ts';
import { beginConnection, browse, endConnection, logoOf, show } from './connect-app.ts';
import type { AppCenterDeps } from './deps.ts';
import { selectAllListings, type ListingSearch } from './listing-queries.ts';
import type { ListingInput } from './listing-rules.ts';
import { managedListing, moveListing, saveListing, setLogo } from './manage-listing.ts';
import type { ListingState } from './tables.ts';

export { CHECKLIST, type Answers, type Requirement } from './checklist.ts';
export type { Shown, ShownWhole } from './connect-app.ts';
export * from './errors.ts';
export { CATEGORIES, STEPS, stepsFrom, type Listing, type StepName } from './listing.ts';
export type { ListingCursor } from './listing-queries.ts';
export { LONGEST, type ListingInput } from './listing-rules.ts';
export type { Managed } from './manage-listing.ts';
export type { ListingState } from './tables.ts';

/** The App Center: how apps show themselves, how they are certified, and how companies and people connect them. */
export function createAppCenter(deps: AppCenterDeps) {
  return {
    /** Whether owners certify and publish by themselves. */
    ownersReview: deps.ownersReview,
    managedListing: (ctx: Context, appId: string) => managedListing(deps, ctx, appId),
    saveListing: (ctx: Context, appId: string, input: ListingInput) => saveListing(deps, ctx, appId, input),
    moveListing: (ctx: Context, move: Parameters<typeof moveListing>[2]) => moveListing(deps, ctx, move),
    setLogo: (ctx: Context, appId: string, base64: string | undefined) => setLogo(deps, ctx, appId, base64),
    /** All of the installation, for its operator. */
    allListings: (ctx: Context, state?: ListingState) => selectAllListings(ctx.tx, state),

    browse: (ctx: Context, search: ListingSearch) => browse(deps, ctx, search),
    show: (ctx: Context, appId: string) => show(deps, ctx, appId),
    logoOf: (ctx: Context, appId: string) => logoOf(deps, ctx, appId),
    beginConnection: (ctx: Context, appId: string) => beginConnection(deps, ctx, appId),
    endConnection: (ctx: Context, appId: string) => endConnection(deps, ctx, appId),
  };
}

export type AppCenter = ReturnType<typeof createAppCenter>;
