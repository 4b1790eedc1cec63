import type { Context } from '../../../platform/context.ts';
import { parseUuid } from '../../../platform/ids/index.ts';
import { emitSpend } from '../events.ts';
import { checkRoleGroups } from '../role/group-hierarchy.ts';
import { insertRoles } from '../role/role-queries.ts';
import { checkRoles, rolesOfEntitlements } from '../role/role.ts';
import type { RoleAssignment } from '../user/user.ts';
import { applySpend } from './apply-spend.ts';
import { changeSpending, profileChange, spendRolesBeside, type ChangeSpendingDeps } from './change-spending.ts';
import { selectFormFields } from './form-queries.ts';
import type { SpendProfile, UserFormField } from './spend-profile.ts';
import { spendingPaths, type Spending, type SpendingChange } from './spending.ts';
import { insertSpendProfiles, lockBeginners, touchUsers } from './spending-queries.ts';

/** Sections that need nobody else and have rows of their own in no other table than the profile's and the roles'. */
const OWN = new Set(['userId', 'spend', 'roles', 'payroll', 'userPreference', 'invoicePreference', 'workflowPreference']);

interface Beginner {
  readonly before: Spending;
  readonly spend: SpendProfile;
  readonly roles: readonly RoleAssignment[];
}

/**
 * The same as `changeSpending` for many users: those who begin to spend, as users who have just been made do, take a handful of statements
 * together. All of it happens or, at the first refusal, none.
 * @throws as changeSpending
 */
export async function startSpending(deps: ChangeSpendingDeps, ctx: Context, changes: readonly SpendingChange[]): Promise<void> {
  const fitting = changes.filter(isOwn).map(({ userId }) => parseUuid(userId) ?? '');
  const known = new Map((await lockBeginners(ctx.tx, ctx.companyId, fitting)).map((one) => [one.userId, one]));
  const form = await selectFormFields(ctx.tx, ctx.companyId);
  const beginners: Beginner[] = [];
  const others: SpendingChange[] = [];
  for (const change of changes) {
    const before = isOwn(change) ? known.get(parseUuid(change.userId) ?? '') : undefined;
    if (before) beginners.push(await prepare(deps, ctx, { before, change, form }));
    else others.push(change);
  }
  await checkRoleGroups(
    deps.lists,
    ctx,
    beginners.flatMap(({ roles }) => roles),
  );
  await write(ctx, beginners);
  for (const change of others) await changeSpending(deps, ctx, change);
}

/** Whether a change begins a user's spending with nothing but what is the user's own. */
const isOwn = (change: SpendingChange): boolean =>
  change.spend !== undefined &&
  change.spend !== null &&
  Object.entries(change).every(([name, value]) => value === undefined || OWN.has(name));

async function prepare(
  deps: ChangeSpendingDeps,
  ctx: Context,
  { before, change, form }: { before: Spending; change: SpendingChange; form: readonly UserFormField[] },
): Promise<Beginner> {
  const roles = change.roles ? spendRolesBeside(before, change.roles) : [];
  checkRoles(roles, before.entitlements);
  const held = new Set([...rolesOfEntitlements(before.entitlements), ...roles.map(({ code }) => code)]);
  const profile = profileChange(before, change, held);
  return { before, roles, spend: await applySpend(deps, ctx, { id: before.userId, before: undefined, form }, profile) };
}

async function write(ctx: Context, beginners: readonly Beginner[]): Promise<void> {
  if (beginners.length === 0) return;
  const owners = beginners.map(({ before: { companyId, userId }, roles, spend }) => ({ companyId, userId, roles, spend }));
  await insertSpendProfiles(ctx.tx, owners);
  await insertRoles(ctx.tx, owners);
  await touchUsers(
    ctx.tx,
    ctx.companyId,
    owners.map(({ userId }) => userId),
    ctx.clock.now(),
  );
  for (const { before, spend, roles } of beginners) {
    const after: Spending = { ...before, spend, roles: [...before.roles, ...roles] };
    const changed = spendingPaths(before, after);
    ctx.record({ subjectKind: 'user', subjectId: before.userId, action: 'spending-changed', details: { changed } });
    emitSpend(ctx, 'Created', { id: before.userId, companyId: before.companyId }, changed);
  }
}
