import { Readable } from 'node:stream';
import Type, { type Static } from 'typebox';
import type { AuditEntry, AuditFilter } from '../../modules/audit/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Route } from '../../platform/http/facade.ts';
import { csvLine } from './csv.ts';
import type { WebDeps } from './deps.ts';
import { signedManualRoute, signedRoute } from './signed-route.ts';
import { EventQuery, Events, ExportQuery, Trail, TrailQuery } from './trail-schemas.ts';

const ON_A_PAGE = 50;

const moment = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));

const filterOf = (query: Static<typeof ExportQuery>): AuditFilter => ({
  actorId: query.actor,
  subjectKind: query.kind,
  subjectId: query.subject,
  action: query.action,
  from: moment(query.from),
  until: moment(query.until),
});

/** What people call those who stand in some lines. */
interface Names {
  readonly users: ReadonlyMap<string, string>;
  readonly apps: ReadonlyMap<string, string>;
}

async function namesIn(deps: WebDeps, ctx: Context, entries: readonly AuditEntry[]): Promise<Names> {
  const of = (kind: string): string[] =>
    entries.filter(({ subjectKind }) => subjectKind === kind).map(({ subjectId }) => subjectId);
  const userIds = [...entries.flatMap(({ actor }) => actor.userId ?? []), ...of('user')];
  const appIds = [...entries.flatMap(({ actor }) => actor.appId ?? []), ...of('app'), ...of('app-listing')];
  const users = await deps.identity.usersById(ctx, [...new Set(userIds)]);
  return {
    users: new Map(users.map(({ id, displayName }) => [id, displayName])),
    apps: await deps.oauth.appNames(ctx, [...new Set(appIds)]),
  };
}

const nameOfSubject = ({ subjectKind, subjectId }: AuditEntry, { users, apps }: Names): string | null =>
  (subjectKind === 'user' ? users.get(subjectId) : subjectKind.startsWith('app') ? apps.get(subjectId) : undefined) ?? null;

function entryToWire(entry: AuditEntry, names: Names) {
  const { kind, userId, appId } = entry.actor;
  const appName = appId === undefined ? undefined : names.apps.get(appId);
  return {
    id: entry.id,
    at: entry.recordedAt.toISOString(),
    kind: { kind: entry.subjectKind, id: entry.subjectId, name: nameOfSubject(entry, names) },
    action: entry.action,
    actor: {
      kind,
      user: userId === undefined ? null : { id: userId, name: names.users.get(userId) ?? null },
      // The web application stands in the trail as no registered app.
      app: appId === undefined || appName === undefined ? null : { id: appId, name: appName },
    },
    details: entry.details,
    correlationId: entry.correlationId,
  };
}

const HEAD = [
  'time',
  'actor kind',
  'actor id',
  'actor',
  'app id',
  'app',
  'object',
  'object id',
  'object name',
  'action',
  'details',
  'correlation id',
];

function csvOf(entry: AuditEntry, names: Names): string {
  const { at, kind, action, actor, details, correlationId } = entryToWire(entry, names);
  return csvLine([
    at,
    actor.kind,
    actor.user?.id ?? '',
    actor.user?.name ?? '',
    actor.app?.id ?? '',
    actor.app?.name ?? '',
    kind.kind,
    kind.id,
    kind.name ?? '',
    action,
    JSON.stringify(details),
    correlationId,
  ]);
}

/** The audit trail of the company, and what happened in it as programs are told. */
export const trailRoutes = (deps: WebDeps): Route[] => [
  signedRoute(deps, {
    operation: 'readTrail',
    method: 'GET',
    path: '/company/audit',
    summary: 'Who did what in the company, the latest first',
    schema: { query: TrailQuery, responses: { 200: Trail } },
    handler: async ({ ctx, query }) => {
      const { entries, next } = await deps.audit.readTrail(ctx, filterOf(query), { before: query.after, limit: ON_A_PAGE });
      const names = await namesIn(deps, ctx, entries);
      return { body: { entries: entries.map((entry) => entryToWire(entry, names)), next: next ?? null } };
    },
  }),
  signedManualRoute(deps, {
    operation: 'exportTrail',
    method: 'GET',
    path: '/company/audit.csv',
    summary: 'The same as a file of comma-separated values',
    schema: { query: ExportQuery, responses: { 200: Type.Unsafe<Uint8Array>({}) } },
    handler: async ({ query, work, caller, clock }) => {
      const pages = deps.audit.exportTrail(work, caller, filterOf(query));
      // The first page is read before the answer begins, so that a refusal still has its status.
      const first = await pages.next();
      async function* lines(): AsyncGenerator<string> {
        yield csvLine(HEAD);
        for (let page = first; page.done !== true; page = await pages.next()) {
          const entries = page.value;
          const names = await work.read(caller, (ctx) => namesIn(deps, ctx, entries));
          yield entries.map((entry) => csvOf(entry, names)).join('');
        }
      }
      return {
        body: Readable.from(lines()),
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="audit-${clock.now().toISOString().slice(0, 10)}.csv"`,
        },
      };
    },
  }),
  signedRoute(deps, {
    operation: 'listEvents',
    method: 'GET',
    path: '/company/events',
    summary: 'The events of the company, the latest first',
    schema: { query: EventQuery, responses: { 200: Events } },
    handler: async ({ ctx, query }) => {
      const filter = { type: query.type, subjectId: query.subject, from: moment(query.from), until: moment(query.until) };
      const { events, next } = await deps.events.listEvents(ctx, filter, { before: query.after, limit: ON_A_PAGE });
      const wire = events.map(({ occurredAt, ...event }) => ({ ...event, at: occurredAt.toISOString() }));
      return { body: { events: wire, next: next ?? null } };
    },
  }),
  signedRoute(deps, {
    operation: 'listEventTypes',
    method: 'GET',
    path: '/company/event-types',
    summary: 'The types that the company’s events have',
    schema: { responses: { 200: Type.Array(Type.String()) } },
    handler: async ({ ctx }) => ({ body: await deps.events.eventTypes(ctx) }),
  }),
];
