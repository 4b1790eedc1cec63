import type { Actor } from '../actor.ts';
import type { Context } from '../context.ts';
import { newId } from '../ids/ids.ts';

/**
 * Something that happened, as the business names it. `topic` and `type` are the documented names; `facts` hold what the
 * documented event promises, except links, which depend on the host a subscriber calls and are made at delivery.
 */
export interface NewEvent {
  readonly topic: string;
  readonly type: string;
  /** Events of one subject are delivered in order. */
  readonly subjectId: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface EventTable {
  company_id: string;
  id: string;
  topic: string;
  event_type: string;
  subject_id: string;
  facts: string;
  actor: string;
  correlation_id: string;
  occurred_at: Date;
}

/** The unit of work whose events and audit entries are written. */
export type Recorder = Pick<Context, 'tx' | 'actor' | 'companyId' | 'correlationId' | 'clock'>;

/** In the order they were emitted: their ids ascend. */
export const eventRows = (by: Recorder, events: readonly NewEvent[]): EventTable[] =>
  events.map((event) => ({
    company_id: by.companyId,
    id: newId(by.clock),
    topic: event.topic,
    event_type: event.type,
    subject_id: event.subjectId,
    facts: JSON.stringify(event.facts),
    actor: JSON.stringify(describeActor(by.actor)),
    correlation_id: by.correlationId,
    occurred_at: by.clock.now(),
  }));

/** An actor without its scopes: what the outbox and the audit trail keep. */
export function describeActor(actor: Actor): Record<string, string> {
  const kept: Record<string, string> = { kind: actor.kind };
  if ('userId' in actor) kept['userId'] = actor.userId;
  if ('appId' in actor) kept['appId'] = actor.appId;
  return kept;
}
