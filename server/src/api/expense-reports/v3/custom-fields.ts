import Type, { type Static } from 'typebox';
import type { CustomChanges, CustomValues, Report } from '../../../modules/expense/index.ts';
import {
  customFieldSchema,
  customFieldText,
  customFieldToWire,
  writtenCustomFieldSchema,
  type WrittenCustomField,
} from '../../dialects/v3/custom-field.ts';
import { nullable } from '../../dialects/v3/values.ts';
import { customTypeName } from '../custom-type.ts';

type CustomField = Static<typeof customFieldSchema>;

const readSchema = nullable(customFieldSchema);
const writeSchema = Type.Optional(writtenCustomFieldSchema(48));

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
            value ? { ...customFieldToWire(value.listItemId ? 'List' : 'Text', value), Label: null, Sequence: index + 1 } : null,
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
        if (value) fields[key] = customFieldToWire(customTypeName(slot, value, customTypes), value);
      }
      return fields;
    },
    /** Absent leaves a slot alone, null and empty text clear it. */
    fromWire(body: Readonly<Record<string, unknown>>): CustomChanges {
      const given = keys.filter((key) => body[key] !== undefined);
      return Object.fromEntries(given.map((key) => [slotOf(key), changeOf(key, body[key] as WrittenCustomField)]));
    },
  };
}

function changeOf(key: string, written: WrittenCustomField): CustomChanges[string] {
  const text = customFieldText(key, written);
  return text === null ? null : { value: text };
}

const slotOf = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);
