import { isUtf8 } from 'node:buffer';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock/clock.ts';
import type { UnitOfWork } from '../context.ts';
import { isUnstorableText } from '../db/violations.ts';
import { DomainError } from '../errors.ts';
import { readXml, writeXml, XmlError } from '../xml/index.ts';
import type { Answer, Call, Dialect, Facade, ManualCall, Media, Request, Route } from './facade.ts';
import { mediaOf, mediaTypeOf, negotiate } from './negotiate.ts';
import {
  BodyTooLarge,
  InvalidInput,
  MalformedBody,
  NotAcceptable,
  ScopeMissing,
  ServerFault,
  UnsupportedMediaType,
  WrongPrincipal,
} from './refusals.ts';
import { isHost, type Site, type Sites } from './site.ts';
import { answerChecker, checker, checkTexts } from './validate.ts';

/** What mounting needs of the program. */
export interface MountServices {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly sites: Sites;
  /** The caller behind an Authorization header; throws a refusal. */
  authenticate(authorization: string | undefined, site: Site): Promise<Actor>;
  /** Throws `TooManyRequests`. */
  limit(request: FastifyRequest, actor: Actor): Promise<void>;
  /** Checks every answer against its route's closed schema: on in tests. */
  readonly checkAnswers: boolean;
}

interface Frame {
  readonly site: Site;
  readonly media: Media | undefined;
  actor: Actor;
}

declare module 'fastify' {
  interface FastifyRequest {
    frame: Frame;
  }
}

const ANONYMOUS: Actor = { kind: 'anonymous' };

/** Mounts a façade: the only code that knows both a route's data and Fastify's options. */
export async function mountFacade(app: FastifyInstance, facade: Facade, services: MountServices): Promise<void> {
  await app.register(async (scope) => {
    readBodies(scope, facade.dialect);
    answerErrors(scope, facade.dialect, services);
    for (const route of facade.routes) mountRoute(scope, facade, route, services);
  });
}

function mountRoute(scope: FastifyInstance, facade: Facade, route: Route, services: MountServices): void {
  const { dialect } = facade;
  const produces = route.produces ?? dialect.produces;
  const { params, query, body } = route.schema;
  const readsForm = (route.consumes ?? dialect.consumes).includes('form');
  const checkParams = params && checker('path', params, true);
  const checkQuery = query && checker('query', query, true);
  const objectBody = (body as { type?: unknown } | undefined)?.type === 'object';
  const checkBody = body && checker('body', body, readsForm);
  const answers = new AnswerWriter(route, dialect, services.checkAnswers);

  scope.route({
    method: route.method,
    url: facade.prefix + route.path.replace(/\{(\w+)\}/g, ':$1'),
    config: {
      name: `${facade.family}.${facade.version}.${route.operation}`,
      route,
      consumes: route.consumes ?? dialect.consumes,
    },
    ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
    onRequest: async (request) => {
      const site = services.sites.siteOf(request.protocol, request.host);
      assertHost(request.host);
      const media = negotiate(request.headers.accept, produces);
      request.frame = { site, media, actor: ANONYMOUS };
      if (route.principals === 'anyone') return services.limit(request, ANONYMOUS);
      const actor = await callerOf(request, site, services);
      request.frame.actor = actor;
      await services.limit(request, actor);
      admit(route, actor);
      if (media === undefined)
        throw new NotAcceptable(
          request.headers.accept ?? '',
          produces.map((one) => mediaTypeOf(one, dialect.mediaTypes)),
        );
    },
    handler: async (request, reply) => {
      checkTexts('path', request.params);
      checkTexts('query', request.query);
      checkTexts('body', request.body);
      checkTexts('headers', request.cookies);
      checkParams?.(request.params);
      checkQuery?.(request.query);
      if (checkBody) checkBody(request.body === undefined && objectBody ? (request.body = {}) : request.body);
      return answers.send(reply, request.frame.media ?? produces[0] ?? 'json', await handle(route, request, services));
    },
  });
}

/** A bearer of a token is counted by its app; whoever shows none, or one that does not hold, by where they come from. */
async function callerOf(request: FastifyRequest, site: Site, services: MountServices): Promise<Actor> {
  try {
    return await services.authenticate(request.headers.authorization, site);
  } catch (refusal) {
    await services.limit(request, ANONYMOUS);
    throw refusal;
  }
}

function assertHost(host: string): void {
  if (host !== '' && !isHost(host))
    throw new InvalidInput('headers', [{ path: 'Host', rule: 'format', message: 'is not a host' }]);
}

/** Checks the kind of principal and the scopes; a refusal names what is missing. */
function admit(route: Route, actor: Actor): void {
  if (route.principals === 'anyone') return;
  if (actor.kind !== 'user' && actor.kind !== 'company' && actor.kind !== 'app')
    throw new WrongPrincipal(route.principals, actor.kind);
  if (!route.principals.includes(actor.kind)) throw new WrongPrincipal(route.principals, actor.kind);
  if (route.scopes.length > 0 && !route.scopes.some((scope) => actor.scopes.has(scope))) throw new ScopeMissing(route.scopes);
}

function handle(route: Route, fastify: FastifyRequest, services: MountServices): Promise<Answer> {
  const { frame } = fastify;
  const caller = { actor: frame.actor, correlationId: fastify.id, language: languageOf(fastify.headers['accept-language']) };
  const request = {
    params: fastify.params,
    query: fastify.query,
    body: fastify.body,
    headers: fastify.headers,
    cookies: fastify.cookies ?? {},
    actor: frame.actor,
    site: frame.site,
    caller,
    address: fastify.ip,
    url: fastify.url,
    clock: services.clock,
  } as unknown as Request;
  if (route.effect === 'manual') return route.handler({ ...request, work: services.unitOfWork } as ManualCall);
  const { handler } = route;
  const effect = route.effect ?? (route.method === 'GET' ? 'read' : 'write');
  return services.unitOfWork[effect](caller, (ctx) => handler({ ...request, ctx } as Call));
}

const languageOf = (header: string | undefined): string => header?.split(',')[0]?.split(';')[0]?.trim() || 'en-US';

/** Writes what a handler answers in the negotiated medium. */
class AnswerWriter {
  readonly #route: Route;
  readonly #dialect: Dialect;
  readonly #checkers = new Map<number, (value: unknown) => string[]>();
  readonly #success: number;

  constructor(route: Route, dialect: Dialect, check: boolean) {
    this.#route = route;
    this.#dialect = dialect;
    const statuses = Object.keys(route.schema.responses).map(Number);
    this.#success = statuses.find((status) => status < 400) ?? 200;
    if (!check) return;
    for (const [status, schema] of Object.entries(route.schema.responses))
      if (schema) this.#checkers.set(Number(status), answerChecker(schema));
  }

  send(reply: FastifyReply, media: Media, answer: Answer): FastifyReply {
    const status = answer.status ?? this.#success;
    reply.code(status);
    if (answer.headers) reply.headers(answer.headers);
    if (answer.body === undefined) return reply.send();
    const faults = this.#checkers.get(status)?.(answer.body) ?? [];
    if (faults.length > 0)
      throw new Error(`${this.#route.operation} answers ${status} against its schema: ${faults.slice(0, 5).join('; ')}`);
    if (!reply.hasHeader('content-type')) reply.type(mediaTypeOf(media, this.#dialect.mediaTypes));
    const schema = this.#route.schema.responses[status];
    return reply.send(render(media, answer.body, schema ?? undefined, this.#route.xmlRoot));
  }
}

function render(media: Media, body: unknown, schema: TSchema | undefined, xmlRoot: string | undefined): string {
  if (typeof body === 'string' && (media === 'html' || media === 'text' || !schema)) return body;
  if (media === 'xml' && schema) return writeXml(schema, body, xmlRoot ?? 'Response');
  return JSON.stringify(body);
}

/** Reads JSON, XML and forms into plain values; an empty body is no body, whatever its Content-Type. */
function readBodies(scope: FastifyInstance, dialect: Dialect): void {
  scope.removeAllContentTypeParsers();
  const json = scope.getDefaultJsonParser('error', 'error');
  scope.addContentTypeParser('*', { parseAs: 'buffer' }, (request, bytes: Buffer, done) => {
    if (bytes.length === 0) return done(null, undefined);
    if (!isUtf8(bytes)) return done(new MalformedBody('it is not UTF-8'));
    const text = bytes.toString('utf8');
    const config = request.routeOptions.config as unknown as { route: Route; consumes: readonly Media[] };
    const given = request.headers['content-type'] ?? '';
    const media = mediaOf(given);
    if (!media || !config.consumes?.includes(media)) {
      return done(
        new UnsupportedMediaType(
          given,
          (config.consumes ?? dialect.consumes).map((one) => mediaTypeOf(one, dialect.mediaTypes)),
        ),
      );
    }
    if (media === 'json') {
      return void json(request, text, (error, value) => (error ? done(new MalformedBody(error.message)) : done(null, value)));
    }
    try {
      return done(null, media === 'xml' ? readXml(config.route.schema.body ?? ({} as TSchema), text) : readForm(text));
    } catch (error) {
      return done(error instanceof XmlError ? new MalformedBody(error.message) : (error as Error));
    }
  });
}

/** A form as an object; a name that stands twice is an array, which closed schemas refuse. */
function readForm(text: string): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields[name];
    fields[name] = before === undefined ? value : [before, value].flat();
  }
  return fields;
}

function answerErrors(scope: FastifyInstance, dialect: Dialect, services: MountServices): void {
  scope.setErrorHandler(async (thrown, request, reply) => {
    const route = (request.routeOptions.config as unknown as { route?: Route }).route;
    return sendRefusal(reply, refusalOf(thrown, request), { dialect, services, ...(route ? { route } : {}) });
  });
}

/** Says a refusal in a dialect, in the medium the caller asked for as far as it is produced there. */
export function sendRefusal(
  reply: FastifyReply,
  error: DomainError,
  at: { dialect: Dialect; services: Pick<MountServices, 'sites' | 'clock'>; route?: Route },
): FastifyReply {
  const { dialect, services, route } = at;
  const { request } = reply;
  const produces = route?.produces ?? dialect.produces;
  const wished = request.frame ? request.frame.media : negotiate(request.headers.accept, produces);
  const media = wished ?? produces[0] ?? 'json';
  const answer = dialect.renderError(error, {
    correlationId: request.id,
    path: request.url,
    now: services.clock.now(),
    site: request.frame?.site ?? services.sites.siteOf(request.protocol, request.host),
    media,
    ...(route ? { operation: route.operation } : {}),
  });
  const written = answer.media ?? media;
  reply.code(answer.status).type(mediaTypeOf(written, dialect.mediaTypes));
  if (answer.headers) reply.headers(answer.headers);
  const retryAfter = error.facts['retryAfter'];
  if (typeof retryAfter === 'number') reply.header('retry-after', String(retryAfter));
  return reply.send(render(written, answer.body, answer.schema, answer.xmlRoot));
}

/** What went wrong, as a refusal; a fault of the program is logged whole and told as little. */
export function refusalOf(thrown: unknown, request: FastifyRequest): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const { code } = thrown as { code?: string };
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return new BodyTooLarge(request.routeOptions.bodyLimit ?? 0);
  if (code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') return new MalformedBody('the Content-Length is not that of the body');
  // The client went away in the middle of its body: nobody hears this.
  if (code === 'ECONNRESET' && request.raw.readableAborted) return new MalformedBody('the connection ended');
  if (code?.startsWith('FST_ERR_CTP')) return new MalformedBody((thrown as Error).message);
  // What a handler decodes by itself, such as a login inside a header, is seen by no check before.
  if (isUnstorableText(thrown))
    return new InvalidInput('body', [{ path: '', rule: 'format', message: 'holds a character that is none' }]);
  request.log.error({ err: thrown as Error }, 'request failed');
  return new ServerFault();
}
