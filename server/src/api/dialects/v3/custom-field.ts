import Type, { type Static } from 'typebox';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { opaqueId, parseOpaqueId } from '../../../platform/ids/index.ts';
import { nullable } from './values.ts';

/** A custom field as it is read. */
export const customFieldSchema = Type.Object({
  Type: Type.String(),
  Value: Type.String(),
  Code: nullable(Type.String()),
  ListItemID: nullable(Type.String()),
});
type CustomField = Static<typeof customFieldSchema>;

/** And as it is written: the pages have the object that is read, the published files a text. `longest` in characters. */
export function writtenCustomFieldSchema(longest?: number) {
  const text = Type.String(longest === undefined ? {} : { maxLength: longest });
  const members = {
    Type: Type.Optional(nullable(Type.String())),
    Value: Type.Optional(nullable(text)),
    Code: Type.Optional(nullable(text)),
    ListItemID: Type.Optional(nullable(Type.String())),
  };
  return Type.Union([text, Type.Object(members, { additionalProperties: false }), Type.Null()], { xml: { orText: true } });
}
export type WrittenCustomField = Static<ReturnType<typeof writtenCustomFieldSchema>>;

/**
 * What a written field says; null where it is to be empty. An item of a list is named by its id rather than by its code, and by its code rather
 * than by its name. @throws InvalidInput for an id that is none.
 */
export function customFieldText(name: string, written: WrittenCustomField): string | null {
  if (written === null || typeof written === 'string') return written || null;
  const { Value, Code, ListItemID } = written;
  if (!ListItemID) return Code || Value || null;
  const item = parseOpaqueId('g', 'list-item', ListItemID);
  if (!item)
    throw new InvalidInput('body', [{ path: `${name}.ListItemID`, rule: 'format', message: 'is not the ID of a list item' }]);
  return item;
}

/** A held value as it is read. */
export const customFieldToWire = (
  type: string,
  {
    value,
    code,
    listItemId,
  }: { readonly value: string; readonly code?: string | undefined; readonly listItemId?: string | undefined },
): CustomField => ({
  Type: type,
  Value: value,
  Code: code ?? null,
  ListItemID: listItemId ? opaqueId('g', 'list-item', listItemId) : null,
});
