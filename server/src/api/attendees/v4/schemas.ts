import Type from 'typebox';

export const nullable = <S extends Type.TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const text = nullable(Type.String());
const uuid = Type.String({ format: 'uuid' });
const closed = { additionalProperties: false } as const;

export const SLOTS = Array.from({ length: 25 }, (_, index) => `custom${index + 1}`);
const slots = <V>(value: (slot: string) => V): Record<string, V> => Object.fromEntries(SLOTS.map((slot) => [slot, value(slot)]));

const customSchema = Type.Object({
  type: Type.String(),
  value: Type.String(),
  code: Type.Optional(Type.String()),
  listItemId: Type.Optional(Type.String()),
});

/** api-reference/common/attendees/v4.attendees#get-attendee-response-schema */
export const attendeeSchema = Type.Object({
  id: uuid,
  uri: Type.String(),
  attendeeTypeCode: Type.String(),
  lastName: Type.String(),
  firstName: text,
  middleInitial: text,
  preferredName: Type.Null(),
  suffix: text,
  title: text,
  company: text,
  externalId: text,
  ownerName: Type.String(),
  ownerUserId: uuid,
  currencyCode: Type.String(),
  versionNumber: Type.Integer(),
  totalAmountYtd: Type.Number(),
  totalAmountPrevYear: Type.Number(),
  hasExceptionsYtd: Type.Boolean(),
  hasExceptionsPrevYear: Type.Boolean(),
  ...slots(() => Type.Optional(customSchema)),
});
export const attendeesSchema = Type.Object({ items: Type.Array(attendeeSchema), nextPage: Type.Optional(Type.String()) });

const written = Type.Optional(text);
/** The published file takes currencyCode and totalAmountYtd in both requests; lengths are the domain's to check. */
const fields = {
  firstName: written,
  middleInitial: written,
  suffix: written,
  title: written,
  company: written,
  externalId: written,
  currencyCode: Type.Optional(Type.String()),
  totalAmountYtd: Type.Optional(Type.Number()),
  ...slots(() => written),
};
export const newAttendeeSchema = Type.Object(
  { attendeeTypeCode: Type.String({ minLength: 1 }), lastName: Type.String(), ...fields },
  closed,
);
export const changesSchema = Type.Object({ lastName: Type.Optional(Type.String()), ...fields }, closed);
export const createdSchema = Type.Object({ id: uuid, uri: Type.String() });

const filter = Type.Optional(Type.String({ minLength: 1 }));
export const listQuerySchema = Type.Object(
  {
    attendeeTypeCode: filter,
    externalId: filter,
    id: filter,
    userId: filter,
    offset: filter,
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
    includeDeleted: Type.Boolean({ default: false }),
  },
  closed,
);
export const oneQuerySchema = Type.Object(
  {
    userId: filter,
    versionNumber: Type.Optional(Type.Integer({ minimum: 1, maximum: 2_147_483_647 })),
    includeDeleted: Type.Boolean({ default: false }),
  },
  closed,
);
export const userQuerySchema = Type.Object({ userId: filter }, closed);
export const idParamsSchema = Type.Object({ id: Type.String({ minLength: 1 }) });
