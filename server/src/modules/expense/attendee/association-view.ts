import { decimal } from '../../../platform/money/money.ts';
import type { EntryRow } from '../entry/entry-queries.ts';
import type { AssociationRow } from './association-queries.ts';
import { inProportion } from './share.ts';
import type { Association, Attendance } from './types.ts';

/** All associations of an entry, no-shows among them. */
export function toAssociations(entry: EntryRow, rows: readonly AssociationRow[]): Association[] {
  const amounts = rows.map((row) => decimal(row.transaction_amount));
  const whole = decimal(entry.transaction_amount);
  const approved = inProportion(decimal(entry.approved_amount), entry.currency_code, amounts, whole);
  return rows.map((row, index) => ({
    id: row.id,
    entryId: row.entry_id,
    attendeeId: row.attendee_id,
    attendeeVersion: row.attendee_version,
    transaction: { amount: decimal(row.transaction_amount), currencyCode: entry.transaction_currency },
    approved: { amount: approved[index] ?? decimal(0), currencyCode: entry.currency_code },
    isAmountEdited: row.is_amount_edited,
    associatedCount: row.associated_count,
    isTraveling: row.is_traveling,
    custom: row.custom,
  }));
}

/** The same with the no-shows as a number: api-reference/expense/expense-report/v4.expense-attendee-associations#schema. */
export function toAttendance(entry: EntryRow, rows: readonly AssociationRow[]): Attendance {
  const noShows = new Set(rows.filter((row) => row.is_no_show).map(({ id }) => id));
  const all = toAssociations(entry, rows);
  return {
    associations: all.filter(({ id }) => !noShows.has(id)),
    noShowCount: all.reduce((count, { id, associatedCount }) => count + (noShows.has(id) ? associatedCount : 0), 0),
  };
}
