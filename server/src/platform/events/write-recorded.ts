import { tables } from '../db/tx.ts';
import { auditRows, type AuditTable, type NewAuditEntry } from './audit.ts';
import { eventRows, type EventTable, type NewEvent, type Recorder } from './outbox.ts';

/** Writes a unit of work's events into the outbox and its audit entries into the trail: one statement, inside its transaction. */
export async function writeRecorded(
  by: Recorder,
  recorded: { readonly events: readonly NewEvent[]; readonly audit: readonly NewAuditEntry[] },
): Promise<void> {
  const db = tables<{ event: EventTable; audit_entry: AuditTable }>(by.tx);
  const events = eventRows(by, recorded.events);
  const entries = auditRows(by, recorded.audit);
  if (events.length === 0 && entries.length === 0) return;
  if (entries.length === 0) await db.insertInto('event').values(events).execute();
  else if (events.length === 0) await db.insertInto('audit_entry').values(entries).execute();
  else
    await db
      .with('emitted', (query) => query.insertInto('event').values(events))
      .insertInto('audit_entry')
      .values(entries)
      .execute();
}
