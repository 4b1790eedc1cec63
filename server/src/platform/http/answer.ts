import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type { Clock } from '../clock/clock.ts';
import { isLocked, isOutOfReach, isUnstorableText } from '../db/violations.ts';
import { DomainError } from '../errors.ts';
import { writeXml } from '../xml/index.ts';
import type { Answer, Dialect, Media, Route } from './facade.ts';
import { mediaTypeOf, negotiate } from './negotiate.ts';
import { BodyTooLarge, InvalidInput, MalformedBody, ResourceLocked, ServerFault, ServiceUnavailable } from './refusals.ts';
import type { Sites } from './site.ts';
import { answerChecker } from './validate.ts';

/** Writes what a handler answers in the negotiated medium. */
export class AnswerWriter {
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
    // What is too long to hold goes out as it comes; its text is its handler's business.
    if (answer.body instanceof Readable) return reply.send(answer.body);
    const faults = this.#checkers.get(status)?.(answer.body) ?? [];
    if (faults.length > 0)
      throw new Error(`${this.#route.operation} answers ${status} against its schema: ${faults.slice(0, 5).join('; ')}`);
    if (!reply.hasHeader('content-type')) reply.type(mediaTypeOf(media, this.#dialect.mediaTypes));
    const schema = this.#route.schema.responses[status];
    return reply.send(render(media, answer.body, schema ?? undefined, this.#route.xmlRoot));
  }
}

function render(media: Media, body: unknown, schema: TSchema | undefined, xmlRoot: string | undefined): string | Uint8Array {
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string' && (media === 'html' || media === 'text' || !schema)) return body;
  if (media === 'xml' && schema) return writeXml(schema, body, xmlRoot ?? 'Response');
  return JSON.stringify(body);
}

/** Says a refusal in a dialect, in the medium the caller asked for as far as it is produced there. */
export function sendRefusal(
  reply: FastifyReply,
  error: DomainError,
  at: { dialect: Dialect; services: { readonly sites: Sites; readonly clock: Clock }; route?: Route },
): FastifyReply {
  const { dialect, services, route } = at;
  const { request } = reply;
  if (request.aside) request.aside.refusal = error;
  const produces = route?.produces ?? dialect.produces;
  const wished = request.frame ? request.frame.media : negotiate(request.headers.accept, produces);
  const media = wished ?? produces[0] ?? 'json';
  const answer = dialect.renderError(error, {
    correlationId: request.id,
    path: request.url,
    now: services.clock.now(),
    site: request.frame?.site ?? services.sites.siteOf(request.protocol, request.host),
    media,
    asked: { method: request.method, headers: request.headers, cookies: request.cookies ?? {} },
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
  const passing = isLocked(thrown) ? new ResourceLocked() : isOutOfReach(thrown) ? new ServiceUnavailable() : undefined;
  if (passing) {
    request.log.warn({ err: thrown as Error, id: request.id }, 'request could not be served for now');
    return passing;
  }
  request.log.error({ err: thrown as Error, id: request.id }, 'request failed');
  return new ServerFault();
}
