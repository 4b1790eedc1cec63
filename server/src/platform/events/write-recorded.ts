import { prepared } from '../db/prepared.ts';
import { asLast } from '../db/sending.ts';
import { tables } from '../db/tx.ts';
import { auditRows, type AuditTable, type NewAuditEntry } from './audit.ts';
import { eventRows, type EventTable, type NewEvent, type Recorder } from './outbox.ts';

const insertRecorded = prepared((tx, events: EventTable[], entries: AuditTable[]) => {
  const db = tables<{ event: EventTable; audit_entry: AuditTable }>(tx);
  if (entries.length === 0) return db.insertInto('event').values(events);
  if (events.length === 0) return db.insertInto('audit_entry').values(entries);
  return db
    .with('emitted', (query) => query.insertInto('event').values(events))
    .insertInto('audit_entry')
    .values(entries);
});

/**
 * Writes a unit of work's events into the outbox and its audit entries into the trail: one statement, inside its transaction; with `isLast`
 * that transaction's last.
 */
export async function writeRecorded(
  by: Recorder,
  recorded: { readonly events: readonly NewEvent[]; readonly audit: readonly NewAuditEntry[] },
  { isLast }: { readonly isLast: boolean },
): Promise<void> {
  const events = eventRows(by, recorded.events);
  const entries = auditRows(by, recorded.audit);
  if (events.length === 0 && entries.length === 0) return;
  const query = insertRecorded(events, entries);
  await by.tx.executeQuery(isLast ? asLast(query) : query);
}
