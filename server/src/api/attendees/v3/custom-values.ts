import Type, { type Static } from 'typebox';
import type { Attendee, AttendeeChanges } from '../../../modules/attendee/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { opaqueId, parseOpaqueId } from '../../../platform/ids/index.ts';
import { nullable } from '../../dialects/v3/values.ts';

const SLOTS = Array.from({ length: 25 }, (_, index) => `Custom${index + 1}`);
const tableOf = <V>(value: V): Record<string, V> => Object.fromEntries(SLOTS.map((slot) => [slot, value]));
const slotOf = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const text = nullable(Type.String());
const readSchema = Type.Object({ Type: Type.String(), Value: Type.String(), Code: text, ListItemID: text });

/** The page has the object that is read, the published file a text. */
const writeSchema = Type.Union(
  [
    Type.String(),
    Type.Object(
      { Type: Type.Optional(text), Value: Type.Optional(text), Code: Type.Optional(text), ListItemID: Type.Optional(text) },
      { additionalProperties: false },
    ),
    Type.Null(),
  ],
  { xml: { orText: true } },
);
type Written = Static<typeof writeSchema>;

export const customRead = tableOf(nullable(readSchema));
export const customWrite = tableOf(Type.Optional(writeSchema));

export function customToWire(custom: Attendee['custom']): Record<string, Static<typeof readSchema> | null> {
  const values = new Map(custom.map((value) => [value.slot, value]));
  return Object.fromEntries(
    SLOTS.map((name) => {
      const value = values.get(slotOf(name));
      return [name, value ? fieldToWire(value) : null];
    }),
  );
}

const fieldToWire = ({ type, value, code, listItemId }: Attendee['custom'][number]) => ({
  Type: type,
  Value: value,
  Code: code ?? null,
  ListItemID: listItemId === undefined ? null : opaqueId('g', 'list-item', listItemId),
});

/** Absent leaves a field alone, null and empty text clear it; undefined where none is given. */
export function customFromWire(body: Readonly<Record<string, unknown>>): AttendeeChanges['custom'] {
  const given = SLOTS.filter((name) => body[name] !== undefined);
  if (given.length === 0) return undefined;
  return Object.fromEntries(given.map((name) => [slotOf(name), saidBy(name, body[name] as Written)]));
}

/** An item of a list is named by its id rather than by its code, and by its code rather than by its name. */
function saidBy(name: string, written: Written): string | null {
  if (written === null) return null;
  if (typeof written === 'string') return parseOpaqueId('g', 'list-item', written) ?? written;
  const { Value, Code, ListItemID } = written;
  if (!ListItemID) return Code || Value || null;
  const item = parseOpaqueId('g', 'list-item', ListItemID);
  if (!item)
    throw new InvalidInput('body', [{ path: `${name}.ListItemID`, rule: 'format', message: 'is not the ID of a list item' }]);
  return item;
}
