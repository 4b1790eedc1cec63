import Type, { type Static } from 'typebox';
import type { CustomChanges, CustomValue, CustomValues, Report } from '../../../modules/expense/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { opaqueId, parseOpaqueId } from '../../../platform/ids/index.ts';
import { nullable } from '../../dialects/v3/values.ts';
import { customTypeName } from '../custom-type.ts';

const customFieldSchema = Type.Object({
  Type: Type.String(),
  Value: Type.String(),
  Code: nullable(Type.String()),
  ListItemID: nullable(Type.String()),
});
type CustomField = Static<typeof customFieldSchema>;

const readSchema = nullable(customFieldSchema);

/** The pages have the object that is read, the published files a text. */
const writeSchema = Type.Optional(
  Type.Union(
    [
      Type.String({ maxLength: 48 }),
      Type.Object(
        {
          Type: Type.Optional(nullable(Type.String())),
          Value: Type.Optional(nullable(Type.String({ maxLength: 48 }))),
          Code: Type.Optional(nullable(Type.String({ maxLength: 48 }))),
          ListItemID: Type.Optional(nullable(Type.String())),
        },
        { additionalProperties: false },
      ),
      Type.Null(),
    ],
    { xml: { orText: true } },
  ),
);
type Written = NonNullable<Static<typeof writeSchema>>;

const names = (customs: number): string[] => [
  ...Array.from({ length: 6 }, (_, index) => `OrgUnit${index + 1}`),
  ...Array.from({ length: customs }, (_, index) => `Custom${index + 1}`),
];
const tableOf = <V>(keys: readonly string[], value: (key: string) => V): Record<string, V> =>
  Object.fromEntries(keys.map((key) => [key, value(key)]));

/** As an allocation shows them: with the label and the place of the field on its form. */
const extendedSchema = Type.Object({
  ...customFieldSchema.properties,
  Label: nullable(Type.String()),
  Sequence: Type.Integer(),
});
type ExtendedField = Static<typeof extendedSchema>;

/** Custom1 to n of an allocation. Until forms say otherwise a field stands in the place of its number, without a label. */
export function extendedFields(customs: number) {
  const keys = Array.from({ length: customs }, (_, index) => `Custom${index + 1}`);
  return {
    read: tableOf(keys, () => nullable(extendedSchema)),
    toWire: (values: CustomValues): Record<string, ExtendedField | null> =>
      Object.fromEntries(
        keys.map((key, index) => {
          const value = values[slotOf(key)];
          return [
            key,
            value ? { ...fieldToWire(value, value.listItemId ? 'List' : 'Text'), Label: null, Sequence: index + 1 } : null,
          ];
        }),
      ),
  };
}

/** OrgUnit1 to 6 and Custom1 to n, each an object when read, and that or a plain text when written. */
export function customFields(customs: number) {
  const keys = names(customs);
  const slots = keys.map((key) => [key, slotOf(key)] as const);
  const blank: Readonly<Record<string, CustomField | null>> = tableOf(keys, () => null);
  return {
    read: tableOf(keys, () => readSchema),
    write: tableOf(keys, () => writeSchema),
    toWire({ custom, customTypes }: Pick<Report, 'custom' | 'customTypes'>): Record<string, CustomField | null> {
      const fields = { ...blank };
      for (const [key, slot] of slots) {
        const value = custom[slot];
        if (value) fields[key] = fieldToWire(value, customTypeName(slot, value, customTypes));
      }
      return fields;
    },
    /** Absent leaves a slot alone, null and empty text clear it. */
    fromWire(body: Readonly<Record<string, unknown>>): CustomChanges {
      const given = keys.filter((key) => body[key] !== undefined);
      return Object.fromEntries(given.map((key) => [slotOf(key), changeOf(key, body[key] as Written | null)]));
    },
  };
}

function changeOf(key: string, written: Written | null): CustomChanges[string] {
  const text = written === null || typeof written === 'string' ? written : chosen(key, written);
  return text ? { value: text } : null;
}

/** An item of a list is named by its id rather than by its code, and by its code rather than by its name. */
function chosen(key: string, { Value, Code, ListItemID }: Exclude<Written, string>): string | null | undefined {
  if (!ListItemID) return Code || Value;
  const item = parseOpaqueId('g', 'list-item', ListItemID);
  if (!item)
    throw new InvalidInput('body', [{ path: `${key}.ListItemID`, rule: 'format', message: 'is not the ID of a list item' }]);
  return item;
}

const slotOf = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const fieldToWire = (value: CustomValue, type: string): CustomField => ({
  Type: type,
  Value: value.value,
  Code: value.code ?? null,
  ListItemID: value.listItemId ? opaqueId('g', 'list-item', value.listItemId) : null,
});
