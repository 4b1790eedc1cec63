import type { Static } from 'typebox';
import {
  AttendeeNotFound,
  AttendeeReferenceUnknown,
  AttendeeValueRefused,
  type Attendee,
  type AttendeeChanges,
  type InPlaceOf,
  type TypeReference,
} from '../../../modules/attendee/index.ts';
import type { Identity } from '../../../modules/identity/index.ts';
import type { Context } from '../../../platform/context.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { opaqueId, parseOpaqueId } from '../../../platform/ids/index.ts';
import { toWire } from '../../../platform/money/money.ts';
import { readAmount } from '../../amounts.ts';
import { userIdOf } from '../../dialects/v3/owner.ts';
import { present } from '../../dialects/v3/values.ts';
import { customFromWire, customToWire } from './custom-values.ts';
import type { attendeeSchema, changesSchema, newAttendeeSchema } from './schemas.ts';

export type People = Pick<Identity, 'findUserByLogin'>;

/** Whoever owns shared attendees, as the page prints it. */
const SYSTEM = { OwnerName: 'System, Concur', OwnerLoginID: 'ConcurSystem' } as const;
const MOST_NAMES = 10;

export const attendeeOpaqueId = (id: string): string => opaqueId('g', 'attendee', id);
export const attendeeUri = (origin: string, id: string): string =>
  `${origin}/api/v3.0/expense/attendees/${encodeURIComponent(attendeeOpaqueId(id))}`;

export function toAttendee(attendee: Attendee, origin: string): Static<typeof attendeeSchema> {
  return {
    AttendeeTypeCode: attendee.type.code,
    AttendeeTypeID: opaqueId('g', 'attendee-type', attendee.type.id),
    FirstName: attendee.firstName,
    LastName: attendee.lastName,
    MiddleInitial: attendee.middleInitial,
    Suffix: attendee.suffix,
    Company: attendee.company,
    Title: attendee.title,
    ExternalID: attendee.externalId,
    HasExceptionsPrevYear: attendee.hasExceptionsLastYear,
    HasExceptionsYTD: attendee.hasExceptionsThisYear,
    TotalAmountPrevYear: toWire(attendee.totalLastYear),
    TotalAmountYTD: toWire(attendee.totalThisYear),
    VersionNumber: attendee.version,
    ...(attendee.owner === null
      ? SYSTEM
      : { OwnerName: `${attendee.owner.lastName}, ${attendee.owner.firstName}`, OwnerLoginID: attendee.owner.login }),
    CurrencyCode: attendee.currencyCode,
    ...customToWire(attendee.custom),
    ID: attendeeOpaqueId(attendee.id),
    URI: attendeeUri(origin, attendee.id),
  };
}

/** @throws AttendeeNotFound for what is no attendee's id */
export function attendeeIdOf(text: string): string {
  const id = parseOpaqueId('g', 'attendee', text);
  if (!id) throw new AttendeeNotFound();
  return id;
}

const refused = (path: string, rule: string, message: string): InvalidInput =>
  new InvalidInput('query', [{ path, rule, message }]);

export function typeIdOf(text: string): string {
  const id = parseOpaqueId('g', 'attendee-type', text);
  if (!id) throw new AttendeeReferenceUnknown('attendeeTypeID', text);
  return id;
}

/** Up to ten, separated by commas. */
export function externalIdsOf(list: string): string[] {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0 || names.length > MOST_NAMES)
    throw refused('externalID', 'format', `must be 1 to ${MOST_NAMES} external IDs`);
  return names;
}

export const inPlaceOf = async (ctx: Context, people: People, login: string | undefined): Promise<InPlaceOf> =>
  login === undefined ? {} : { userId: await userIdOf(ctx, people, login) };

export function typeOf({ AttendeeTypeID: id, AttendeeTypeCode: code }: Static<typeof newAttendeeSchema>): TypeReference {
  if (id !== undefined) return { typeId: typeIdOf(id) };
  if (code === undefined) throw new AttendeeValueRefused('AttendeeTypeID', 'is required.');
  return { typeCode: code };
}

type Body = Omit<Static<typeof changesSchema>, 'AttendeeTypeID' | 'AttendeeTypeCode'>;

export function changesFromWire(body: Body): AttendeeChanges {
  return present({
    lastName: body.LastName,
    firstName: body.FirstName,
    middleInitial: body.MiddleInitial,
    suffix: body.Suffix,
    company: body.Company,
    title: body.Title,
    externalId: body.ExternalID,
    currencyCode: body.CurrencyCode,
    totalThisYear: body.TotalAmountYTD === undefined ? undefined : amountOf(body.TotalAmountYTD),
    custom: customFromWire(body),
  });
}

const amountOf = (value: number) =>
  readAmount('TotalAmountYTD', value, (path, message) => new AttendeeValueRefused(path, message));

/** An attendee's type stays: api-reference/expense/attendees/v3.attendees#schema-attendee. */
export function assertTypeStays(attendee: Attendee, body: Static<typeof changesSchema>): void {
  const { AttendeeTypeID: id, AttendeeTypeCode: code } = body;
  const isOther =
    (id !== undefined && typeIdOf(id) !== attendee.type.id) ||
    (code !== undefined && code.toLowerCase() !== attendee.type.code.toLowerCase());
  if (isOther) throw new AttendeeValueRefused('AttendeeTypeID', 'cannot be changed.');
}
