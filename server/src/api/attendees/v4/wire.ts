import type { Static } from 'typebox';
import { AttendeeValueRefused, type Attendee, type AttendeeChanges, type InPlaceOf } from '../../../modules/attendee/index.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import type { Site } from '../../../platform/http/site.ts';
import { hex32, parseUuid } from '../../../platform/ids/index.ts';
import { toWire } from '../../../platform/money/money.ts';
import { readAmount } from '../../amounts.ts';
import { SLOTS, type attendeeSchema, type changesSchema } from './schemas.ts';

/** Whoever owns shared attendees, as the pages of all versions print it; an id that no user has. */
const SYSTEM = { ownerName: 'System, Concur', ownerUserId: '00000000-0000-0000-0000-000000000000' } as const;
const MOST_NAMES = 10;

export const uriOf = (origin: string, id: string): string => `${origin}/v4/attendees/${id}`;

export const toAttendee = (attendee: Attendee, origin: string): Static<typeof attendeeSchema> => ({
  id: attendee.id,
  uri: uriOf(origin, attendee.id),
  attendeeTypeCode: attendee.type.code,
  lastName: attendee.lastName,
  firstName: attendee.firstName,
  middleInitial: attendee.middleInitial,
  preferredName: null,
  suffix: attendee.suffix,
  title: attendee.title,
  company: attendee.company,
  externalId: attendee.externalId,
  ...(attendee.owner === null
    ? SYSTEM
    : { ownerName: `${attendee.owner.lastName}, ${attendee.owner.firstName}`, ownerUserId: attendee.owner.id }),
  currencyCode: attendee.currencyCode,
  versionNumber: attendee.version,
  totalAmountYtd: toWire(attendee.totalThisYear),
  totalAmountPrevYear: toWire(attendee.totalLastYear),
  hasExceptionsYtd: attendee.hasExceptionsThisYear,
  hasExceptionsPrevYear: attendee.hasExceptionsLastYear,
  ...Object.fromEntries(
    attendee.custom.map(({ slot, type, value, code, listItemId }) => [
      slot,
      {
        type,
        value,
        ...(code === undefined ? {} : { code }),
        ...(listItemId === undefined ? {} : { listItemId: hex32(listItemId) }),
      },
    ]),
  ),
});

const malformed = (where: 'path' | 'query', path: string, message: string): InvalidInput =>
  new InvalidInput(where, [{ path, rule: 'format', message }]);

export function idOf(text: string): string {
  const id = parseUuid(text);
  if (!id) throw malformed('path', 'id', 'is not a UUID');
  return id;
}

export function inPlaceOf(userId: string | undefined): InPlaceOf {
  if (userId === undefined) return {};
  const id = parseUuid(userId);
  if (!id) throw malformed('query', 'userId', 'is not a UUID');
  return { userId: id };
}

/** Up to ten, separated by commas. */
export function namesOf(parameter: string, list: string): string[] {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0 || names.length > MOST_NAMES) throw malformed('query', parameter, `must be 1 to ${MOST_NAMES} names`);
  return names;
}

export const idsOf = (list: string): string[] =>
  namesOf('id', list).map((name) => {
    const id = parseUuid(name);
    if (!id) throw malformed('query', 'id', `${name} is not a UUID`);
    return id;
  });

/** A page starts behind the attendee that ended the one before. */
export function readOffset(offset: string | undefined): { after?: string } {
  if (offset === undefined) return {};
  const after = parseUuid(offset);
  if (!after) throw malformed('query', 'offset', 'is not one that nextPage held');
  return { after };
}

export function nextPage(after: string, { site, url }: { site: Site; url: string }): string {
  const next = new URL(site.origin + url);
  next.searchParams.set('offset', after);
  return site.origin + next.pathname + next.search;
}

export function changesFromWire(body: Static<typeof changesSchema>): AttendeeChanges {
  const { totalAmountYtd, ...fields } = body;
  const names = Object.keys(fields) as (keyof typeof fields)[];
  const custom = Object.fromEntries(SLOTS.filter((slot) => slot in body).map((slot) => [slot, (body as Slots)[slot] ?? null]));
  return {
    ...Object.fromEntries(names.filter((name) => !SLOTS.includes(name)).map((name) => [name, fields[name]])),
    ...(Object.keys(custom).length > 0 ? { custom } : {}),
    ...(totalAmountYtd === undefined ? {} : { totalThisYear: amountOf(totalAmountYtd) }),
  };
}
type Slots = Readonly<Record<string, string | null | undefined>>;

const amountOf = (value: number) =>
  readAmount('totalAmountYtd', value, (path, message) => new AttendeeValueRefused(path, message));
