import type { Context } from '../../platform/context.ts';
import type { AttendeeDeps } from './deps.ts';
import { AttendeeAccessDenied, AttendeeNotFound, AttendeeTypeProtected, AttendeeUserNotFound } from './errors.ts';
import type { AttendeeType } from './types.ts';

/** Roles that open everybody's attendees: api-reference/common/attendees/v4.attendees#get-attendees. */
const ADMINISTRATORS = ['SHD_WEB_SERVICES_ADMIN', 'CompanyAdmin', 'EXP_ATTENDEE_ADMIN'];
/** Roles that set up types: api-reference/common/attendees/v4.admin-attendee-types. */
const TYPE_ADMINISTRATORS = ['SHD_WEB_SERVICES_ADMIN', 'CompanyAdmin', 'EXP_CONFIG_ADMIN', 'EXP_CONFIG_ADMIN_CLIENT'];

/** Whose eyes somebody looks through, and what the caller may do. */
export interface Viewer {
  /** Null for a company token that looks for nobody. */
  readonly userId: string | null;
  /** Private attendees of everybody, not only of the user. */
  readonly seesAll: boolean;
  readonly isAdministrator: boolean;
}

const EVERYBODY: Viewer = { userId: null, seesAll: true, isAdministrator: true };

async function holds(ctx: Context, deps: Pick<AttendeeDeps, 'identity'>, userId: string, roles: readonly string[]) {
  const held = await deps.identity.rolesOf(ctx, userId);
  return roles.some((role) => held.has(role));
}

/** @throws AttendeeAccessDenied where somebody without the right asks in another's place, AttendeeUserNotFound */
export async function viewerOf(ctx: Context, deps: AttendeeDeps, inPlaceOf: string | undefined): Promise<Viewer> {
  const { actor } = ctx;
  if (actor.kind !== 'user') {
    if (actor.kind !== 'company' && actor.kind !== 'system') throw new AttendeeAccessDenied('the token of a user or a company');
    return inPlaceOf === undefined ? EVERYBODY : inEyesOf(ctx, deps, inPlaceOf);
  }
  const isAdministrator = await holds(ctx, deps, actor.userId, ADMINISTRATORS);
  if (inPlaceOf === undefined) return { userId: actor.userId, seesAll: isAdministrator, isAdministrator };
  if (!isAdministrator)
    throw new AttendeeAccessDenied('the role Web Services Administrator, which asking for another user needs');
  return inEyesOf(ctx, deps, inPlaceOf);
}

async function inEyesOf(ctx: Context, deps: AttendeeDeps, userId: string): Promise<Viewer> {
  const [person] = await deps.identity.peopleOf(ctx, [userId]);
  if (!person) throw new AttendeeUserNotFound();
  return { userId: person.id, seesAll: false, isAdministrator: true };
}

/** Shared attendees are everybody's; a private one is there for its owner and for who sees all. */
export const isVisible = (viewer: Viewer, ownerId: string | null): boolean =>
  ownerId === null || viewer.seesAll || viewer.userId === ownerId;

/** @throws AttendeeTypeProtected, AttendeeAccessDenied for people where only administrators keep the attendees of a type */
export function assertMayKeep(viewer: Viewer, type: AttendeeType): void {
  if (type.isSystem) throw new AttendeeTypeProtected(type.code);
  if (viewer.isAdministrator) return;
  if (!type.permitsAdds || !type.allowsManualEntry)
    throw new AttendeeAccessDenied(`the right to add and change attendees of the type ${type.code}`);
}

/** @throws AttendeeAccessDenied */
export function assertMayShare(viewer: Viewer): void {
  if (!viewer.isAdministrator)
    throw new AttendeeAccessDenied('the role Web Services Administrator, which sharing attendees needs');
}

/** @throws AttendeeNotFound */
export function assertVisible(viewer: Viewer, ownerId: string | null): void {
  if (!isVisible(viewer, ownerId)) throw new AttendeeNotFound();
}

/** @throws AttendeeAccessDenied */
export async function assertConfigures(ctx: Context, deps: Pick<AttendeeDeps, 'identity'>): Promise<void> {
  const { actor } = ctx;
  if (actor.kind === 'company' || actor.kind === 'system') return;
  if (actor.kind !== 'user' || !(await holds(ctx, deps, actor.userId, TYPE_ADMINISTRATORS)))
    throw new AttendeeAccessDenied('the role Expense Configuration Administrator');
}
