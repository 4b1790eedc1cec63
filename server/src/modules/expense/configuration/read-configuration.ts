import type { Context } from '../../../platform/context.ts';
import { actingUser, inNameOf } from '../access.ts';
import type { ExpenseDeps } from '../deps.ts';
import { AccessDenied, ConfigurationNotFound } from '../errors.ts';
import type { ExpenseType, PaymentType } from '../inputs.ts';
import { isAdministrator, isProxy } from '../report/report-policy.ts';
import { UNDEFINED_TYPE } from '../report/report.ts';
import type { ContextType } from '../types.ts';
import { listExpenseTypeRows, listPaymentTypeRows, typesOfPolicies } from './configuration-queries.ts';
import {
  chainOf,
  groupAmong,
  nearest,
  policiesOf,
  type ExpenseGroup,
  type GroupAttendeeType,
  type GroupConfiguration,
  type HeldAtGroup,
} from './group.ts';
import { groupAttendeeTypeRows, groupPaymentTypeRows, groupPolicyRows, groupRows } from './group-queries.ts';

/** Whose configuration is read, and in which context where the path names one. */
export interface OfUser {
  readonly userId: string;
  readonly context?: ContextType;
}

type Deps = Pick<ExpenseDeps, 'people' | 'hierarchy' | 'attendees'>;

/** @throws ConfigurationNotFound for somebody the company does not have, AccessDenied. */
async function checkReader(ctx: Context, deps: Pick<Deps, 'people'>, { userId, context }: OfUser): Promise<void> {
  const user = actingUser(ctx);
  if (!(await deps.people.peopleOf(ctx, [userId])).has(userId)) throw new ConfigurationNotFound('userId');
  if (user === null || user === userId) return;
  const roles = await deps.people.rolesOf(ctx, user);
  if (context === 'PROXY') {
    if (!isProxy(roles)) throw new AccessDenied('the role of an expense proxy');
    return;
  }
  if (context === undefined && isAdministrator(roles)) return;
  await inNameOf(ctx, deps, { userId, capacity: 'owner', operation: 'read-report' });
}

/** What a user may spend under. */
export async function configurationOf(ctx: Context, deps: Deps, of: OfUser): Promise<GroupConfiguration> {
  await checkReader(ctx, deps, of);
  const groups = await groupRows(ctx);
  return configured(ctx, deps, groups, await groupOf(ctx, deps, { groups, userId: of.userId }));
}

const groupOf = async (
  ctx: Context,
  deps: Pick<Deps, 'hierarchy'>,
  { groups, userId }: { groups: readonly ExpenseGroup[]; userId: string },
): Promise<ExpenseGroup> => groupAmong(groups, await deps.hierarchy.nodesOf(ctx, userId));

async function configured(
  ctx: Context,
  deps: Pick<Deps, 'attendees'>,
  groups: readonly ExpenseGroup[],
  group: ExpenseGroup,
): Promise<GroupConfiguration> {
  const chain = chainOf(groups, group.code);
  return {
    group,
    policies: policiesOf(chain, await groupPolicyRows(ctx)),
    paymentTypes: nearest(chain, await groupPaymentTypeRows(ctx), await listPaymentTypeRows(ctx)),
    attendeeTypes: await attendeeTypesOf(ctx, deps, chain),
  };
}

/** What can be chosen: types that are in use, and not the system's own. */
async function attendeeTypesOf(
  ctx: Context,
  deps: Pick<Deps, 'attendees'>,
  chain: readonly ExpenseGroup[],
): Promise<GroupAttendeeType[]> {
  const types = (await deps.attendees.listTypes(ctx)).filter((type) => type.isActive && !type.isDeleted && !type.isSystem);
  const links: HeldAtGroup<GroupAttendeeType>[] = (await groupAttendeeTypeRows(ctx)).flatMap(({ groupId, typeId }) =>
    types.filter(({ id }) => id === typeId).map((held) => ({ groupId, held })),
  );
  return nearest(chain, links, types);
}

/** Every group of the caller's company, Global first, for a company token or an administrator. @throws AccessDenied. */
export async function listGroups(ctx: Context, deps: Deps): Promise<ExpenseGroup[]> {
  await checkAdministers(ctx, deps);
  return groupRows(ctx);
}

/** One group by its node. @throws ConfigurationNotFound, AccessDenied. */
export async function groupAt(ctx: Context, deps: Deps, nodeId: string): Promise<GroupConfiguration> {
  await checkAdministers(ctx, deps);
  const groups = await groupRows(ctx);
  const group = groups.find(({ id }) => id === nodeId);
  if (!group) throw new ConfigurationNotFound('hierarchyNodeId');
  return configured(ctx, deps, groups, group);
}

async function checkAdministers(ctx: Context, deps: Pick<Deps, 'people'>): Promise<void> {
  const user = actingUser(ctx);
  if (user !== null && !isAdministrator(await deps.people.rolesOf(ctx, user)))
    throw new AccessDenied('the role Web Services Administrator');
}

/** The types of a policy that the user has, or of all of them; categories included, what nobody can choose any more left out. */
export async function expenseTypesFor(
  ctx: Context,
  deps: Deps,
  of: OfUser & { readonly policyId?: string },
): Promise<ExpenseType[]> {
  const { policies } = await configurationOf(ctx, deps, of);
  if (of.policyId !== undefined && !policies.some(({ id }) => id === of.policyId)) throw new ConfigurationNotFound('policyId');
  return offered(ctx, of.policyId === undefined ? policies.map(({ id }) => id) : [of.policyId]);
}

/** Of a policy or several: what may be chosen, and above it the categories. */
export async function offered(ctx: Context, policyIds: readonly string[]): Promise<ExpenseType[]> {
  const types = (await listExpenseTypeRows(ctx, undefined)).filter(({ id, isDeleted }) => !isDeleted && id !== UNDEFINED_TYPE);
  const limits = await typesOfPolicies(ctx, policyIds);
  const isOffered = ({ id }: ExpenseType): boolean =>
    policyIds.some((policyId) => {
      const own = limits.get(policyId);
      return own === undefined || own.has(id);
    });
  const chosen = types.filter((type) => !type.isCategory && isOffered(type));
  const parents = new Set(chosen.map(({ parentId }) => parentId));
  return [...types.filter((type) => type.isCategory && parents.has(type.id)), ...chosen];
}

/** Without a user in the path: the caller's own, or with a company token all of the company's. */
export async function ownExpenseTypes(ctx: Context, deps: Deps): Promise<ExpenseType[]> {
  const user = actingUser(ctx);
  if (user !== null) return expenseTypesFor(ctx, deps, { userId: user });
  return (await listExpenseTypeRows(ctx, undefined)).filter(({ id, isDeleted }) => !isDeleted && id !== UNDEFINED_TYPE);
}

export async function ownPaymentTypes(ctx: Context, deps: Deps): Promise<readonly PaymentType[]> {
  const user = actingUser(ctx);
  return user === null ? listPaymentTypeRows(ctx) : (await configurationOf(ctx, deps, { userId: user })).paymentTypes;
}
