import { sql, type RawBuilder } from 'kysely';
import type { Tx } from '../../platform/db/tx.ts';
import { lowestIdAt } from '../../platform/ids/index.ts';

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

function conditions(companyId: string, filter: AuditFilter): RawBuilder<unknown>[] {
  const { actorId, subjectKind, subjectId, action, from, until } = filter;
  const all = [sql`company_id = ${companyId}`];
  if (actorId !== undefined) all.push(sql`actor ->> 'userId' = ${actorId}`);
  if (subjectKind !== undefined) all.push(sql`subject_kind = ${subjectKind}`);
  if (subjectId !== undefined) all.push(sql`subject_id = ${subjectId}`);
  if (action !== undefined) all.push(sql`action = ${action}`);
  if (from) all.push(sql`id >= ${lowestIdAt(from)}`);
  if (until) all.push(sql`id < ${lowestIdAt(until)}`);
  return all;
}

/** Lines of one company, the latest first, from below `before`. Ids ascend in time. */
export async function selectEntries(
  tx: Tx,
  companyId: string,
  filter: AuditFilter,
  page: { readonly before: string | undefined; readonly limit: number },
): Promise<AuditEntry[]> {
  const all = conditions(companyId, filter);
  if (page.before !== undefined) all.push(sql`id < ${page.before}`);
  const { rows } = await sql<AuditEntry>`
    select id, subject_kind as "subjectKind", subject_id as "subjectId", action, actor, details,
      correlation_id as "correlationId", recorded_at as "recordedAt"
    from audit_entry where ${sql.join(all, sql` and `)} order by id desc limit ${page.limit}`.execute(tx);
  return rows;
}
