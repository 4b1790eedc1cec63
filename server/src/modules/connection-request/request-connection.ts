import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import type { User } from '../identity/index.ts';
import { serves, type App } from '../oauth/index.ts';
import type { ConnectionRequestDeps, Counter } from './deps.ts';
import { CertificationOver, ConnectionRequestOpen, RequesterUnknown, SupplierNotFound } from './errors.ts';
import { insertRequest } from './request-queries.ts';
import { sightOf } from './request-policy.ts';
import type { ConnectionRequest } from './request.ts';
import { selectSupplier } from './supplier-queries.ts';

export interface ConnectionWish {
  readonly userId: string;
  /** The supplier's app. */
  readonly supplierId: string;
  /** As the user knows it; otherwise the one of the supplier's program in the travel profile. */
  readonly loyaltyNumber?: string;
}

const SCOPE = 'CONREQ';

/**
 * A user asks to be connected with a supplier.
 * @throws UserNotFound; SupplierNotFound for an app that takes no requests or none of this company; ConnectionRequestOpen
 */
export async function requestConnection(
  deps: ConnectionRequestDeps,
  ctx: Context,
  wish: ConnectionWish,
): Promise<ConnectionRequest> {
  const user = await deps.identity.getUser(ctx, wish.userId);
  const app = await deps.oauth.getApp(ctx, wish.supplierId);
  if (!takesRequestsOf(app, ctx.companyId)) throw new SupplierNotFound(wish.supplierId);
  const now = ctx.clock.now();
  const request: ConnectionRequest = {
    companyId: ctx.companyId,
    id: newId(ctx.clock),
    userId: user.id,
    supplierId: app.id,
    loyaltyNumber: wish.loyaltyNumber?.trim() || (await numberInProfile(ctx, user, app.id)),
    state: 'pending',
    availableAt: now,
    handedOutAt: undefined,
    outcome: undefined,
    userErrors: 0,
    retries: 0,
    createdAt: now,
    updatedAt: now,
  };
  if (!(await insertRequest(ctx.tx, request))) throw new ConnectionRequestOpen();
  const details = { userId: user.id, appId: app.id };
  ctx.record({ subjectKind: 'connection-request', subjectId: request.id, action: 'created', details });
  return request;
}

const takesRequestsOf = (app: App, companyId: string): boolean =>
  app.enabled && app.scopes.includes(SCOPE) && serves(app, companyId);

async function numberInProfile(ctx: Context, user: User, supplierId: string): Promise<string | undefined> {
  const programs = Object.values(user.travel?.programs ?? {}).flat();
  const chain = programs.length > 0 ? (await selectSupplier(ctx.tx, supplierId))?.entry.chainCode : undefined;
  return chain === undefined ? undefined : programs.find(({ vendorCode }) => vendorCode === chain)?.account;
}

/**
 * A supplier in certification makes a request in the name of somebody. Whoever answers requests gets tokens of the person, so it is open for
 * people of test companies and of the app's own company alone. @throws CertificationOver, RequesterUnknown, and what requestConnection throws
 */
export async function requestOnBehalf(
  deps: ConnectionRequestDeps,
  { work, caller }: Counter,
  login: string,
): Promise<ConnectionRequest> {
  const found = await work.read(caller, async (ctx) => {
    const sight = await sightOf(deps.identity, ctx);
    const app = await deps.oauth.getApp(ctx, sight.supplierId);
    if (app.stage === 'production') throw new CertificationOver();
    return { sight, app, home: await deps.directory.locateLogin(ctx.tx, login) };
  });
  const { sight, app, home } = found;
  if (home?.kind !== 'user') throw new RequesterUnknown(login);
  return work.write({ ...caller, companyId: home.companyId }, async (ctx) => {
    const own = [sight.companyId, app.ownerCompanyId].includes(home.companyId);
    const isPartner = sight.companyId === undefined && app.ownerCompanyId === undefined;
    const open = own || (isPartner && (await deps.company.findCompany(ctx))?.test === true);
    const user = open ? await deps.identity.findUser(ctx, home.principalId) : undefined;
    if (user?.active !== true) throw new RequesterUnknown(login);
    return requestConnection(deps, ctx, { userId: user.id, supplierId: app.id });
  });
}
