import type { Context } from '../../../platform/context.ts';
import {
  APPROVER_ROLE,
  KINDS_WITH_SECOND,
  PRODUCT_ROLE,
  type Approver,
  type ApproverKind,
  type Delegation,
  type DelegationProduct,
} from './approval.ts';
import { replaceApprovers, replaceDelegations, selectApprovers, selectDelegations } from './approver-queries.ts';
import { rolesOf } from '../role/assign-roles.ts';
import { ApproverNotEligible, DelegateNotEligible, UserNotFound } from '../errors.ts';
import { emitSpend } from '../events.ts';
import { lockUser } from '../user/user-queries.ts';
import type { User } from '../user/user.ts';

/** Replaces the approvers of a user. @throws UserNotFound, ApproverNotEligible */
export async function setApprovers(ctx: Context, input: { userId: string; approvers: readonly Approver[] }): Promise<void> {
  const user = await someone(ctx, input.userId);
  for (const approver of input.approvers) await assertApprover(ctx, user, approver);
  const kinds = [...new Set(input.approvers.map(({ kind }) => kind))];
  for (const kind of kinds)
    assertOnePrimary(
      kind,
      input.approvers.filter((approver) => approver.kind === kind),
    );
  const owner = { companyId: user.companyId, userId: user.id };
  const before = await selectApprovers(ctx.tx, owner);
  await replaceApprovers(ctx.tx, owner, input.approvers);
  const after = await selectApprovers(ctx.tx, owner);
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const changed = [...new Set([...before, ...after].map(({ kind }) => kind))].filter(
    (kind) =>
      JSON.stringify(before.filter((one) => one.kind === kind)) !== JSON.stringify(after.filter((one) => one.kind === kind)),
  );
  ctx.record({ subjectKind: 'user', subjectId: user.id, action: 'approvers-changed', details: { approvers: after } });
  if (user.spend)
    emitSpend(
      ctx,
      'Updated',
      user,
      changed.map((kind) => `Approver:${kind}`),
    );
}

async function assertApprover(ctx: Context, user: User, { kind, approverId }: Approver): Promise<void> {
  if (approverId === user.id) throw new ApproverNotEligible(approverId, 'nobody approves for oneself');
  const needed = APPROVER_ROLE[kind];
  const roles = await rolesOf(ctx, approverId);
  if (needed !== undefined && !roles.has(needed)) throw new ApproverNotEligible(approverId, `the role ${needed} is missing`);
}

function assertOnePrimary(kind: ApproverKind, approvers: readonly Approver[]): void {
  const primary = approvers.find((approver) => approver.primary) ?? approvers[0];
  if (approvers.filter((approver) => approver.primary).length !== 1)
    throw new ApproverNotEligible(primary?.approverId ?? '', `${kind} needs exactly one primary approver`);
  if (approvers.length > 1 && !KINDS_WITH_SECOND.has(kind))
    throw new ApproverNotEligible(primary?.approverId ?? '', `${kind} knows one approver only`);
}

/** Replaces those who may act for a user. @throws UserNotFound, DelegateNotEligible */
export async function setDelegates(
  ctx: Context,
  input: { userId: string; delegates: readonly Omit<Delegation, 'delegatorId'>[] },
): Promise<void> {
  const user = await someone(ctx, input.userId);
  const own = await rolesOf(ctx, user.id);
  for (const delegate of input.delegates) await assertDelegate(ctx, user, own, delegate);
  const before = await selectDelegations(ctx.tx, user.companyId, { delegatorId: user.id });
  await replaceDelegations(
    ctx.tx,
    { companyId: user.companyId, userId: user.id },
    input.delegates.map((delegate) => ({ ...delegate, delegatorId: user.id })),
  );
  const after = await selectDelegations(ctx.tx, user.companyId, { delegatorId: user.id });
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  ctx.record({ subjectKind: 'user', subjectId: user.id, action: 'delegates-changed', details: { delegates: after } });
  const products = new Set(
    [...before, ...after].map(({ product }) => DELEGATE_PATH[product]).filter((path) => path !== undefined),
  );
  if (user.spend && products.size > 0)
    emitSpend(
      ctx,
      'Updated',
      user,
      [...products].map((path) => `Delegate:${path}`),
    );
}

/** The products whose delegates the spend profile shows. */
const DELEGATE_PATH: Readonly<Partial<Record<DelegationProduct, string>>> = {
  EXP: 'expense',
  PMT: 'payment',
  PUR: 'purchaseRequest',
};

async function assertDelegate(
  ctx: Context,
  user: User,
  own: ReadonlySet<string>,
  delegate: Omit<Delegation, 'delegatorId'>,
): Promise<void> {
  const { delegateId, product, temporaryFrom, temporaryTo } = delegate;
  if (delegateId === user.id) throw new DelegateNotEligible(delegateId, 'nobody acts for oneself by delegation');
  const roles = await rolesOf(ctx, delegateId);
  if (roles.size === 0) throw new DelegateNotEligible(delegateId, 'the delegate is not active');
  const needed = PRODUCT_ROLE[product];
  if (needed !== undefined && !(roles.has(needed) && own.has(needed)))
    throw new DelegateNotEligible(delegateId, `delegator and delegate need the role ${needed}`);
  if ((temporaryFrom === undefined) !== (temporaryTo === undefined) || (temporaryFrom ?? '') > (temporaryTo ?? ''))
    throw new DelegateNotEligible(delegateId, 'the temporary days need a first and a last one, in order');
}

async function someone(ctx: Context, userId: string): Promise<User> {
  const user = await lockUser(ctx.tx, ctx.companyId, userId);
  if (!user) throw new UserNotFound(userId);
  return user;
}
