import Type, { type Static } from 'typebox';
import type { ExchangeFilter } from '../../modules/exchange-log/index.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { InvalidInput } from '../../platform/http/refusals.ts';
import type { Route } from '../../platform/http/facade.ts';
import type { WebDeps } from './deps.ts';
import { appNames, exchangeToWire, findApp, lineToWire, namesOf, whyNotReplayable } from './exchange-to-wire.ts';
import { Exchange, ExchangePage, exchangeParams, exchangeQuery, LoggedApp } from './exchange-schemas.ts';
import { signedManualRoute, signedRoute } from './signed-route.ts';

const ON_A_PAGE = 100;

/** What the programs of the own company asked and were answered. */
export const exchangeRoutes = (deps: WebDeps): Route[] => [
  signedManualRoute(deps, {
    operation: 'listExchanges',
    method: 'GET',
    path: '/exchanges',
    summary: 'Exchanges of the company’s apps, newest first',
    schema: { query: exchangeQuery, responses: { 200: ExchangePage } },
    handler: async ({ work, caller, query }) => {
      const { filter, page } = fromQuery(query);
      await deps.recorder?.settled();
      return work.read(caller, async (ctx) => {
        const lines = await deps.exchangeLog.list(ctx, filter, page);
        const names = await namesOf(deps, ctx, lines);
        const next = lines.length === page.limit ? (lines.at(-1)?.id ?? null) : null;
        const exchanges = lines.map((line) => lineToWire(line, names));
        return { body: { exchanges, next, kept: deps.recorder !== undefined, dropped: deps.recorder?.dropped() ?? 0 } };
      });
    },
  }),
  signedRoute(deps, {
    operation: 'listLoggedApps',
    method: 'GET',
    path: '/exchange-apps',
    summary: 'Apps that have exchanges, and those of the company, by name',
    schema: { responses: { 200: Type.Array(LoggedApp) } },
    handler: async ({ ctx }) => {
      const demo = deps.sandbox ? await deps.demo.find(ctx) : undefined;
      const ownDemo = demo?.companyId === ctx.companyId ? [demo.appId] : [];
      const logged = await appNames(deps, ctx, [...(await deps.exchangeLog.apps(ctx)), ...ownDemo]);
      const own = (await deps.oauth.listOwnApps(ctx)).map(({ id, name }) => [id, name] as const);
      const apps = [...new Map([...logged, ...own])].map(([id, name]) => ({ id, name }));
      return { body: apps.sort((a, b) => a.name.localeCompare(b.name)) };
    },
  }),
  signedRoute(deps, {
    operation: 'getExchange',
    method: 'GET',
    path: '/exchanges/{exchangeId}',
    summary: 'One exchange with its headers and bodies, secrets taken out',
    schema: { params: exchangeParams, responses: { 200: Exchange } },
    handler: async ({ ctx, params }) => {
      const exchange = await deps.exchangeLog.read(ctx, params.exchangeId);
      const app = await findApp(deps, ctx, exchange.appId);
      return {
        body: exchangeToWire(exchange, {
          names: await namesOf(deps, ctx, [exchange]),
          appScopes: app?.scopes ?? [],
          notReplayable: whyNotReplayable(() => deps.exchangeLog.replayOf(exchange), deps.sandbox),
        }),
      };
    },
  }),
  signedManualRoute(deps, {
    operation: 'clearExchanges',
    method: 'DELETE',
    path: '/exchanges',
    summary: 'Empties the log of the company',
    schema: { responses: { 204: null } },
    handler: async ({ work, caller }) => {
      // What still waits to be written would stand in the emptied log a moment later.
      await deps.recorder?.settled();
      await work.write(caller, (ctx) => deps.exchangeLog.clear(ctx));
      return {};
    },
  }),
];

function statusOf(status: string | undefined): Pick<ExchangeFilter, 'status' | 'statusClass'> {
  if (status === undefined) return {};
  if (status === 'dropped') return { status: 0 };
  return status.endsWith('xx') ? { statusClass: Number(status[0]) } : { status: Number(status) };
}

function idIn(name: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const id = parseUuid(value);
  if (id === undefined) throw new InvalidInput('query', [{ path: name, rule: 'format', message: 'is no id' }]);
  return id;
}

function fromQuery(query: Static<typeof exchangeQuery>) {
  const { method, correlationId, from, to } = query;
  const [appId, principalId] = [idIn('appId', query.appId), idIn('principalId', query.principalId)];
  const words = (query.search ?? '').split(/\s+/).filter((word) => word !== '');
  const filter: ExchangeFilter = {
    ...statusOf(query.status),
    ...(appId ? { appId } : {}),
    ...(principalId ? { principalId } : {}),
    ...(method ? { method } : {}),
    ...(correlationId ? { correlationId } : {}),
    ...(words.length > 0 ? { words: words.slice(0, 10) } : {}),
    ...(from ? { from: new Date(from) } : {}),
    ...(to ? { to: new Date(to) } : {}),
  };
  return { filter, page: { after: idIn('after', query.after), limit: query.limit ?? ON_A_PAGE } };
}
