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

/** Makes kept requests again, with a token of the same app and principal: in a sandbox alone, as tokens for anybody are. */
export const replayRoutes = (deps: WebDeps, callAgain: CallAgain): Route[] => [
  signedManualRoute(deps, {
    operation: 'replayExchange',
    method: 'POST',
    path: '/exchanges/{exchangeId}/replay',
    summary: 'Makes the request of an exchange again, as the same app and principal with a fresh token',
    schema: { params: exchangeParams, responses: { 200: Replayed } },
    handler: async ({ work, caller, clock, site, params }) => {
      const again = await work.read(caller, (ctx) => deps.exchangeLog.replayable(ctx, params.exchangeId));
      const { appId, principalId, scopes } = again;
      const place = placeOf(site, deps.sites);
      const token = await deps.oauth.tokensForColleague(
        { work, caller, clock },
        { appId, scopes, place, ...(principalId ? { principalId } : {}) },
      );
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
