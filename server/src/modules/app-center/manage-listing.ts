import type { Context } from '../../platform/context.ts';
import { issueAt } from '../../platform/field-issues.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import type { App } from '../oauth/index.ts';
import type { AppCenterDeps } from './deps.ts';
import { ListingInvalid, ListingNotFound, ListingNotMovable, ReviewDenied } from './errors.ts';
import { certifiedIssues, draftIssues, submissionIssues, type ListingInput } from './listing-rules.ts';
import { insertListing, lockListing, selectListing, updateContent, updateLogo, updateState } from './listing-queries.ts';
import { STEPS, type Listing, type StepName } from './listing.ts';
import { readLogo } from './logo.ts';

/** An app of the own company and how it is listed, if it is. */
export interface Managed {
  readonly app: App;
  readonly listing: Listing | undefined;
}

/** The same once it is listed. */
export interface Listed extends Managed {
  readonly listing: Listing;
}

/** @throws RoleMissing AppNotFound */
export async function managedListing(deps: AppCenterDeps, ctx: Context, appId: string): Promise<Managed> {
  const app = await deps.oauth.managedApp(ctx, appId);
  return { app, listing: await selectListing(ctx.tx, app.id) };
}

/** Writes a listing, the first time or again. @throws RoleMissing AppNotFound ListingInvalid ListingNotMovable */
export async function saveListing(deps: AppCenterDeps, ctx: Context, appId: string, given: ListingInput): Promise<Listed> {
  const app = await deps.oauth.managedApp(ctx, appId);
  const input = trimmed(given);
  refuse(draftIssues(input));
  const before = await lockListing(ctx.tx, app.id);
  if (before?.state === 'submitted') throw new ListingNotMovable('saving', before.state);
  if (before && before.state !== 'draft') refuse(certifiedIssues(before, app.connectUri, input));
  const now = ctx.clock.now();
  const made = before
    ? undefined
    : await insertListing(ctx.tx, { appId: app.id, ownerCompanyId: ctx.companyId, now, draft: input });
  const listing = made ?? (await updateContent(ctx.tx, app.id, input, now));
  const changed = await deps.oauth.setConnectUri(ctx, app.id, input.connectUri === '' ? undefined : input.connectUri);
  if (listing.state === 'published') await openTo(deps, ctx, listing);
  ctx.record({ subjectKind: 'app-listing', subjectId: app.id, action: made ? 'created' : 'updated' });
  return { app: changed, listing };
}

/**
 * Takes a listing a step along its life. In a sandbox its owner reviews it, elsewhere the operator alone.
 * @throws RoleMissing ListingNotFound ListingNotMovable ReviewDenied ListingInvalid with all that keeps it from being submitted
 */
export async function moveListing(
  deps: AppCenterDeps,
  ctx: Context,
  { appId, step, remark }: { appId: string; step: StepName; remark?: string },
): Promise<Listed> {
  const app = await movedApp(deps, ctx, appId, step);
  const before = await lockListing(ctx.tx, app.id);
  if (!before) throw new ListingNotFound(appId);
  const { from, to } = STEPS[step];
  if (!(from as readonly string[]).includes(before.state)) throw new ListingNotMovable(step, before.state);
  if (step === 'submit') refuse(submissionIssues(before, app));
  const said = step === 'return' ? (remark ?? '').trim() : undefined;
  if (said === '') refuse([issueAt('remark', 'required', 'must say what is wanting')]);
  const listing = await updateState(ctx.tx, app.id, { state: to, remark: said, now: ctx.clock.now() });
  if (to === 'published') await openTo(deps, ctx, listing);
  const companyId = listing.ownerCompanyId;
  ctx.record({ subjectKind: 'app-listing', subjectId: app.id, action: DONE[step], companyId });
  return { app, listing };
}

const DONE: Readonly<Record<StepName, string>> = {
  submit: 'submitted',
  reopen: 'reopened',
  return: 'returned',
  certify: 'certified',
  publish: 'published',
  unpublish: 'unpublished',
};

/** @throws RoleMissing ListingNotFound LogoInvalid as ListingInvalid */
export async function setLogo(deps: AppCenterDeps, ctx: Context, appId: string, base64: string | undefined): Promise<Managed> {
  const { app, listing } = await managedListing(deps, ctx, appId);
  if (!listing) throw new ListingNotFound(appId);
  const logo = base64 === undefined ? undefined : readLogo(base64);
  if (logo === 'invalid') refuse([issueAt('logo', 'not-a-picture', 'must be a PNG, JPEG or WebP picture of at most 100 KB')]);
  else await updateLogo(ctx.tx, app.id, logo, ctx.clock.now());
  ctx.record({ subjectKind: 'app-listing', subjectId: app.id, action: logo ? 'logo-set' : 'logo-removed' });
  return managedListing(deps, ctx, appId);
}

async function movedApp(deps: AppCenterDeps, ctx: Context, appId: string, step: StepName): Promise<App> {
  if (ctx.actor.kind === 'system') {
    const id = parseUuid(appId);
    if (!id) throw new ListingNotFound(appId);
    return deps.oauth.getApp(ctx, id);
  }
  const app = await deps.oauth.managedApp(ctx, appId);
  if (STEPS[step].by === 'reviewer' && !deps.ownersReview) throw new ReviewDenied();
  return app;
}

/** From now on the app serves whom it is shown to. Who is connected stays so when it is shown no more: docs/decisions/0125. */
const openTo = (deps: AppCenterDeps, ctx: Context, { appId, companies }: Listing): Promise<void> =>
  deps.oauth.setAudience(ctx, appId, { kind: companies.length === 0 ? 'everyone' : 'companies', companies });

function refuse(issues: ConstructorParameters<typeof ListingInvalid>[0]): void {
  if (issues.length > 0) throw new ListingInvalid(issues);
}

function trimmed(input: ListingInput): ListingInput {
  const { name, partner, summary, supportUrl, privacyUrl, termsUrl, websiteUrl, connectUri } = input;
  const texts = { name, partner, summary, supportUrl, privacyUrl, termsUrl, websiteUrl, connectUri };
  const cut = Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, text.trim()])) as typeof texts;
  return { ...input, ...cut, companies: input.companies.map((id) => id.trim().toLowerCase()) };
}
