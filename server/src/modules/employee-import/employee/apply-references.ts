import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../../platform/context.ts';
import { decimal } from '../../../platform/money/money.ts';
import type { Approver, ApproverLimit, Delegation, User } from '../../identity/index.ts';
import type { EmployeeImportDeps } from '../deps.ts';
import { EmployeeRefused } from '../errors.ts';
import { sameLimit, type DelegateChange, type EmployeeChange } from './employee-change.ts';

/** Approvers, delegates and the manager of business intelligence, named by employee number. Whether anything changed. */
export async function applyReferences(
  deps: EmployeeImportDeps,
  ctx: Context,
  user: User,
  change: EmployeeChange,
): Promise<boolean> {
  const manager = await changeManager(deps, ctx, user, change);
  const travelManager = await changeTravelManager(deps, ctx, user, change);
  const approvers = await changeApprovers(deps, ctx, user, change);
  const delegates = await changeDelegates(deps, ctx, user, change);
  const limits = await changeLimits(deps, ctx, user, change);
  return manager || travelManager || approvers || delegates || limits;
}

async function idOf(deps: EmployeeImportDeps, ctx: Context, field: string, employeeNumber: string): Promise<string> {
  const user = await deps.identity.findUserByEmployeeNumber(ctx, employeeNumber);
  if (!user) throw new EmployeeRefused('unknown', [field], `Nobody has the employee ID ${employeeNumber}.`);
  return user.id;
}

/** The user as the steps before have left it. */
const currently = (deps: EmployeeImportDeps, ctx: Context, { id }: User): Promise<User> => deps.identity.getUser(ctx, id);

async function changeManager(
  deps: EmployeeImportDeps,
  ctx: Context,
  user: User,
  { biManager }: EmployeeChange,
): Promise<boolean> {
  if (biManager === undefined) return false;
  const biManagerId = biManager === null ? undefined : await idOf(deps, ctx, 'biManager', biManager);
  const { version } = await currently(deps, ctx, user);
  const after = await deps.identity.updateUser(ctx, { userId: user.id, patch: { spend: { biManagerId } } });
  return after.version !== version;
}

async function changeTravelManager(
  deps: EmployeeImportDeps,
  ctx: Context,
  user: User,
  { travelManager }: EmployeeChange,
): Promise<boolean> {
  if (travelManager === undefined) return false;
  const manager = travelManager === null ? undefined : { id: await idOf(deps, ctx, 'travelManager', travelManager) };
  const { version } = await currently(deps, ctx, user);
  const after = await deps.identity.updateUser(ctx, { userId: user.id, patch: { travel: { manager } } });
  return after.version !== version;
}

/** Approvers of the kinds that are not spoken of stay, and so does the other one of a kind. */
async function changeApprovers(deps: EmployeeImportDeps, ctx: Context, user: User, change: EmployeeChange): Promise<boolean> {
  if (!change.approvers?.length) return false;
  const before = await deps.identity.approversOf(ctx, user.id);
  const wanted: Approver[] = [];
  for (const { kind, primary, employeeNumber } of change.approvers)
    if (employeeNumber !== null)
      wanted.push({ kind, primary, approverId: await idOf(deps, ctx, `approvers.${kind}`, employeeNumber) });
  const spoken = (one: Approver): boolean =>
    change.approvers?.some((two) => two.kind === one.kind && two.primary === one.primary) ?? false;
  const taken = (one: Approver): boolean => wanted.some((two) => two.kind === one.kind && two.approverId === one.approverId);
  const after = [...before.filter((one) => !spoken(one) && !taken(one)), ...wanted];
  const same = after.length === before.length && after.every((one) => before.some((two) => isDeepStrictEqual(one, two)));
  if (same) return false;
  await deps.identity.setApprovers(ctx, { userId: user.id, approvers: after });
  return true;
}

async function changeLimits(deps: EmployeeImportDeps, ctx: Context, user: User, { limits }: EmployeeChange): Promise<boolean> {
  if (!limits?.length) return false;
  const { approverLimits: before, version } = await deps.identity.spendingOf(ctx, user.id);
  // An amount that is only written otherwise is the amount that is there.
  const wanted = limits.map(({ amount: text, ...one }): ApproverLimit => {
    const amount = decimal(text);
    const old = before.find((limit) => sameLimit(limit, one));
    return { ...one, amount: old?.amount.eq(amount) ? old.amount : amount };
  });
  const approverLimits = [...before.filter((one) => !wanted.some((two) => sameLimit(one, two))), ...wanted];
  const after = await deps.identity.changeSpending(ctx, { userId: user.id, approverLimits });
  return after.version !== version;
}

async function changeDelegates(deps: EmployeeImportDeps, ctx: Context, user: User, change: EmployeeChange): Promise<boolean> {
  if (!change.delegates?.length) return false;
  const before = await deps.identity.delegatesOf(ctx, user.id);
  let after: readonly Delegation[] = before;
  for (const wanted of change.delegates) {
    const delegateId = await idOf(deps, ctx, 'delegates', wanted.employeeNumber);
    const isOne = (one: Delegation): boolean => one.delegateId === delegateId && one.product === wanted.product;
    const old = before.find(isOne) ?? { delegatorId: user.id, delegateId, product: wanted.product, permissions: [] };
    const changed = delegationOf(old, wanted);
    after = after.some(isOne) ? after.map((one) => (isOne(one) ? changed : one)) : [...after, changed];
  }
  if (isDeepStrictEqual(after, before)) return false;
  await deps.identity.setDelegates(ctx, { userId: user.id, delegates: after.map(({ delegatorId: _own, ...one }) => one) });
  return true;
}

function delegationOf(old: Delegation, { permissions, temporaryFrom, temporaryTo }: DelegateChange): Delegation {
  const added = (Object.keys(permissions) as (keyof typeof permissions)[]).filter(
    (name) => permissions[name] && !old.permissions.includes(name),
  );
  const { temporaryFrom: oldFrom, temporaryTo: oldTo, ...rest } = old;
  const from = temporaryFrom === undefined ? oldFrom : temporaryFrom;
  const to = temporaryTo === undefined ? oldTo : temporaryTo;
  return {
    ...rest,
    permissions: [...old.permissions.filter((name) => permissions[name] !== false), ...added],
    ...(from ? { temporaryFrom: from } : {}),
    ...(to ? { temporaryTo: to } : {}),
  };
}
