import { prepared } from '../db/prepared.ts';
import { asLast } from '../db/sending.ts';
import { tables, type Tx } from '../db/tx.ts';
import { auditRows, type AuditTable, type NewAuditEntry } from './audit.ts';
import { eventRows, type EventTable, type NewEvent, type Recorder } from './outbox.ts';

const insertRecorded = prepared((tx, events: readonly EventTable[], entries: readonly AuditTable[]) => {
  const db = tables<{ event: EventTable; audit_entry: AuditTable }>(tx);
  if (entries.length === 0) return db.insertInto('event').values(events);
  if (events.length === 0) return db.insertInto('audit_entry').values(entries);
  return db
    .with('emitted', (query) => query.insertInto('event').values(events))
    .insertInto('audit_entry')
    .values(entries);
});

/** Rows of the outbox and of the audit trail, ready to be written. */
export interface RecordedRows {
  readonly events: readonly EventTable[];
  readonly audit: readonly AuditTable[];
}

export const recordedRows = (
  by: Recorder,
  recorded: { readonly events: readonly NewEvent[]; readonly audit: readonly NewAuditEntry[] },
): RecordedRows => ({ events: eventRows(by, recorded.events), audit: auditRows(by, recorded.audit) });

/**
 * Writes what a unit of work recorded into the outbox and the trail: one statement, inside its transaction; with `isLast` that
 * transaction's last.
 */
export async function writeRecorded(tx: Tx, rows: RecordedRows, { isLast }: { readonly isLast: boolean }): Promise<void> {
  if (rows.events.length === 0 && rows.audit.length === 0) return;
  const query = insertRecorded(rows.events, rows.audit);
  await tx.executeQuery(isLast ? asLast(query) : query);
}
