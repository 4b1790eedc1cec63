import type { Context } from '../../../platform/context.ts';
import type { Lists } from '../../lists/index.ts';
import { RoleNotAssignable, UserInvalid } from '../errors.ts';
import { placeOfLimit, type ApproverLimit } from '../approval/approver-limit.ts';
import type { RoleAssignment } from '../user/user.ts';
import { selectHierarchies, upsertHierarchy } from './group-hierarchy-queries.ts';
import { ROLES } from './role-catalogue.ts';

/** What people are grouped for: roles of an area, or rights of approvers. */
export const HIERARCHY_AREAS = ['Expense', 'Request', 'Invoice', 'Reporting', 'Shared', 'Approval'] as const;
export type HierarchyArea = (typeof HIERARCHY_AREAS)[number];

type GroupLists = Pick<Lists, 'findItems' | 'getList'>;

/** Says in which list's items the roles of an area are held. @throws ListNotFound */
export async function setGroupHierarchy(
  lists: GroupLists,
  ctx: Context,
  input: { area: HierarchyArea; listId: string },
): Promise<void> {
  const list = await lists.getList(ctx, input.listId);
  await upsertHierarchy(ctx.tx, ctx.companyId, { area: input.area, listId: list.id });
  ctx.record({ subjectKind: 'group-hierarchy', subjectId: ctx.companyId, action: 'set', details: { ...input } });
}

/** Those groups that are no node of their area's hierarchy; the Global group always is one. */
async function strangers<Held extends { area: HierarchyArea; group: string }>(
  lists: GroupLists,
  ctx: Context,
  held: readonly Held[],
): Promise<Held[]> {
  const named = held.filter(({ group }) => group !== '');
  if (named.length === 0) return [];
  const hierarchies = await selectHierarchies(ctx.tx, ctx.companyId);
  const places = named.flatMap(({ area, group }) => {
    const listId = hierarchies.get(area);
    return listId === undefined ? [] : [{ listId, longCode: group }];
  });
  const nodes = new Set((await lists.findItems(ctx, places)).map(({ listId, longCode }) => `${listId}\n${longCode}`));
  return named.filter(({ area, group }) => !nodes.has(`${hierarchies.get(area)}\n${group}`));
}

/** @throws RoleNotAssignable for a group that the hierarchy of the role's area does not have */
export async function checkRoleGroups(lists: GroupLists, ctx: Context, roles: readonly RoleAssignment[]): Promise<void> {
  const held = roles.flatMap(({ code, groups }) => {
    const area = HIERARCHY_AREAS.find((one) => one === ROLES.get(code)?.area);
    return area === undefined ? [] : (groups ?? []).map((group) => ({ code, area, group }));
  });
  const [stranger] = await strangers(lists, ctx, held);
  if (stranger) throw new RoleNotAssignable(stranger.code, `${stranger.group} is no group of the company`);
}

/** @throws UserInvalid for a group that the approval hierarchy does not have */
export async function checkLimitGroups(lists: GroupLists, ctx: Context, limits: readonly ApproverLimit[]): Promise<void> {
  const held = limits.map(({ group }, at) => ({ area: 'Approval' as const, group, at }));
  const unknown = await strangers(lists, ctx, held);
  if (unknown.length > 0)
    throw new UserInvalid(
      unknown.map(({ at }) => ({
        path: `${placeOfLimit(limits, at)}.approvalGroup`,
        rule: 'group',
        message: 'is no group of the approval hierarchy',
      })),
    );
}

/** The item of the reporting hierarchy that a long code names; undefined where there is none. */
export async function findReportingItem(lists: GroupLists, ctx: Context, longCode: string): Promise<{ id: string } | undefined> {
  const listId = (await selectHierarchies(ctx.tx, ctx.companyId)).get('Reporting');
  return listId === undefined ? undefined : (await lists.findItems(ctx, [{ listId, longCode }]))[0];
}
