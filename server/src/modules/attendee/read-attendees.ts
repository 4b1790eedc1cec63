import type { Context } from '../../platform/context.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import { isVisible, viewerOf, type Viewer } from './attendee-policy.ts';
import { selectAttendee, selectAttendees, selectPage, type PageOf } from './attendee-queries.ts';
import type { AttendeeDeps } from './deps.ts';
import { AttendeeNotFound } from './errors.ts';
import type { AttendeeSearch, InPlaceOf } from './inputs.ts';
import { selectTypes } from './type-queries.ts';
import type { Attendee, Page, PageRequest } from './types.ts';

/** Of the newest version, or of the named one. @throws AttendeeNotFound, AttendeeAccessDenied, AttendeeUserNotFound */
export async function getAttendee(
  ctx: Context,
  deps: AttendeeDeps,
  input: InPlaceOf & { readonly attendeeId: string; readonly version?: number; readonly includeDeleted?: boolean },
): Promise<Attendee> {
  const viewer = await viewerOf(ctx, deps, input.userId);
  const id = parseUuid(input.attendeeId);
  const attendee = id && (await selectAttendee(ctx, id, input.version));
  if (!attendee || !isThere(viewer, attendee, input.includeDeleted)) throw new AttendeeNotFound();
  return attendee;
}

/** The known and visible among these ids, in the order in which they are named. */
export async function getAttendees(
  ctx: Context,
  deps: AttendeeDeps,
  input: InPlaceOf & { readonly attendeeIds: readonly string[]; readonly includeDeleted?: boolean },
): Promise<Attendee[]> {
  const viewer = await viewerOf(ctx, deps, input.userId);
  const ids = input.attendeeIds.map(parseUuid).filter((id) => id !== undefined);
  const found = new Map((await selectAttendees(ctx, ids)).map((attendee) => [attendee.id, attendee]));
  return [...new Set(ids)].flatMap((id) => {
    const attendee = found.get(id);
    return attendee && isThere(viewer, attendee, input.includeDeleted) ? [attendee] : [];
  });
}

const isThere = (viewer: Viewer, attendee: Attendee, includeDeleted = false): boolean =>
  isVisible(viewer, attendee.owner?.id ?? null) && (includeDeleted || !attendee.isDeleted);

/** Those that the viewer sees, newest first. */
export async function searchAttendees(
  ctx: Context,
  deps: AttendeeDeps,
  search: AttendeeSearch,
  page: PageRequest,
): Promise<Page<Attendee>> {
  const viewer = await viewerOf(ctx, deps, search.userId);
  const typeId = await typeIdOf(ctx, search);
  if (typeId === null) return { items: [], next: undefined };
  const narrowed = {
    ...(typeId === undefined ? {} : { typeId }),
    ...(search.externalIds === undefined ? {} : { externalIds: search.externalIds }),
    ...(page.after === undefined ? {} : { after: page.after }),
    limit: page.limit + 1,
  };
  const found = await visiblePages(ctx, viewer, narrowed);
  const items = found.slice(0, page.limit);
  return { items, next: found.length > page.limit ? items.at(-1)?.id : undefined };
}

/** A page of each owner's, merged: one page over several owners would read past everybody else's rows. */
async function visiblePages(ctx: Context, viewer: Viewer, page: Omit<PageOf, 'ownerId'>): Promise<Attendee[]> {
  if (viewer.seesAll) return selectPage(ctx, { ...page, ownerId: undefined });
  const shared = await selectPage(ctx, { ...page, ownerId: null });
  const own = await selectPage(ctx, { ...page, ownerId: viewer.userId });
  return [...shared, ...own].toSorted((a, b) => (a.id < b.id ? 1 : -1)).slice(0, page.limit);
}

/** Undefined where no type is asked for, null where it is none of the company's. */
async function typeIdOf(ctx: Context, { typeId, typeCode }: AttendeeSearch): Promise<string | null | undefined> {
  if (typeId === undefined && typeCode === undefined) return undefined;
  const type = (await selectTypes(ctx)).find((each) =>
    typeId === undefined ? each.code.toLowerCase() === typeCode?.toLowerCase() && !each.isDeleted : each.id === typeId,
  );
  return type?.id ?? null;
}
