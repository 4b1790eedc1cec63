import { sql } from 'kysely';
import { latestOf } from '../../platform/db/latest.ts';
import type { Tx } from '../../platform/db/tx.ts';

/** Something that happened, as it stands in the outbox. */
export interface RecordedEvent {
  readonly id: string;
  readonly topic: string;
  readonly type: string;
  readonly subjectId: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly correlationId: string;
  readonly occurredAt: Date;
}

export interface EventFilter {
  readonly type?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

/** Events of one company, the latest first, from below `before`. */
export async function selectEvents(
  tx: Tx,
  companyId: string,
  { type, subjectId, from, until }: EventFilter,
  page: { readonly before: string | undefined; readonly limit: number },
): Promise<RecordedEvent[]> {
  const values = [
    [sql`event_type`, type],
    [sql`subject_id`, subjectId],
  ] as const;
  const { rows } = await sql<RecordedEvent>`
    select id, topic, event_type as type, subject_id as "subjectId", facts, correlation_id as "correlationId",
      occurred_at as "occurredAt"
    from event ${latestOf(companyId, values, { from, until, ...page })}`.execute(tx);
  return rows;
}

/** The types that a company's events have: one step along the index for each, however many events there are. */
export async function selectTypes(tx: Tx, companyId: string): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    with recursive types as (
      (select event_type from event where company_id = ${companyId} order by event_type limit 1)
      union all
      select (select e.event_type from event e where e.company_id = ${companyId} and e.event_type > types.event_type
        order by e.event_type limit 1)
      from types where types.event_type is not null
    )
    select event_type as type from types where event_type is not null`.execute(tx);
  return rows.map(({ type }) => type);
}
