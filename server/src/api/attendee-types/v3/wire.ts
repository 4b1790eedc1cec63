import Type, { type Static } from 'typebox';
import {
  AttendeeReferenceUnknown,
  AttendeeTypeNotFound,
  type AttendeeType,
  type TypeChanges,
} from '../../../modules/attendee/index.ts';
import { opaqueId, parseOpaqueId } from '../../../platform/ids/index.ts';
import { collectionOf, nullable, present, resourceXml } from '../../dialects/v3/values.ts';

const closed = { additionalProperties: false } as const;
const searchFields = Type.Array(Type.String(), { xml: { item: 'DuplicateSearchField' } });

/** api-reference/expense/attendee-types/v3.attendee-types#schema-attendee-type */
export const typeSchema = Type.Object(
  {
    Name: Type.String(),
    Code: Type.String(),
    AttendeeFormID: Type.String(),
    DuplicateSearchFields: searchFields,
    ConnectorID: Type.String(),
    AllowManuallyEnteredAttendees: Type.Boolean(),
    AllowAttendeeCountEditing: Type.Boolean(),
    ID: Type.String(),
    URI: Type.String(),
  },
  { xml: resourceXml },
);
export const typesSchema = collectionOf(typeSchema, 'AttendeeType');

const settings = {
  AttendeeFormID: Type.Optional(Type.String()),
  DuplicateSearchFields: Type.Optional(searchFields),
  // No type has a connector: only "none" can be said.
  ConnectorID: Type.Optional(nullable(Type.String({ maxLength: 0 }))),
  AllowManuallyEnteredAttendees: Type.Optional(Type.Boolean()),
  AllowAttendeeCountEditing: Type.Optional(Type.Boolean()),
  // A whole type may be sent back.
  ID: Type.Optional(Type.Unknown()),
  URI: Type.Optional(Type.Unknown()),
};
export const newTypeSchema = Type.Object({ Name: Type.String(), Code: Type.String(), ...settings }, closed);
export const changesSchema = Type.Object(
  { Name: Type.Optional(Type.String()), Code: Type.Optional(Type.String()), ...settings },
  closed,
);

/** These are the system's affair: api-reference/expense/attendee-types/v3.attendee-types#get. */
export const isListed = (type: AttendeeType): boolean => !type.isSystem && !type.isDeleted;

export const typeOpaqueId = (id: string): string => opaqueId('g', 'attendee-type', id);
export const typeUri = (origin: string, id: string): string =>
  `${origin}/api/v3.0/expense/attendeetypes/${encodeURIComponent(typeOpaqueId(id))}`;

const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

export const toType = (type: AttendeeType, origin: string): Static<typeof typeSchema> => ({
  Name: type.name,
  Code: type.code,
  AttendeeFormID: opaqueId('g', 'form', type.form.id),
  DuplicateSearchFields: type.duplicateSearchFields.map(upper),
  ConnectorID: '',
  AllowManuallyEnteredAttendees: type.allowsManualEntry,
  AllowAttendeeCountEditing: type.allowsCountEditing,
  ID: typeOpaqueId(type.id),
  URI: typeUri(origin, type.id),
});

/** @throws AttendeeTypeNotFound for what is no type's id */
export function typeIdOf(text: string): string {
  const id = parseOpaqueId('g', 'attendee-type', text);
  if (!id) throw new AttendeeTypeNotFound();
  return id;
}

function formIdOf(text: string): string {
  const id = parseOpaqueId('g', 'form', text);
  if (!id) throw new AttendeeReferenceUnknown('AttendeeFormID', text);
  return id;
}

export const changesFromWire = (body: Static<typeof changesSchema>): TypeChanges =>
  present({
    name: body.Name,
    code: body.Code,
    formId: body.AttendeeFormID === undefined ? undefined : formIdOf(body.AttendeeFormID),
    duplicateSearchFields: body.DuplicateSearchFields?.map(lower),
    allowsManualEntry: body.AllowManuallyEnteredAttendees,
    allowsCountEditing: body.AllowAttendeeCountEditing,
  });
