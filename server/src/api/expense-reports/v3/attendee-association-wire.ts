import Type, { type Static } from 'typebox';
import {
  AssociationNotFound,
  UnknownReference,
  ValueRefused,
  type Association,
  type AssociationChanges,
} from '../../../modules/expense/index.ts';
import { opaqueId, parseOpaqueId } from '../../../platform/ids/index.ts';
import { toWire } from '../../../platform/money/money.ts';
import { readAmount } from '../../amounts.ts';
import { collectionOf, nullable, present, resourceXml } from '../../dialects/v3/values.ts';
import { entryOpaqueId } from './entry-to-wire.ts';

const text = nullable(Type.String());
const closed = { additionalProperties: false } as const;
const SLOTS = [1, 2, 3, 4, 5].map((number) => [`Custom${number}`, `custom${number}`] as const);
const slots = <V>(value: V): Record<string, V> => Object.fromEntries(SLOTS.map(([name]) => [name, value]));

/** api-reference/expense/expense-report/v3.expense-entry-attendee#entryattendeeassociation */
export const associationSchema = Type.Object(
  {
    EntryID: Type.String(),
    AttendeeID: Type.String(),
    Amount: Type.Number(),
    AssociatedAttendeeCount: Type.Integer(),
    ...slots(text),
    ID: Type.String(),
    URI: Type.String(),
  },
  { xml: resourceXml },
);
export const associationsSchema = collectionOf(associationSchema, 'EntryAttendeeAssociation');

const written = {
  Amount: Type.Optional(Type.Number()),
  AssociatedAttendeeCount: Type.Optional(Type.Integer()),
  ...slots(Type.Optional(nullable(Type.String({ maxLength: 48 })))),
  // A whole association may be sent back.
  ID: Type.Optional(Type.Unknown()),
  URI: Type.Optional(Type.Unknown()),
};
export const newAssociationSchema = Type.Object({ EntryID: Type.String(), AttendeeID: Type.String(), ...written }, closed);
export const changesSchema = Type.Object(
  { EntryID: Type.Optional(Type.String()), AttendeeID: Type.Optional(Type.String()), ...written },
  closed,
);
type Body = Static<typeof changesSchema>;

const filter = Type.Optional(Type.String({ minLength: 1 }));
export const associationQuerySchema = Type.Object(
  {
    entryID: filter,
    user: filter,
    offset: filter,
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 25 }),
  },
  closed,
);

export const associationOpaqueId = (id: string): string => opaqueId('g', 'entry-attendee', id);
export const associationUri = (origin: string, id: string): string =>
  `${origin}/api/v3.0/expense/entryattendeeassociations/${encodeURIComponent(associationOpaqueId(id))}`;

/** @throws AssociationNotFound for what is no association's id */
export function associationIdOf(id: string): string {
  const found = parseOpaqueId('g', 'entry-attendee', id);
  if (!found) throw new AssociationNotFound();
  return found;
}

export function attendeeIdOf(id: string): string {
  const found = parseOpaqueId('g', 'attendee', id);
  if (!found) throw new UnknownReference('attendeeId', id);
  return found;
}

export const associationToWire = (one: Association, origin: string): Static<typeof associationSchema> => ({
  EntryID: entryOpaqueId(one.entryId),
  AttendeeID: opaqueId('g', 'attendee', one.attendeeId),
  Amount: toWire(one.transaction.amount),
  AssociatedAttendeeCount: one.associatedCount,
  ...Object.fromEntries(SLOTS.map(([name, slot]) => [name, one.custom[slot]?.value ?? null])),
  ID: associationOpaqueId(one.id),
  URI: associationUri(origin, one.id),
});

/** An association stays with its entry and its attendee: naming others is refused. */
export function associationChangesFromWire(body: Body, one: Association): AssociationChanges {
  if (body.EntryID !== undefined && body.EntryID !== entryOpaqueId(one.entryId))
    throw new ValueRefused('EntryID', 'cannot be changed.');
  if (body.AttendeeID !== undefined && attendeeIdOf(body.AttendeeID) !== one.attendeeId)
    throw new ValueRefused('AttendeeID', 'cannot be changed.');
  return fieldsFromWire(body);
}

export function fieldsFromWire(body: Body) {
  const given = body as Readonly<Record<string, string | null | undefined>>;
  const custom = SLOTS.filter(([name]) => given[name] !== undefined).map(
    ([name, slot]) => [slot, given[name] ? { value: given[name] } : null] as const,
  );
  return present({
    amount: body.Amount === undefined ? undefined : amountOf(body.Amount),
    associatedCount: body.AssociatedAttendeeCount,
    custom: custom.length > 0 ? Object.fromEntries(custom) : undefined,
  });
}

const amountOf = (value: number) => readAmount('Amount', value, (path, message) => new ValueRefused(path, message));
