import type { Context } from '../../platform/context.ts';
import type { ExpenseDeps } from './deps.ts';
import { AccessDenied, CompanyTokenOnly, ReportNotFound, UserNotFound, WrongContext } from './errors.ts';
import {
  CONTEXTS,
  MAY,
  delegateMay,
  isAdministrator,
  isForProcessors,
  isProcessor,
  isProxy,
  type Capacity,
  type DelegateRights,
  type Operation,
} from './report/report-policy.ts';
import type { Access, ContextType } from './types.ts';

/** What someone is to a report, after it is known that the operation is allowed. */
export interface Standing {
  readonly capacity: Capacity;
  /** In whose name: the owner, the approver, the processor or administrator; null for a company token. */
  readonly userId: string | null;
  /** The delegate or proxy who really acts; null when the user does. */
  readonly actingUserId: string | null;
  /** What the owner or approver allowed that delegate. */
  readonly delegateRights?: DelegateRights;
}

/** What of a report decides who may. */
export interface Held {
  readonly id: string;
  readonly ownerId: string;
  readonly approverId: string | null;
  readonly stepRole: string | null;
  readonly processId: string | null;
  readonly isSubmitted: boolean;
}

type Deps = Pick<ExpenseDeps, 'people' | 'workflow'>;

/**
 * The user of the token; null for a company token and for the program itself.
 * @throws AccessDenied for whoever has shown neither.
 */
export function actingUser(ctx: Context): string | null {
  if (ctx.actor.kind === 'user') return ctx.actor.userId;
  if (ctx.actor.kind === 'company' || ctx.actor.kind === 'system') return null;
  throw new AccessDenied('the token of a user or a company');
}

/** Whether the operation exists in this context at all. To be asked before anything is read. */
export function checkContext(ctx: Context, access: Access, operation: Operation): void {
  if (access.kind === 'user' && !CONTEXTS[operation].includes(access.context)) throw new WrongContext(access.context);
  if (access.kind === 'company' && actingUser(ctx) !== null) throw new CompanyTokenOnly();
}

/**
 * The caller's standing towards a report, for one operation.
 * @throws ReportNotFound, AccessDenied.
 */
export async function standingFor(
  ctx: Context,
  deps: Deps,
  input: { access: Access; report: Held; operation: Operation },
): Promise<Standing> {
  const { access, report, operation } = input;
  const company: Standing = { capacity: 'company', userId: null, actingUserId: null };
  if (access.kind === 'company') return company;
  if (access.kind === 'any') {
    if (access.ownerId !== undefined && access.ownerId !== report.ownerId) throw new ReportNotFound();
    const user = actingUser(ctx);
    return user === null ? company : anyStanding(ctx, deps, { user, report, operation });
  }
  return IN_CONTEXT[access.context](ctx, deps, { userId: access.userId, report, operation });
}

type Named = { readonly userId: string; readonly report: Held; readonly operation: Operation };
const IN_CONTEXT: Readonly<Record<ContextType, (ctx: Context, deps: Deps, named: Named) => Promise<Standing>>> = {
  TRAVELER: asOwner,
  MANAGER: asManager,
  PROCESSOR: asProcessor,
  PROXY: asProxy,
};

/** The standing of someone who works for this user: the user, a company token, or a delegate with the right. */
export async function inNameOf(
  ctx: Context,
  deps: Pick<Deps, 'people'>,
  input: { userId: string; capacity: 'owner' | 'approver'; operation: Operation },
): Promise<Standing> {
  const { userId, capacity, operation } = input;
  const user = actingUser(ctx);
  if (user === null || user === userId) return { capacity, userId, actingUserId: null };
  const rights = (await deps.people.delegatorsOf(ctx, user)).find((delegation) => delegation.delegatorId === userId);
  if (!rights || !delegateMay(rights, capacity, operation)) throw await notInNameOf(ctx, deps, userId);
  return { capacity, userId, actingUserId: user, delegateRights: rights };
}

/** Why nobody acts for this user: there is none, or the caller must not. */
async function notInNameOf(ctx: Context, { people }: Pick<Deps, 'people'>, userId: string): Promise<Error> {
  const isKnown = (await people.peopleOf(ctx, [userId])).has(userId);
  return isKnown ? new AccessDenied('the delegation of this user') : new UserNotFound();
}

async function asOwner(ctx: Context, deps: Deps, { userId, report, operation }: Named): Promise<Standing> {
  if (userId !== report.ownerId) throw new AccessDenied('ownership of the report');
  return inNameOf(ctx, deps, { userId, capacity: 'owner', operation });
}

async function asProxy(ctx: Context, deps: Deps, { userId, report }: Named): Promise<Standing> {
  if (userId !== report.ownerId) throw new AccessDenied('ownership of the report');
  const user = actingUser(ctx);
  if (user !== null && !isProxy(await deps.people.rolesOf(ctx, user))) throw new AccessDenied('the role of an expense proxy');
  return { capacity: 'proxy', userId, actingUserId: user };
}

/** MANAGER: the approver of the current step, a processor at a processor's step, and for reading whoever once stood at a step. */
async function asManager(ctx: Context, deps: Deps, { userId, report, operation }: Named): Promise<Standing> {
  if (report.approverId === userId) return inNameOf(ctx, deps, { userId, capacity: 'approver', operation });
  if (isForProcessors(report.stepRole) && isProcessor(await deps.people.rolesOf(ctx, userId))) {
    const standing = await inNameOf(ctx, deps, { userId, capacity: 'approver', operation });
    return { ...standing, capacity: 'processor' };
  }
  // Of an action the workflow says itself why it is not theirs; reading is open to who stood at a step before.
  const isAction = operation === 'approve' || operation === 'send-back';
  if (!isAction && !(await deps.workflow.wasInvolved(ctx, { kind: 'report', id: report.id }, [userId])))
    throw new AccessDenied('the place of an approver of this report');
  return inNameOf(ctx, deps, { userId, capacity: 'approver', operation });
}

async function asProcessor(ctx: Context, deps: Deps, { userId, report }: Named): Promise<Standing> {
  const user = actingUser(ctx);
  if (user !== null && user !== userId) throw new AccessDenied('the token of this processor');
  if (!isProcessor(await deps.people.rolesOf(ctx, userId))) throw new AccessDenied('the role of an expense processor');
  if (!report.isSubmitted) throw new AccessDenied('a submitted report');
  return { capacity: 'processor', userId, actingUserId: null };
}

/** The first standing that allows the operation, the nearest to the report first. */
async function anyStanding(
  ctx: Context,
  deps: Deps,
  input: { user: string; report: Held; operation: Operation },
): Promise<Standing> {
  const { user, report, operation } = input;
  const may = (capacity: Capacity): boolean => MAY[capacity].has(operation);
  const self = (capacity: Capacity): Standing => ({ capacity, userId: user, actingUserId: null });
  if (user === report.ownerId && may('owner')) return self('owner');
  const approvers = await approversOf(ctx, deps, report);
  if (approvers.includes(user) && may('approver')) return self('approver');
  const roles = await deps.people.rolesOf(ctx, user);
  if (report.isSubmitted && isProcessor(roles) && may('processor') && actsAtStep(operation, report)) return self('processor');
  const delegations = await deps.people.delegatorsOf(ctx, user);
  const delegated = (delegators: readonly string[], capacity: 'owner' | 'approver'): Standing | undefined => {
    const rights = delegations.find((each) => delegators.includes(each.delegatorId));
    if (!rights || !may(capacity) || !delegateMay(rights, capacity, operation)) return undefined;
    return { capacity, userId: rights.delegatorId, actingUserId: user, delegateRights: rights };
  };
  const standing = delegated([report.ownerId], 'owner') ?? delegated(approvers, 'approver');
  if (standing) return standing;
  if (isAdministrator(roles) && may('administrator')) return self('administrator');
  if (user === report.ownerId) throw new AccessDenied('a place at the current step of the report');
  throw new AccessDenied('a right to this report');
}

const actsAtStep = (operation: Operation, report: Held): boolean =>
  (operation !== 'approve' && operation !== 'send-back') || isForProcessors(report.stepRole);

/** Everyone whom the report waits for. Only a step of cost objects has several. */
async function approversOf(ctx: Context, deps: Pick<Deps, 'workflow'>, report: Held): Promise<readonly string[]> {
  if (report.stepRole !== 'CO_APPROVER' || report.processId === null)
    return report.approverId === null ? [] : [report.approverId];
  return (await deps.workflow.pending(ctx, report.processId)).flatMap(({ assigneeId }) => assigneeId ?? []);
}

/** What the caller of a list is to each row of it, by the row alone: in the order of its standings, and who may list what is left administers. */
export const capacityTo = (
  user: string | null,
  row: { readonly owner_id: string; readonly approver_id: string | null },
): Capacity => {
  if (user === null) return 'company';
  if (row.owner_id === user) return 'owner';
  return row.approver_id === user ? 'approver' : 'administrator';
};

/** For lists of everyone's data: an administrator's role, or a company token. */
export async function mayListEveryone(ctx: Context, deps: Pick<Deps, 'people'>): Promise<void> {
  const user = actingUser(ctx);
  if (user !== null && !isAdministrator(await deps.people.rolesOf(ctx, user)))
    throw new AccessDenied('the role Web Services Administrator');
}
