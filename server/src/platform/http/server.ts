import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import {
  fastify,
  LogController,
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Actor } from '../actor.ts';
import type { DomainError } from '../errors.ts';
import { newId } from '../ids/ids.ts';
import type { Logger } from '../log.ts';
import type { Dialect, Facade } from './facade.ts';
import { endConnectionsWhenDone } from './drain.ts';
import { refusalOf, sendRefusal } from './answer.ts';
import { exchangeOf, newAside, type ExchangeRecorder } from './exchange.ts';
import { mountFacade, type MountServices } from './mount.ts';
import { InvalidInput, MethodNotAllowed, RouteNotFound, TooManyRequests } from './refusals.ts';
import { securityHeaders } from './security-headers.ts';

export interface ServerOptions {
  readonly services: Omit<MountServices, 'limit' | 'spend' | 'trustProxy'>;
  readonly facades: readonly Facade[];
  readonly log: Logger;
  /** Calls a minute of one app, and of one address without a token. */
  readonly limits: { readonly perApp: number; readonly perAddress: number };
  /** Bytes of a request body, where its route does not say otherwise. */
  readonly bodyLimit: number;
  /** Whether X-Forwarded-* of a reverse proxy is believed. */
  readonly trustProxy: boolean;
  /** Told of every answer; `operation` is a declared one or 'unmatched', so it may label a metric. */
  readonly onAnswered?: (operation: string, status: number, seconds: number) => void;
}

const CORRELATION = 'concur-correlationid';
/** A client's own correlation id is echoed as it is, unless it could break a header or a log line. */
const SAFE_CORRELATION = /^[\x21-\x7e]{1,128}$/;

/** The HTTP server with every façade mounted; not yet listening. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { services, facades, log } = options;
  const places = placesOf(facades);
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    // A child to each request would bind and redact its id anew each time: what is logged of a request names the id itself.
    childLoggerFactory: (logger) => logger,
    // One proxy is ours: what stands before its own entry in X-Forwarded-For is its sender's word.
    trustProxy: options.trustProxy && ((_address, hop) => hop < 1),
    bodyLimit: options.bodyLimit,
    requestTimeout: 60_000,
    connectionTimeout: 0,
    keepAliveTimeout: 72_000,
    return503OnClosing: true,
    genReqId: (request) => {
      const given = request.headers[CORRELATION];
      return typeof given === 'string' && SAFE_CORRELATION.test(given) ? given : newId(services.clock);
    },
    routerOptions: { caseSensitive: false, ignoreTrailingSlash: true, ignoreDuplicateSlashes: true, maxParamLength: 500 },
    frameworkErrors: (error, request, reply) => void refuseUrl(error, request, reply as FastifyReply, places, services),
    // Answers are checked and written by the façade's own writer.
    serializerOpts: {},
  });
  app.decorateRequest('frame', null as never);
  app.decorateRequest('aside', null);
  app.setValidatorCompiler(() => () => true);
  await app.register(cookie);
  await app.register(rateLimit, { global: false });
  const forBrowsers = securityHeaders();
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(forBrowsers).header(CORRELATION, request.id);
    done();
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { name = 'unmatched' } = request.routeOptions.config as { name?: string };
    options.onAnswered?.(name, reply.statusCode, reply.elapsedTime / 1000);
    if (log.isLevelEnabled('info')) logAnswer(log, request, reply);
    done();
  });
  endConnectionsWhenDone(app);
  const limit = limiter(app, options.limits);
  const spend = spender(app);
  for (const facade of facades) await mountFacade(app, facade, { ...services, limit, spend, trustProxy: options.trustProxy });
  answerUnknown(app, places, services);
  return app;
}

function logAnswer(log: Logger, request: FastifyRequest, reply: FastifyReply): void {
  const line = {
    method: request.method,
    path: request.url.split('?')[0],
    status: reply.statusCode,
    ms: Math.round(reply.elapsedTime * 10) / 10,
    id: request.id,
    app: appOf(request),
  };
  log.info(line, 'answered');
}

const appOf = (request: FastifyRequest): string | undefined => {
  const actor = request.frame?.actor;
  return actor && 'appId' in actor ? actor.appId : undefined;
};

function limiter(app: FastifyInstance, limits: ServerOptions['limits']): MountServices['limit'] {
  const timeWindow = 60_000;
  const byAddress = app.createRateLimit({
    max: limits.perAddress,
    timeWindow,
    keyGenerator: (request: FastifyRequest) => `address ${request.ip}`,
  });
  const byApp = app.createRateLimit({
    max: limits.perApp,
    timeWindow,
    keyGenerator: (request: FastifyRequest) => `app ${appOf(request) ?? ''}`,
  });
  return async (request: FastifyRequest, actor: Actor) => {
    const state = await ('appId' in actor ? byApp : byAddress)(request);
    if (!state.isAllowed && state.isExceeded) throw new TooManyRequests(Math.max(1, state.ttlInSeconds));
  };
}

/** Counts the calls of a quota: by the user of the token, or by the one whom a company's token names in the path. */
function spender(app: FastifyInstance): MountServices['spend'] {
  const counters = new Map<string, ReturnType<FastifyInstance['createRateLimit']>>();
  const keys = new WeakMap<FastifyRequest, string>();
  return async (request, actor, quota) => {
    const { name, calls: max, seconds, per } = quota;
    const named = ((request.params as Record<string, string | undefined>)[per] ?? '').toLowerCase();
    keys.set(request, `${name} ${'companyId' in actor ? actor.companyId : ''} ${actor.kind === 'user' ? actor.userId : named}`);
    const keyGenerator = (one: FastifyRequest): string => keys.get(one) ?? '';
    const counter = counters.get(name) ?? app.createRateLimit({ max, timeWindow: seconds * 1000, keyGenerator });
    counters.set(name, counter);
    const state = await counter(request);
    if (!state.isAllowed && state.isExceeded) throw new TooManyRequests(Math.max(1, state.ttlInSeconds));
  };
}

/** Unknown paths and methods are answered in the dialect of the façade whose prefix they carry. */
function answerUnknown(
  app: FastifyInstance,
  places: Places,
  services: Omit<MountServices, 'limit' | 'spend' | 'trustProxy'>,
): void {
  app.setNotFoundHandler(async (request, reply) => {
    const { path, dialect, methods } = places.at(request);
    // A path that fits and was not found all the same holds something longer than any id.
    const isKnown = methods.length > 0 && !methods.includes(request.method);
    const error = isKnown ? new MethodNotAllowed(request.method, methods) : new RouteNotFound(request.method, path);
    if (services.recorder && request.headers.authorization !== undefined) recordUnknown(services.recorder, request, reply, error);
    if (isKnown) reply.header('allow', methods.join(', '));
    if (!dialect) return reply.code(isKnown ? 405 : 404).send({ error: error.message });
    return sendRefusal(reply, error, { dialect, services });
  });
  app.setErrorHandler(async (thrown, request, reply) => {
    const error = refusalOf(thrown, request);
    const status = error.code === 'http.server-fault' ? 500 : ((thrown as { statusCode?: number }).statusCode ?? 400);
    return reply.code(status).send({ error: error.message });
  });
}

/** A program that shows a token and mistakes the path wants to know. What the answer's body said is in the refusal. */
function recordUnknown(recorder: ExchangeRecorder, request: FastifyRequest, reply: FastifyReply, refusal: DomainError): void {
  if (!recorder.takes()) return;
  request.aside = { ...newAside(), refusal };
  reply.raw.once('finish', () => recorder.ended(exchangeOf(request, reply, { operation: undefined })));
}

/** A path that cannot be decoded, or holds more than any id, never reaches a route: the façade that it was meant for says so. */
function refuseUrl(
  { code }: { readonly code: string },
  request: FastifyRequest,
  reply: FastifyReply,
  places: Places,
  services: Omit<MountServices, 'limit' | 'spend' | 'trustProxy'>,
): FastifyReply {
  reply.header(CORRELATION, request.id);
  const { dialect, path } = places.at(request);
  const malformed = code === 'FST_ERR_BAD_URL';
  const issue = { path: '', rule: 'format', message: 'The path is not well-formed: see its % signs.' };
  const error = malformed ? new InvalidInput('path', [issue]) : new RouteNotFound(request.method, path);
  if (!dialect) return reply.code(malformed ? 400 : 404).send({ error: error.message });
  return sendRefusal(reply, error, { dialect, services });
}

interface Places {
  at(request: Pick<FastifyRequest, 'url' | 'headers'>): {
    readonly path: string;
    readonly dialect: Dialect | undefined;
    readonly methods: readonly string[];
  };
}

/**
 * Which façade a path belongs to: the one with such a route, else the one with the longest prefix, else the one without a prefix whose routes
 * begin alike. What belongs to none is told on a page where a browser asks.
 */
function placesOf(facades: readonly Facade[]): Places {
  const known = facades.flatMap((facade) =>
    facade.routes.map((route) => ({ facade, method: route.method, pattern: patternOf(facade.prefix + route.path) })),
  );
  const bare = facades.filter(({ prefix }) => prefix === '');
  return {
    at({ url, headers }) {
      const path = (url.split('?')[0] ?? '').replace(/\/{2,}/g, '/');
      const fits = known.filter(({ pattern }) => pattern.test(path));
      const below = facades.filter(({ prefix }) => prefix && path.toLowerCase().startsWith(prefix.toLowerCase()));
      const alike = bare.find(({ routes }) => routes.some((route) => firstOf(route.path) === firstOf(path)));
      const forPeople = headers.accept?.includes('text/html')
        ? bare.find(({ dialect }) => dialect.produces[0] === 'html')
        : undefined;
      const nearest = fits[0]?.facade ?? below.sort((a, b) => b.prefix.length - a.prefix.length)[0] ?? alike ?? forPeople;
      return { path, dialect: nearest?.dialect, methods: [...new Set(fits.map(({ method }) => method))] };
    },
  };
}

const firstOf = (path: string): string => path.split('/')[1]?.toLowerCase() ?? '';

const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+')}/?$`, 'i');
