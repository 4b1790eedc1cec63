import Type, { type Static, type TSchema } from 'typebox';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { opaqueId, parseOpaqueId } from '../../../platform/ids/index.ts';
import type { Site } from '../../../platform/http/site.ts';

/** What every v3 document says of itself in XML: null is `xsi:nil`, and the inherited ID and URI come first. */
export const resourceXml = { nil: 'xsi', order: ['ID', 'URI'] } as const;

export const nullable = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** UTC without a zone, milliseconds without closing zeros: 2013-09-02T19:46:01.57. */
export const wireDateTime = (moment: Date): string => {
  const text = moment.toISOString();
  // An expression costs more than the rest of it, and nine in ten moments need none.
  return text.at(-2) === '0' ? text.replace(/\.?0*Z$/, '') : text.slice(0, -1);
};

export const wireDateTimeOrNull = (moment: Date | null): string | null => (moment ? wireDateTime(moment) : null);

/** The same to the second, as the TripLink pages show it. */
export const wireSeconds = (moment: Date): string => moment.toISOString().slice(0, 19);

/** A day as the moment it starts. */
export const wireDay = (day: string): string => `${day}T00:00:00`;

const DATE_TIME = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2}(?:\.\d{1,7})?)?)Z?)?$/;

/** A moment a caller wrote as yyyy-MM-dd or yyyy-MM-ddTHH:mm:ss.SSS, in UTC. */
export function readDateTime(name: string, text: string): Date {
  const [, day, time] = DATE_TIME.exec(text.trim()) ?? [];
  const moment = new Date(`${day}T${(time ?? '00:00').slice(0, 12)}Z`);
  // Year 0 is no year of the database's calendar.
  if (day === undefined || day.startsWith('0000') || Number.isNaN(moment.getTime()) || moment.toISOString().slice(0, 10) !== day)
    throw new InvalidInput('query', [{ path: name, rule: 'format', message: 'must be yyyy-MM-dd or yyyy-MM-ddTHH:mm:ss.SSS' }]);
  return moment;
}

/** The day of such a text. */
export const readDay = (name: string, text: string): string => readDateTime(name, text).toISOString().slice(0, 10);

export const collectionOf = <S extends TSchema>(item: S, itemName: string) =>
  Type.Object(
    { Items: Type.Array(item, { xml: { item: itemName } }), NextPage: nullable(Type.String()) },
    { xml: { nil: 'xsi' } },
  );

/** Where a page starts: the domain's cursor, which is the id of the row before it, as an opaque id. */
export type PageKind =
  | 'report'
  | 'entry'
  | 'itemization'
  | 'allocation'
  | 'expense-group'
  | 'attendee'
  | 'attendee-type'
  | 'entry-attendee'
  | 'image';

/** @throws InvalidInput for an offset that no NextPage held. */
export function readOffset(kind: PageKind, offset: string | undefined): { after?: string } {
  if (offset === undefined) return {};
  const after = parseOpaqueId('g', kind, offset);
  if (!after) throw new InvalidInput('query', [{ path: 'offset', rule: 'format', message: 'is not one that NextPage held' }]);
  return { after };
}

/**
 * A page in the envelope of v3. NextPage is the called address with every parameter as it was and the new offset; it stands on the host that
 * was called.
 */
export function pageOf<T>(
  page: { items: readonly T[]; next: string | undefined },
  called: { kind: PageKind; site: Site; url: string },
) {
  return { Items: [...page.items], NextPage: page.next === undefined ? null : nextPage(page.next, called) };
}

interface Listing<Row, Item> {
  readonly kind: PageKind;
  readonly search: (page: { readonly limit: number; readonly after?: string }) => Promise<{
    readonly items: readonly Row[];
    readonly next: string | undefined;
  }>;
  readonly toWire: (rows: readonly Row[]) => readonly Item[] | Promise<readonly Item[]>;
}

/**
 * The page that a call asks for, in its envelope.
 * @throws InvalidInput for an offset that no NextPage held.
 */
export async function listed<Row, Item>(
  { query, site, url }: { query: { limit: number; offset?: string }; site: Site; url: string },
  { kind, search, toWire }: Listing<Row, Item>,
) {
  const { items, next } = await search({ limit: query.limit, ...readOffset(kind, query.offset) });
  return { body: pageOf({ items: await toWire(items), next }, { kind, site, url }) };
}

const nextPage = (after: string, { kind, ...called }: { kind: PageKind; site: Site; url: string }): string =>
  pageAt(opaqueId('g', kind, after), called);

/** The called address with another offset. */
export function pageAt(offset: string, { site, url }: { site: Site; url: string }): string {
  // By itself an address that begins with two slashes would name a host.
  const next = new URL(site.origin + url);
  next.searchParams.set('offset', offset);
  return site.origin + next.pathname + next.search;
}

export const created = Type.Object({ ID: Type.String(), URI: Type.String() }, { xml: { nil: 'xsi' } });
export type Created = Static<typeof created>;

/** An input without the members that the caller left away. */
export const present = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
