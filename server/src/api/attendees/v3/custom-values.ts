import Type, { type Static } from 'typebox';
import type { Attendee, AttendeeChanges } from '../../../modules/attendee/index.ts';
import { parseOpaqueId } from '../../../platform/ids/index.ts';
import {
  customFieldSchema,
  customFieldText,
  customFieldToWire,
  writtenCustomFieldSchema,
  type WrittenCustomField,
} from '../../dialects/v3/custom-field.ts';
import { nullable } from '../../dialects/v3/values.ts';

const SLOTS = Array.from({ length: 25 }, (_, index) => `Custom${index + 1}`);
const tableOf = <V>(value: V): Record<string, V> => Object.fromEntries(SLOTS.map((slot) => [slot, value]));
const slotOf = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

export const customRead = tableOf(nullable(customFieldSchema));
export const customWrite = tableOf(Type.Optional(writtenCustomFieldSchema()));

export function customToWire(custom: Attendee['custom']): Record<string, Static<typeof customFieldSchema> | null> {
  const values = new Map(custom.map((value) => [value.slot, value]));
  return Object.fromEntries(
    SLOTS.map((name) => {
      const value = values.get(slotOf(name));
      return [name, value ? customFieldToWire(value.type, value) : null];
    }),
  );
}

/** Absent leaves a field alone, null and empty text clear it; undefined where none is given. */
export function customFromWire(body: Readonly<Record<string, unknown>>): AttendeeChanges['custom'] {
  const given = SLOTS.filter((name) => body[name] !== undefined);
  if (given.length === 0) return undefined;
  return Object.fromEntries(given.map((name) => [slotOf(name), saidBy(name, body[name] as WrittenCustomField)]));
}

/** A plain text may be the id of an item, too. */
const saidBy = (name: string, written: WrittenCustomField): string | null =>
  (typeof written === 'string' && parseOpaqueId('g', 'list-item', written)) || customFieldText(name, written);
