import { parseUuid } from '../../platform/ids/index.ts';
import type { Context } from '../../platform/context.ts';
import type { User } from '../identity/index.ts';
import type { ConnectionRequestDeps, Counter } from './deps.ts';
import { ConnectionRequestNotFound } from './errors.ts';
import { markHandedOut, selectQueue, selectSeenRequest } from './request-queries.ts';
import { sightOf } from './request-policy.ts';
import { situationOf, type ConnectionRequest, type Situation } from './request.ts';

/** A request as its supplier gets it. */
export interface HandedOut {
  readonly request: ConnectionRequest;
  /** As it stood before it was handed over. */
  readonly situation: Situation;
  readonly user: User;
  /** Fresh with each time, good for 24 hours with the user's id; none once the request is settled. */
  readonly requestToken: string | undefined;
}

export interface QueuePage {
  readonly items: readonly HandedOut[];
  readonly more: boolean;
}

/**
 * A stretch of the caller's queue, without taking it out: what is available now, or what is in a situation.
 * Doc: api-reference/common/connection-requests/connection-requests-resource, Retrieve Connection Requests.
 */
export async function handOutRequests(
  deps: ConnectionRequestDeps,
  counter: Counter,
  page: { situation?: Situation; offset: number; limit: number },
): Promise<QueuePage> {
  const found = await counter.work.read(counter.caller, async (ctx) => {
    const sight = await sightOf(deps.identity, ctx);
    const { situation, offset, limit } = page;
    return selectQueue(ctx.tx, sight, { situation, now: ctx.clock.now(), offset, limit: limit + 1 });
  });
  return { items: await handOut(deps, counter, found.slice(0, page.limit)), more: found.length > page.limit };
}

/** One request to the caller's app; with `open` only while it is not settled. @throws ConnectionRequestNotFound */
export async function handOutRequest(
  deps: ConnectionRequestDeps,
  counter: Counter,
  wish: { requestId: string; open: boolean },
): Promise<HandedOut> {
  const request = await findSeen(deps, counter, wish.requestId);
  const [item] = wish.open && request.state !== 'pending' ? [] : await handOut(deps, counter, [request]);
  if (!item) throw new ConnectionRequestNotFound(wish.requestId);
  return item;
}

/** @throws ConnectionRequestNotFound, for those to other suppliers too */
export async function findSeen(
  deps: ConnectionRequestDeps,
  { work, caller }: Counter,
  requestId: string,
): Promise<ConnectionRequest> {
  const id = parseUuid(requestId);
  const request = await work.read(caller, async (ctx) => {
    const sight = await sightOf(deps.identity, ctx);
    return id && selectSeenRequest(ctx.tx, sight, id);
  });
  if (!request) throw new ConnectionRequestNotFound(requestId);
  return request;
}

/** In the order given, those of one company in one transaction. */
async function handOut(
  deps: ConnectionRequestDeps,
  { work, caller }: Counter,
  requests: readonly ConnectionRequest[],
): Promise<HandedOut[]> {
  const handed = new Map<string, HandedOut>();
  for (const [companyId, own] of Map.groupBy(requests, (request) => request.companyId)) {
    const items = await work.write({ ...caller, companyId }, (ctx) => handOutIn(deps, ctx, own));
    for (const item of items) handed.set(item.request.id, item);
  }
  return requests.flatMap(({ id }) => handed.get(id) ?? []);
}

async function handOutIn(
  deps: ConnectionRequestDeps,
  ctx: Context,
  requests: readonly ConnectionRequest[],
): Promise<HandedOut[]> {
  const now = ctx.clock.now();
  const items: HandedOut[] = [];
  for (const request of requests) {
    const user = await deps.identity.findUser(ctx, request.userId);
    if (user)
      items.push({ request, situation: situationOf(request, now), user, requestToken: await tokenFor(deps, ctx, request) });
  }
  await markHandedOut(
    ctx.tx,
    ctx.companyId,
    requests.map(({ id }) => id),
    now,
  );
  return items;
}

async function tokenFor(deps: ConnectionRequestDeps, ctx: Context, request: ConnectionRequest): Promise<string | undefined> {
  if (request.state !== 'pending') return undefined;
  const wish = { principalKind: 'user', principalId: request.userId, appId: request.supplierId } as const;
  return (await deps.oauth.createRequestToken(ctx, wish)).token;
}
