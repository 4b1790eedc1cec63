import type { FastifyReply, FastifyRequest, onResponseHookHandler, onSendHookHandler } from 'fastify';
import type { Actor } from '../actor.ts';
import { systemClock } from '../clock/clock.ts';
import type { DomainError } from '../errors.ts';

export type Headers = Readonly<Record<string, string | number | readonly string[] | undefined>>;

/** One call and its answer as both stood on the wire. */
export interface Exchange {
  /** `<family>.<version>.<operation>`; undefined where no operation fits. */
  readonly operation: string | undefined;
  readonly method: string;
  /** Path and query as called. */
  readonly url: string;
  /** Origin of the place that was called. */
  readonly origin: string;
  readonly address: string;
  /** Real time at which the answer was out. */
  readonly endedAt: Date;
  readonly milliseconds: number;
  readonly correlationId: string;
  readonly actor: Actor;
  readonly requestHeaders: Headers;
  /** Undefined for none, and for one that was not read: a refusal may come before the body is looked at. */
  readonly requestBody: Uint8Array | undefined;
  /** 0 for a connection that was dropped. */
  readonly status: number;
  readonly responseHeaders: Headers;
  readonly responseBody: string | Uint8Array | undefined;
  /** Why it was refused. */
  readonly refusal: DomainError | undefined;
  /** The fault that was let in on purpose. */
  readonly faultId: string | undefined;
}

/** Is told of every exchange of a public façade, once its answer is out. */
export interface ExchangeRecorder {
  /** Whether it has room for another; to be asked once for each. */
  takes(): boolean;
  ended(exchange: Exchange): void;
}

/** What is put aside of a request while it is answered. */
export interface Aside {
  body: Uint8Array | undefined;
  sent: unknown;
  refusal: DomainError | undefined;
  faultId: string | undefined;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null where nobody records. */
    aside: Aside | null;
  }
}

export const newAside = (): Aside => ({ body: undefined, sent: undefined, refusal: undefined, faultId: undefined });

const ANONYMOUS: Actor = { kind: 'anonymous' };

/** The hooks by which a route's exchanges are recorded; they keep references, and leave all work for after the answer. */
export const recording = (
  recorder: ExchangeRecorder,
  operation: string,
): { onSend: onSendHookHandler; onResponse: onResponseHookHandler } => ({
  onSend: (request, _reply, payload, done) => {
    if (request.aside) request.aside.sent = payload;
    done(null, payload);
  },
  onResponse: (request, reply, done) => {
    if (recorder.takes()) recorder.ended(exchangeOf(request, reply, { operation }));
    done();
  },
});

/** `dropped`: no answer went out. */
export function exchangeOf(
  request: FastifyRequest,
  reply: FastifyReply,
  { operation, dropped = false }: { readonly operation: string | undefined; readonly dropped?: boolean },
): Exchange {
  const { aside, frame } = request;
  const sent = aside?.sent;
  return {
    operation,
    method: request.method,
    url: request.url,
    origin: frame?.site.origin ?? `${request.protocol}://${request.host}`,
    address: request.ip,
    endedAt: systemClock.now(),
    milliseconds: reply.elapsedTime,
    correlationId: request.id,
    actor: frame?.actor ?? ANONYMOUS,
    requestHeaders: request.headers,
    requestBody: aside?.body,
    status: dropped ? 0 : reply.statusCode,
    responseHeaders: dropped ? {} : (reply.getHeaders() as Headers),
    responseBody: typeof sent === 'string' || sent instanceof Uint8Array ? sent : undefined,
    refusal: aside?.refusal,
    faultId: aside?.faultId,
  };
}
