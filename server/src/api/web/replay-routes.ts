import type { ReplayRequest } from '../../modules/exchange-log/index.ts';
import { PrincipalNotFound } from '../../modules/oauth/index.ts';
import type { Context } from '../../platform/context.ts';
import { newId } from '../../platform/ids/index.ts';
import type { Route } from '../../platform/http/facade.ts';
import { placeOf } from '../place.ts';
import type { WebDeps } from './deps.ts';
import { exchangeParams, Replayed } from './exchange-schemas.ts';
import { signedManualRoute } from './signed-route.ts';

/** A request to this very server, and the status of its answer. */
export type CallAgain = (request: {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}) => Promise<number>;

/**
 * The demo app is nobody's, so nobody manages it; the company that it was made with may use it all the same, for its own people.
 * @throws PrincipalNotFound
 */
async function isOwnDemo(deps: WebDeps, ctx: Context, { appId, principalId }: ReplayRequest): Promise<boolean> {
  const demo = await deps.demo.find(ctx);
  if (demo?.appId !== appId || demo.companyId !== ctx.companyId) return false;
  if (principalId === undefined || principalId === ctx.companyId) return true;
  const [user] = await deps.identity.usersById(ctx, [principalId]);
  if (!user?.active) throw new PrincipalNotFound(principalId);
  return true;
}

/** Makes kept requests again, with a token of the same app and principal: in a sandbox alone, as tokens for anybody are. */
export const replayRoutes = (deps: WebDeps, callAgain: CallAgain): Route[] => [
  signedManualRoute(deps, {
    operation: 'replayExchange',
    method: 'POST',
    path: '/exchanges/{exchangeId}/replay',
    summary: 'Makes the request of an exchange again, as the same app and principal with a fresh token',
    schema: { params: exchangeParams, responses: { 200: Replayed } },
    handler: async ({ work, caller, clock, site, params }) => {
      const again = await work.write(caller, (ctx) => deps.exchangeLog.replayable(ctx, params.exchangeId));
      const { appId, principalId, scopes } = again;
      const wish = { appId, scopes, place: placeOf(site, deps.sites), ...(principalId ? { principalId } : {}) };
      const isDemo = await work.read(caller, (ctx) => isOwnDemo(deps, ctx, again));
      const token = await deps.oauth[isDemo ? 'tokensFor' : 'tokensForColleague']({ work, caller, clock }, wish);
      const correlationId = newId(clock);
      const headers = {
        ...again.headers,
        host: new URL(again.origin).host,
        authorization: `Bearer ${token.accessToken}`,
        'concur-correlationid': correlationId,
      };
      const status = await callAgain({ method: again.method, url: again.url, headers, body: again.body });
      await deps.recorder?.settled();
      const find = (ctx: Context) => deps.exchangeLog.list(ctx, { correlationId }, { limit: 1 });
      const [made] = await work.read(caller, find);
      return { body: { status, exchangeId: made?.id ?? null } };
    },
  }),
];
