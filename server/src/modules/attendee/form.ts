import { parseHex32, parseUuid } from '../../platform/ids/index.ts';
import { MoneyError, parseAmount } from '../../platform/money/money.ts';
import { isLonger } from '../../platform/text.ts';
import type { ListItem } from '../lists/index.ts';
import { slotLength } from './attendee.ts';
import { AttendeeReferenceUnknown, AttendeeValueRefused } from './errors.ts';
import type { Attendee, CustomValue, CustomValues, FieldType, FormField } from './types.ts';

const YES = new Set(['y', 'yes', 'true', '1']);
const NO = new Set(['n', 'no', 'false', '0']);

type Plain = Exclude<FieldType, 'List' | 'ConnectedList'>;

/** How a text of each type is kept; undefined for one that is none of the type. */
const READ: Readonly<Record<Plain, (text: string) => string | undefined>> = {
  Text: (text) => text,
  Boolean: (text) => (YES.has(text.toLowerCase()) ? 'Y' : NO.has(text.toLowerCase()) ? 'N' : undefined),
  Integer: (text) => (/^[+-]?\d{1,15}$/.test(text) ? text : undefined),
  Number: (text) => number(text),
  Amount: (text) => number(text),
  Date: (text) => (isDay(text) ? text : undefined),
};

function isDay(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

function number(text: string): string | undefined {
  try {
    return parseAmount(text).toFixed();
  } catch (error) {
    if (error instanceof MoneyError) return undefined;
    throw error;
  }
}

export const isListField = (field: FormField): boolean => field.type === 'List' || field.type === 'ConnectedList';

/**
 * The slots after a change. What the form does not show is passed over: api-reference/common/attendees/v4.attendees#create-attendee-request-schema.
 * @throws AttendeeValueRefused, AttendeeReferenceUnknown
 */
export function mergeSlots(
  before: CustomValues,
  changes: Readonly<Record<string, string | null>>,
  form: { readonly fields: readonly FormField[]; readonly itemsOf: (listId: string) => readonly ListItem[] },
): CustomValues {
  const merged: Record<string, CustomValue> = { ...before };
  for (const field of form.fields) {
    const given = changes[field.slot];
    if (given === undefined) continue;
    if (!given?.trim()) delete merged[field.slot];
    else merged[field.slot] = isListField(field) ? chosen(field, given, form.itemsOf(field.listId ?? '')) : typed(field, given);
  }
  return merged;
}

function typed({ slot, type }: FormField, given: string): CustomValue {
  const value = READ[type as Plain](given);
  if (value === undefined) throw new AttendeeValueRefused(slot, `is no value of the type ${type}.`);
  if (isLonger(value, slotLength(slot) ?? 0))
    throw new AttendeeValueRefused(slot, `is longer than ${slotLength(slot)} characters.`);
  return { value };
}

/** An item is named by its id or by its code. */
function chosen({ slot }: FormField, given: string, items: readonly ListItem[]): CustomValue {
  const id = parseUuid(given) ?? parseHex32(given);
  const item = items.find((each) => (id ? each.id === id : each.shortCode.toLowerCase() === given.toLowerCase()));
  if (!item) throw new AttendeeReferenceUnknown(slot, given);
  return { value: item.value, code: item.shortCode, listItemId: item.id };
}

/** The values that a form shows, in its order. */
export const shown = (values: CustomValues, fields: readonly FormField[]): Attendee['custom'] =>
  fields.flatMap(({ slot, type }) => {
    const value = values[slot];
    return value ? [{ slot, type, ...value }] : [];
  });
