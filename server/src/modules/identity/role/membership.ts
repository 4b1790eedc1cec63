import type { Context } from '../../../platform/context.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { RoleNotAssignable, UserInvalid } from '../errors.ts';
import { emitIdentity, emitSpend } from '../events.ts';
import {
  countMembers,
  grantRole,
  lockMembers,
  lockRole,
  revokeRole,
  selectMemberIds,
  type Held,
  type Member,
} from './membership-queries.ts';
import { ROLES } from './role-catalogue.ts';
import { checkRoles, entitlementOfRole } from './role.ts';

/** Roles that the inactive are not given: api-reference/profile/v4.scim-groups-definition. */
const FOR_THE_ACTIVE = new Set(['TravelUser', 'ReportUser']);

export interface RoleMembers {
  /** In the order of the ids. */
  readonly userIds: string[];
  readonly total: number;
}

interface Members {
  readonly code: string;
  readonly userIds: readonly string[];
}

/** @throws RoleNotAssignable for a role that there is not */
function heldAs(code: string): Held {
  if (!ROLES.has(code)) throw new RoleNotAssignable(code, 'there is no such role');
  return { code, entitlement: entitlementOfRole(code) };
}

/** Who holds a role in any group, active or not. A limit of none counts alone. @throws RoleNotAssignable for a role that there is not */
export async function membersOfRole(
  ctx: Context,
  input: { code: string; /** 1-based. */ startIndex: number; limit: number },
): Promise<RoleMembers> {
  const held = heldAs(input.code);
  const total = await countMembers(ctx.tx, ctx.companyId, held);
  const userIds = input.limit < 1 ? [] : await selectMemberIds(ctx.tx, ctx.companyId, held, input);
  return { userIds, total };
}

/**
 * Gives a role, in the Global group, to those who do not hold it in any. All of them or nobody, in a handful of statements.
 * @throws RoleNotAssignable, UserInvalid for who is nobody of the company
 */
export async function addToRole(ctx: Context, { code, userIds }: Members): Promise<void> {
  const held = heldAs(code);
  const members = await lockMembers(
    ctx.tx,
    ctx.companyId,
    userIds.map(parseUuid).filter((id) => id !== undefined),
  );
  const known = new Set(members.map(({ id }) => id));
  const strangers = userIds.filter((id) => !known.has(parseUuid(id) ?? ''));
  if (strangers.length > 0)
    throw new UserInvalid(
      strangers.map((id) => ({
        path: 'members',
        rule: 'reference',
        message: `names ${id.slice(0, 64)}, who is nobody of the company`,
      })),
    );
  const joining = members.filter((member) => !holds(member, held));
  for (const member of joining) {
    if (FOR_THE_ACTIVE.has(code) && !member.active) throw new RoleNotAssignable(code, `the user ${member.id} is not active`);
    checkAfter(member, {
      roles: held.entitlement === undefined ? [...member.roles, { code }] : member.roles,
      entitlements: held.entitlement === undefined ? member.entitlements : [...member.entitlements, held.entitlement],
    });
  }
  if (joining.length === 0) return;
  await grantRole(ctx.tx, ctx.companyId, held, idsOf(joining), ctx.clock.now());
  announce(ctx, held, joining);
}

/**
 * Takes a role, in every group, from those who hold it; who does not is passed over, and so is who is nobody. All of them or nobody.
 * @throws RoleNotAssignable where a role that stays needs the one that goes
 */
export async function removeFromRole(ctx: Context, { code, userIds }: Members): Promise<void> {
  const held = heldAs(code);
  const members = await lockMembers(
    ctx.tx,
    ctx.companyId,
    userIds.map(parseUuid).filter((id) => id !== undefined),
  );
  const leaving = members.filter((member) => holds(member, held));
  for (const member of leaving)
    checkAfter(member, {
      roles: member.roles.filter((role) => role.code !== code),
      entitlements: member.entitlements.filter((entitlement) => entitlement !== held.entitlement),
    });
  if (leaving.length === 0) return;
  await revokeRole(ctx.tx, ctx.companyId, held, idsOf(leaving), ctx.clock.now());
  announce(ctx, held, leaving);
}

/** These hold the role from now on, and nobody else. @throws as addToRole and removeFromRole */
export async function setMembersOfRole(ctx: Context, { code, userIds }: Members): Promise<void> {
  await lockRole(ctx.tx, ctx.companyId, code);
  const before = await selectMemberIds(ctx.tx, ctx.companyId, heldAs(code));
  const wanted = new Set(userIds.map((id) => parseUuid(id) ?? id));
  await removeFromRole(ctx, { code, userIds: before.filter((id) => !wanted.has(id)) });
  await addToRole(ctx, { code, userIds });
}

const idsOf = (members: readonly Member[]): string[] => members.map(({ id }) => id);

const holds = ({ roles, entitlements }: Member, { code, entitlement }: Held): boolean =>
  entitlement === undefined ? roles.some((role) => role.code === code) : entitlements.includes(entitlement);

/** @throws RoleNotAssignable that says of whom */
function checkAfter({ id }: Member, { roles, entitlements }: Pick<Member, 'roles' | 'entitlements'>): void {
  try {
    checkRoles(roles, entitlements);
  } catch (error) {
    if (!(error instanceof RoleNotAssignable)) throw error;
    throw new RoleNotAssignable(String(error.facts['role']), `${String(error.facts['reason'])} (user ${id})`);
  }
}

function announce(ctx: Context, { entitlement }: Held, changed: readonly Member[]): void {
  for (const { id, spends } of changed) {
    const user = { id, companyId: ctx.companyId };
    if (entitlement === undefined) {
      ctx.record({ subjectKind: 'user', subjectId: id, action: 'spending-changed', details: { changed: ['Role'] } });
      if (spends) emitSpend(ctx, 'Updated', user, ['Role']);
    } else {
      const identity = ['entitlements'];
      ctx.record({
        subjectKind: 'user',
        subjectId: id,
        action: 'updated',
        details: { changed: { identity, spend: [], travel: [] } },
      });
      emitIdentity(ctx, 'Updated', user, identity);
    }
  }
}
