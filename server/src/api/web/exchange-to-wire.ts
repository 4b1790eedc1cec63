import type { Static } from 'typebox';
import { NotReplayable, type ExchangeLine, type KeptExchange, type KeptSide } from '../../modules/exchange-log/index.ts';
import { AppNotFound, type App } from '../../modules/oauth/index.ts';
import type { Context } from '../../platform/context.ts';
import type { WebDeps } from './deps.ts';
import type { Exchange as WireExchange } from './exchange-schemas.ts';

type Deps = Pick<WebDeps, 'company' | 'identity' | 'oauth'>;

/** How apps and principals are called. */
export interface Names {
  readonly apps: ReadonlyMap<string, string>;
  readonly principals: ReadonlyMap<string, string>;
}

/** An app of the log; it may be gone, with its exchanges still there. */
export async function findApp({ oauth }: Pick<Deps, 'oauth'>, ctx: Context, id: string): Promise<App | undefined> {
  try {
    return await oauth.getApp(ctx, id);
  } catch (error) {
    if (error instanceof AppNotFound) return undefined;
    throw error;
  }
}

export async function appNames(deps: Pick<Deps, 'oauth'>, ctx: Context, ids: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  for (const id of new Set(ids)) {
    const app = await findApp(deps, ctx, id);
    if (app) names.set(id, app.name);
  }
  return names;
}

/** Of people only those of the own company have a name here. */
export async function namesOf(deps: Deps, ctx: Context, lines: readonly ExchangeLine[]): Promise<Names> {
  const apps = await appNames(
    deps,
    ctx,
    lines.map(({ appId }) => appId),
  );
  const people = lines.flatMap(({ principal }) => (principal.kind === 'user' && principal.id ? [principal.id] : []));
  const users = await deps.identity.usersById(ctx, [...new Set(people)]);
  const company = await deps.company.getCompany(ctx);
  return {
    apps,
    principals: new Map([...apps, ...users.map((one) => [one.id, one.displayName] as const), [company.id, company.name]]),
  };
}

export function lineToWire(line: ExchangeLine, names: Names) {
  const { id, appId, receivedAt, milliseconds, method, path, query, operation, status, correlationId, principal, proven } = line;
  return {
    id,
    appId,
    appName: names.apps.get(appId) ?? '',
    receivedAt: receivedAt.toISOString(),
    milliseconds,
    method,
    path,
    query,
    operation: operation ?? null,
    status,
    correlationId,
    principal: { kind: principal.kind, id: principal.id ?? null, name: names.principals.get(principal.id ?? '') ?? null },
    proven,
    refusalCode: line.refusalCode ?? null,
    faultId: line.faultId ?? null,
  };
}

const sideToWire = ({ headers, body }: KeptSide) => ({ headers: headers.map(([name, value]) => ({ name, value })), body });

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);

function issuesOf(value: unknown): { path: string; message: string }[] {
  if (!Array.isArray(value)) return [];
  return value.map((one: { path?: unknown; message?: unknown }) => ({
    path: textOf(one.path) ?? '',
    message: textOf(one.message) ?? '',
  }));
}

/** What is told beside what was kept. */
interface Beside extends Pick<Static<typeof WireExchange>, 'notReplayable'> {
  readonly names: Names;
  /** That the app has now. */
  readonly appScopes: readonly string[];
}

export function exchangeToWire(exchange: KeptExchange, { names, appScopes, notReplayable }: Beside): Static<typeof WireExchange> {
  const { origin, address, scopes, request, response, refusal } = exchange.content;
  return {
    ...lineToWire(exchange, names),
    origin,
    address,
    scopes: [...scopes],
    request: sideToWire(request),
    response: sideToWire(response),
    refusal: refusal && {
      code: refusal.code,
      message: refusal.message,
      anyOf: texts(refusal.facts['anyOf']),
      appHas: texts(refusal.facts['anyOf']).some((scope) => appScopes.includes(scope)),
      needed: texts(refusal.facts['needed']),
      given: textOf(refusal.facts['given']),
      reason: textOf(refusal.facts['reason']),
      issues: issuesOf(refusal.facts['issues']),
    },
    notReplayable,
  };
}

/** Why a request cannot be made again, told beforehand. */
export function whyNotReplayable(check: () => unknown, sandbox: boolean): Static<typeof WireExchange>['notReplayable'] {
  try {
    check();
    return sandbox ? null : 'no-sandbox';
  } catch (error) {
    if (error instanceof NotReplayable) return error.reason;
    throw error;
  }
}
