import { newId } from '../ids/ids.ts';
import { describeActor, type Recorder } from './outbox.ts';

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

export const auditRows = (by: Recorder, entries: readonly NewAuditEntry[]): AuditTable[] =>
  entries.map((entry) => ({
    company_id: entry.companyId ?? by.companyId,
    id: newId(by.clock),
    subject_kind: entry.subjectKind,
    subject_id: entry.subjectId,
    action: entry.action,
    actor: JSON.stringify(describeActor(by.actor)),
    details: JSON.stringify(entry.details ?? {}),
    correlation_id: by.correlationId,
    recorded_at: by.clock.now(),
  }));
