import { sql } from 'kysely';
import { latestOf } from '../../platform/db/latest.ts';
import type { Tx } from '../../platform/db/tx.ts';

/** Who did it: a person, an app or the program itself, as the trail keeps it. */
export interface Doer {
  readonly kind: string;
  readonly userId?: string;
  readonly appId?: string;
}

/** One line of the audit trail. */
export interface AuditEntry {
  readonly id: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly action: string;
  readonly actor: Doer;
  readonly details: Readonly<Record<string, unknown>>;
  readonly correlationId: string;
  readonly recordedAt: Date;
}

/** Which lines; what is left out does not narrow. */
export interface AuditFilter {
  readonly actorId?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly action?: string | undefined;
  /** From this moment on. */
  readonly from?: Date | undefined;
  /** Before this moment. */
  readonly until?: Date | undefined;
}

/** Lines of one company, the latest first, from below `before`. Ids ascend in time. */
export async function selectEntries(
  tx: Tx,
  companyId: string,
  { actorId, subjectKind, subjectId, action, from, until }: AuditFilter,
  page: { readonly before: string | undefined; readonly limit: number },
): Promise<AuditEntry[]> {
  const values = [
    [sql`actor ->> 'userId'`, actorId],
    [sql`subject_kind`, subjectKind],
    [sql`subject_id`, subjectId],
    [sql`action`, action],
  ] as const;
  const { rows } = await sql<AuditEntry>`
    select id, subject_kind as "subjectKind", subject_id as "subjectId", action, actor, details,
      correlation_id as "correlationId", recorded_at as "recordedAt"
    from audit_entry ${latestOf(companyId, values, { from, until, ...page })}`.execute(tx);
  return rows;
}
