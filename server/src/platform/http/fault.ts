import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Actor } from '../actor.ts';
import { BadGateway, GatewayTimeout, ServerFault, ServiceUnavailable, TooManyRequests } from './refusals.ts';

export const FAULT_EFFECTS = [
  'none',
  'too-many-requests',
  'server-fault',
  'bad-gateway',
  'unavailable',
  'gateway-timeout',
  'drop',
] as const;
export type FaultEffect = (typeof FAULT_EFFECTS)[number];

/** What goes wrong on purpose, so that a client's handling of it can be tried. */
export interface Fault {
  readonly id: string;
  /** Milliseconds before anything else happens. */
  readonly latency: number;
  readonly effect: FaultEffect;
  /** Seconds that a 429 asks the client to wait. */
  readonly retryAfter: number;
}

/** A call as rules for faults see it. */
export interface FaultTarget {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  readonly actor: Actor;
  /** The form or query of a call that shows no token, which may name its app. */
  readonly params: Readonly<Record<string, unknown>>;
}

/** Decides whether a call is to go wrong. Undefined at once, without a promise, where no rule can fit. */
export type FindFault = (target: FaultTarget) => Promise<Fault | undefined> | undefined;

/**
 * Lets a fault in. True for a connection that was dropped: there is nothing left to answer.
 * @throws TooManyRequests, ServerFault, BadGateway, ServiceUnavailable, GatewayTimeout
 */
export async function sufferFault(find: FindFault, request: FastifyRequest, reply: FastifyReply): Promise<boolean> {
  const fault = await find({
    method: request.method,
    path: request.url.split('?')[0] ?? '',
    actor: request.frame.actor,
    params: { ...(request.query as object), ...(isPlain(request.body) ? request.body : {}) },
  });
  if (!fault) return false;
  if (request.aside) request.aside.faultId = fault.id;
  if (fault.latency > 0) await sleep(fault.latency);
  switch (fault.effect) {
    case 'too-many-requests':
      throw new TooManyRequests(fault.retryAfter);
    case 'server-fault':
      throw new ServerFault();
    case 'bad-gateway':
      throw new BadGateway();
    case 'unavailable':
      throw new ServiceUnavailable();
    case 'gateway-timeout':
      throw new GatewayTimeout();
    case 'drop':
      reply.hijack();
      request.raw.destroy();
      return true;
    default:
      return false;
  }
}

const isPlain = (body: unknown): body is object => typeof body === 'object' && body !== null && !Array.isArray(body);
