import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../actor.ts';
import type { Clock } from '../clock/clock.ts';
import type { UnitOfWork } from '../context.ts';
import { AnswerWriter, refusalOf, sendRefusal } from './answer.ts';
import { readBodies } from './body.ts';
import type { Answer, Call, Dialect, Facade, ManualCall, Media, Quota, Request, Route } from './facade.ts';
import { exchangeOf, newAside, recording, type ExchangeRecorder } from './exchange.ts';
import { sufferFault, type FindFault } from './fault.ts';
import { acceptParts, partsSchema, readParts } from './multipart.ts';
import { mediaTypeOf, negotiate, wishedTags } from './negotiate.ts';
import { InvalidInput, NotAcceptable, ScopeMissing, UnsupportedMediaType, WrongPrincipal } from './refusals.ts';
import { shownCertificate } from './client-certificate.ts';
import { isHost, type Site, type Sites } from './site.ts';
import { checker, checkTexts } from './validate.ts';

/** What mounting needs of the program. */
export interface MountServices {
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly sites: Sites;
  /** The caller behind an Authorization header; throws a refusal. */
  authenticate(authorization: string | undefined, site: Site): Promise<Actor>;
  /** Throws `TooManyRequests`. */
  limit(request: FastifyRequest, actor: Actor): Promise<void>;
  /** The same for the route's own quota. */
  spend(request: FastifyRequest, actor: Actor, quota: Quota): Promise<void>;
  /** Checks every answer against its route's closed schema: on in tests. */
  readonly checkAnswers: boolean;
  /** Whether the headers of a reverse proxy are believed. */
  readonly trustProxy: boolean;
  /** Is told of what public façades were asked and answered. */
  readonly recorder?: ExchangeRecorder | undefined;
  /** Makes calls of public façades go wrong on purpose. */
  readonly findFault?: FindFault | undefined;
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
  interface FastifyContextConfig {
    name?: string;
    route?: Route;
    consumes?: readonly Media[];
  }
}

const ANONYMOUS: Actor = { kind: 'anonymous' };

/** Mounts a façade: the only code that knows both a route's data and Fastify's options. */
export async function mountFacade(app: FastifyInstance, facade: Facade, services: MountServices): Promise<void> {
  await app.register(async (scope) => {
    readBodies(scope, facade.dialect);
    if (facade.routes.some((route) => route.consumes?.includes('multipart'))) acceptParts(scope);
    answerErrors(scope, facade.dialect, services);
    for (const route of facade.routes) mountRoute(scope, facade, route, services);
  });
}

function mountRoute(scope: FastifyInstance, facade: Facade, route: Route, services: MountServices): void {
  const { dialect } = facade;
  const produces = route.produces ?? dialect.produces;
  const { params, query, body } = route.schema;
  const consumes = route.consumes ?? dialect.consumes;
  const readsForm = consumes.includes('form');
  const readsParts = consumes.includes('multipart');
  const checkParams = params && checker('path', params, true);
  const checkQuery = query && checker('query', query, true);
  const objectBody = (body as { type?: unknown } | undefined)?.type === 'object';
  const checkBody = body && checker('body', readsParts ? partsSchema(body) : body, readsForm);
  const answers = new AnswerWriter(route, dialect, services.checkAnswers);
  const name = `${facade.family}.${facade.version}.${route.operation}`;
  const recorder = facade.internal ? undefined : services.recorder;
  const findFault = facade.internal ? undefined : services.findFault;

  async function isDropped(find: FindFault, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
    const dropped = await sufferFault(find, request, reply);
    if (dropped && recorder?.takes()) recorder.ended(exchangeOf(request, reply, { operation: name, dropped }));
    return dropped;
  }

  scope.route({
    method: route.method,
    url: facade.prefix + route.path.replace(/\{(\w+)\}/g, ':$1'),
    config: { name, route, consumes },
    ...(recorder ? recording(recorder, name) : {}),
    ...(route.bodyLimit ? { bodyLimit: route.bodyLimit } : {}),
    onRequest: async (request, reply) => {
      if (recorder) request.aside = newAside();
      const site = services.sites.siteOf(request.protocol, request.host);
      assertHost(request.host);
      const media = negotiate(request.headers.accept, produces);
      request.frame = { site, media, actor: ANONYMOUS };
      if (route.principals === 'anyone') return services.limit(request, ANONYMOUS);
      const actor = await callerOf(request, site, services);
      request.frame.actor = actor;
      await services.limit(request, actor);
      if (findFault && (await isDropped(findFault, request, reply))) return;
      admit(route, actor);
      if (media === undefined)
        throw new NotAcceptable(
          request.headers.accept ?? '',
          produces.map((one) => mediaTypeOf(one, dialect.mediaTypes)),
        );
      if (route.quota) await services.spend(request, actor, route.quota);
    },
    handler: async (request, reply) => {
      if (scope.hasRequestDecorator('isMultipart') && request.isMultipart()) {
        if (!readsParts) throw unsupported(request, route, dialect);
        request.body = await readParts(request, body, request.routeOptions.bodyLimit ?? 0);
      }
      // Who shows no token is known by what they send.
      if (findFault && route.principals === 'anyone' && (await isDropped(findFault, request, reply))) return reply;
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

function unsupported(request: FastifyRequest, route: Route, dialect: Dialect): UnsupportedMediaType {
  const accepted = (route.consumes ?? dialect.consumes).map((one) => mediaTypeOf(one, dialect.mediaTypes));
  return new UnsupportedMediaType(request.headers['content-type'] ?? '', accepted);
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
    certificate: services.trustProxy ? shownCertificate(fastify.headers['client-cert']) : undefined,
    url: fastify.url,
    clock: services.clock,
  } as unknown as Request;
  if (route.effect === 'manual') return route.handler({ ...request, work: services.unitOfWork } as ManualCall);
  const { handler } = route;
  const effect = route.effect ?? (route.method === 'GET' ? 'read' : 'write');
  return services.unitOfWork[effect](caller, (ctx) => handler({ ...request, ctx } as Call));
}

const languageOf = (header: string | undefined): string => wishedTags(header)[0] ?? 'en-US';

function answerErrors(scope: FastifyInstance, dialect: Dialect, services: MountServices): void {
  scope.setErrorHandler(async (thrown, request, reply) => {
    const route = (request.routeOptions.config as unknown as { route?: Route }).route;
    return sendRefusal(reply, refusalOf(thrown, request), { dialect, services, ...(route ? { route } : {}) });
  });
}
