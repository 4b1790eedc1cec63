import { tables } from '../db/tx.ts';
import { newId } from '../ids/ids.ts';
import { describeActor, type Recorded } from './outbox.ts';

/** One line of the audit trail: who did what to which object. Details hold values, so they never leave the company. */
export interface NewAuditEntry {
  /** A glossary noun: report, entry, user, app ... */
  readonly subjectKind: string;
  readonly subjectId: string;
  /** What was done, a verb phrase of the glossary: created, submitted, sent-back ... */
  readonly action: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** Whose trail it belongs to, where that is not the company of the unit of work: `PLATFORM` for what belongs to none. */
  readonly companyId?: string;
}

/** Stands for the installation itself in the audit trail: apps of partners, signing keys. */
export const PLATFORM = '00000000-0000-0000-0000-000000000000';

export interface AuditTable {
  company_id: string;
  id: string;
  subject_kind: string;
  subject_id: string;
  action: string;
  actor: string;
  details: string;
  correlation_id: string;
  recorded_at: Date;
}

/** Writes audit entries inside the caller's transaction. */
export async function writeAudit(
  at: Omit<Recorded, 'companyId'> & { companyId: () => string },
  entries: readonly NewAuditEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    company_id: entry.companyId ?? at.companyId(),
    id: newId({ now: () => at.now }),
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    action: entry.action,
    actor: JSON.stringify(describeActor(at.actor)),
    details: JSON.stringify(entry.details ?? {}),
    correlation_id: at.correlationId,
    recorded_at: at.now,
  }));
  await tables<{ audit_entry: AuditTable }>(at.tx).insertInto('audit_entry').values(rows).execute();
}
