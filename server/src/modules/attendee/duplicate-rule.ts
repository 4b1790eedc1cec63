import { slotLength } from './attendee.ts';
import type { AttendeeFields, AttendeeType } from './types.ts';

/** The owner, as types name it; the others are fields of the attendee. */
const OWNER = 'ownerEmpName';
const FIELDS = ['lastName', 'firstName', 'middleInitial', 'suffix', 'title', 'company', 'externalId'] as const;

export type ComparedField = (typeof FIELDS)[number] | `custom${number}`;

export const isSearchField = (name: string): boolean =>
  name === OWNER || (FIELDS as readonly string[]).includes(name) || slotLength(name) !== undefined;

/** Case and spaces around a text make no other person. */
const comparable = (text: string | null | undefined): string | null => text?.trim().toLowerCase() || null;

/**
 * The fields that a duplicate of this attendee must agree in, with what they say; null where it is nothing. Undefined where the rule finds no
 * duplicates: it names no field, or the attendee says nothing in any of them. The owner needs no comparing: private attendees are only ever
 * compared with those of the same owner, as the others do not exist for it, and shared ones have none.
 */
export function duplicateRule(
  type: Pick<AttendeeType, 'duplicateSearchFields'>,
  fields: AttendeeFields,
): ReadonlyMap<ComparedField, string | null> | undefined {
  const names = type.duplicateSearchFields.filter((name): name is ComparedField => name !== OWNER && isSearchField(name));
  const values = new Map(
    names
      .toSorted()
      .map((name) => [name, comparable(name in fields.custom ? fields.custom[name]?.value : valueOf(fields, name))]),
  );
  return [...values.values()].some((value) => value !== null) ? values : undefined;
}

const valueOf = (fields: AttendeeFields, name: ComparedField): string | null =>
  (FIELDS as readonly string[]).includes(name) ? fields[name as (typeof FIELDS)[number]] : null;
