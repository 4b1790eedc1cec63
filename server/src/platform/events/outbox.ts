import { tables, type Tx } from '../db/tx.ts';
import { newId } from '../ids/ids.ts';
import type { Actor } from '../actor.ts';

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

export interface Recorded {
  readonly tx: Tx;
  readonly companyId: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly now: Date;
}

/** Writes events into the outbox inside the caller's transaction, in the order they were emitted. */
export async function writeEvents(at: Recorded, events: readonly NewEvent[]): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map((event) => ({
    company_id: at.companyId,
    id: newId({ now: () => at.now }),
    topic: event.topic,
    event_type: event.type,
    subject_id: event.subjectId,
    facts: JSON.stringify(event.facts),
    actor: JSON.stringify(describeActor(at.actor)),
    correlation_id: at.correlationId,
    occurred_at: at.now,
  }));
  await tables<{ event: EventTable }>(at.tx).insertInto('event').values(rows).execute();
}

/** An actor without its scopes: what the outbox and the audit trail keep. */
export function describeActor(actor: Actor): Record<string, string> {
  const kept: Record<string, string> = { kind: actor.kind };
  if ('userId' in actor) kept['userId'] = actor.userId;
  if ('appId' in actor) kept['appId'] = actor.appId;
  return kept;
}
