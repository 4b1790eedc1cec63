import Type, { type TSchema } from 'typebox';
import { collectionOf, nullable, resourceXml } from '../../dialects/v3/values.ts';
import { customRead, customWrite } from './custom-values.ts';

const text = nullable(Type.String());
const closed = { additionalProperties: false } as const;

/** api-reference/expense/attendees/v3.attendees#schema-attendee */
const readOnly = {
  ID: Type.String(),
  URI: Type.String(),
  HasExceptionsPrevYear: Type.Boolean(),
  HasExceptionsYTD: Type.Boolean(),
  TotalAmountPrevYear: Type.Number(),
  VersionNumber: Type.Integer(),
  OwnerName: Type.String(),
  OwnerLoginID: Type.String(),
};
export const attendeeSchema = Type.Object(
  {
    ...readOnly,
    AttendeeTypeCode: Type.String(),
    AttendeeTypeID: Type.String(),
    FirstName: text,
    LastName: Type.String(),
    MiddleInitial: text,
    Suffix: text,
    Company: text,
    Title: text,
    ExternalID: text,
    TotalAmountYTD: Type.Number(),
    CurrencyCode: Type.String(),
    ...customRead,
  },
  { xml: resourceXml },
);
export const attendeesSchema = collectionOf(attendeeSchema, 'Attendee');

/** A caller may send a whole attendee back: what is read-only is taken and left alone. */
const ignored = (fields: Readonly<Record<string, TSchema>>) =>
  Object.fromEntries(Object.keys(fields).map((name) => [name, Type.Optional(Type.Unknown())]));

const written = Type.Optional(text);
const fields = {
  FirstName: written,
  MiddleInitial: written,
  Suffix: written,
  Company: written,
  Title: written,
  ExternalID: written,
  CurrencyCode: Type.Optional(Type.String()),
  TotalAmountYTD: Type.Optional(Type.Number()),
  ...customWrite,
  ...ignored(readOnly),
};
/** The page names the type by code or by id, the published file by id alone. */
export const newAttendeeSchema = Type.Object(
  {
    AttendeeTypeID: Type.Optional(Type.String({ minLength: 1 })),
    AttendeeTypeCode: Type.Optional(Type.String({ minLength: 1 })),
    LastName: Type.String(),
    ...fields,
  },
  closed,
);
export const changesSchema = Type.Object(
  {
    AttendeeTypeID: Type.Optional(Type.String()),
    AttendeeTypeCode: Type.Optional(Type.String()),
    LastName: Type.Optional(Type.String()),
    ...fields,
  },
  closed,
);

const filter = Type.Optional(Type.String({ minLength: 1 }));
export const listQuerySchema = Type.Object(
  {
    externalID: filter,
    attendeeTypeID: filter,
    user: filter,
    offset: filter,
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
  },
  closed,
);
export const userQuerySchema = Type.Object({ user: filter }, closed);
export const idParamsSchema = Type.Object({ id: Type.String({ minLength: 1 }) });
