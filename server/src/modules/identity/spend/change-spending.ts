import type { Context } from '../../../platform/context.ts';
import { newId, parseUuid } from '../../../platform/ids/index.ts';
import type { CompanyModule } from '../../company/index.ts';
import { checkLimits } from '../approval/approver-limit.ts';
import { replaceApprovers, replaceDelegations } from '../approval/approver-queries.ts';
import { eligibleApprovers, eligibleDelegates } from '../approval/eligibility.ts';
import { RoleNotAssignable, SpendUserMissing, UserInvalid, UserNotFound } from '../errors.ts';
import { emitSpend } from '../events.ts';
import { checkLimitGroups, checkRoleGroups } from '../role/group-hierarchy.ts';
import { replaceRoles, type Owner } from '../role/role-queries.ts';
import { checkRoles, isSpendRole, rolesOfEntitlements, splitRoles } from '../role/role.ts';
import { selectNamed } from '../user/person-queries.ts';
import { applySpend, type SpendDeps } from './apply-spend.ts';
import { PROCESSOR_ROLES, type UserPreference } from './preferences.ts';
import type { SpendChange, SpendProfile } from './spend-profile.ts';
import { SPEND_PRODUCTS, spendingPaths, type Spending, type SpendingChange } from './spending.ts';
import { lockSpending, replaceLimits, selectSpending, touchUser, upsertSpendProfile } from './spending-queries.ts';

export interface ChangeSpendingDeps extends SpendDeps {
  readonly company: Pick<CompanyModule, 'getCompany'>;
}

/**
 * Changes what spending knows of a user: one audit entry and one event for all that differs then, nothing at all when nothing does.
 * @throws UserNotFound, SpendUserMissing, UserInvalid, RoleNotAssignable, ApproverNotEligible, DelegateNotEligible
 */
export async function changeSpending(deps: ChangeSpendingDeps, ctx: Context, change: SpendingChange): Promise<Spending> {
  const before = await lockForChange(ctx, change.userId);
  const asked = change.spend === null ? await blank(deps, ctx, change) : change;
  if (!before.spend && !asked.spend && Object.entries(asked).some(([name, value]) => name !== 'userId' && value !== undefined))
    throw new SpendUserMissing(before.userId);
  const kept = before.delegates.filter(({ product }) => !SPEND_PRODUCTS.has(product));
  return write(deps, ctx, before, {
    ...asked,
    ...(asked.roles ? { roles: spendRolesBeside(before, asked.roles) } : {}),
    ...(asked.delegates
      ? { delegates: [...asked.delegates, ...kept.map((one) => Object.assign({ delegate: { id: one.delegateId } }, one))] }
      : {}),
  });
}

/**
 * The same for the parts that a user may have without spending: approvers, roles of every area, delegates of every product, each whole.
 * @throws as changeSpending, but for SpendUserMissing
 */
export async function assign(
  deps: ChangeSpendingDeps,
  ctx: Context,
  change: Pick<SpendingChange, 'userId' | 'approvers' | 'delegates' | 'roles'>,
): Promise<void> {
  await write(deps, ctx, await lockForChange(ctx, change.userId), change);
}

async function lockForChange(ctx: Context, userId: string): Promise<Spending> {
  const id = parseUuid(userId);
  const found = id && (await lockSpending(ctx.tx, { companyId: ctx.companyId, userId: id }));
  if (!found) throw new UserNotFound(userId);
  return found;
}

/** Everything at its default, as a replacement with nothing in it asks for. */
async function blank(deps: ChangeSpendingDeps, ctx: Context, change: SpendingChange): Promise<SpendingChange> {
  const { countryCode: country, currency, defaultLanguage } = await deps.company.getCompany(ctx);
  const empty = { approvers: [], approverLimits: [], delegates: [], roles: [] };
  const nothing = { payroll: null, userPreference: null, invoicePreference: null, workflowPreference: null };
  const spend: SpendChange = {
    reimbursementCurrency: currency,
    country,
    locale: defaultLanguage.includes('-') ? defaultLanguage : `${defaultLanguage}-${country}`,
    ...Object.fromEntries(EMPTIABLE.map((name) => [name, undefined])),
    nonEmployee: false,
    officeLocation: {},
    customData: {},
  };
  return { ...empty, ...nothing, ...change, spend };
}

const EMPTIABLE = [
  'reimbursementType',
  'ledgerCode',
  'budgetCountryCode',
  'stateProvince',
  'cashAdvanceAccountCode',
  'biManagerId',
  'biHierarchy',
] as const satisfies readonly (keyof SpendProfile)[];

/** What replaces the spend roles: those that spending does not show stay, and those of entitlements are none to assign. */
export function spendRolesBeside(
  before: Spending,
  roles: NonNullable<SpendingChange['roles']>,
): NonNullable<SpendingChange['roles']> {
  const { kept, entitlements } = splitRoles(roles);
  const missing = entitlements.find((entitlement) => !before.entitlements.includes(entitlement));
  if (missing !== undefined) {
    const [code = ''] = rolesOfEntitlements([missing]);
    throw new RoleNotAssignable(code, `it follows the entitlement ${missing}`);
  }
  const foreign = kept.find(({ code }) => !isSpendRole(code));
  if (foreign) throw new RoleNotAssignable(foreign.code, 'there is no such role');
  return [...kept, ...splitRoles(before.otherRoles).kept];
}

async function write(deps: ChangeSpendingDeps, ctx: Context, before: Spending, change: SpendingChange): Promise<Spending> {
  const owner: Owner = { companyId: before.companyId, userId: before.userId };
  const roles = await writeRoles(deps, ctx, owner, before, change);
  await writeProfile(deps, ctx, before, change, roles);
  await writePeople(ctx, before, change, roles);
  if (change.approverLimits) {
    checkLimits(change.approverLimits, roles);
    await checkLimitGroups(deps.lists, ctx, change.approverLimits);
    await replaceLimits(ctx.tx, owner, change.approverLimits, () => newId(ctx.clock));
  }
  const [after] = await selectSpending(ctx.tx, owner.companyId, [owner.userId]);
  if (!after) throw new UserNotFound(owner.userId);
  const changed = spendingPaths(before, after);
  if (changed.length === 0) return after;
  const now = ctx.clock.now();
  await touchUser(ctx.tx, owner, now);
  ctx.record({ subjectKind: 'user', subjectId: owner.userId, action: 'spending-changed', details: { changed } });
  const subject = { id: owner.userId, companyId: owner.companyId };
  if (after.spend) emitSpend(ctx, before.spend ? 'Updated' : 'Created', subject, changed);
  return { ...after, version: before.version + 1, updatedAt: now };
}

/** Answers the codes that the user then holds. */
async function writeRoles(
  deps: ChangeSpendingDeps,
  ctx: Context,
  owner: Owner,
  before: Spending,
  { roles }: SpendingChange,
): Promise<ReadonlySet<string>> {
  const entitled = rolesOfEntitlements(before.entitlements);
  if (!roles) return new Set([...entitled, ...[...before.roles, ...before.otherRoles].map(({ code }) => code)]);
  checkRoles(roles, before.entitlements);
  await checkRoleGroups(deps.lists, ctx, roles);
  await replaceRoles(ctx.tx, owner, roles);
  return new Set([...entitled, ...roles.map(({ code }) => code)]);
}

async function writeProfile(
  deps: ChangeSpendingDeps,
  ctx: Context,
  before: Spending,
  change: SpendingChange,
  roles: ReadonlySet<string>,
): Promise<void> {
  const spend = profileChange(before, change, roles);
  if (Object.keys(spend).length === 0) return;
  const after = await applySpend(deps, ctx, { id: before.userId, before: before.spend }, spend);
  await upsertSpendProfile(ctx.tx, { companyId: before.companyId, userId: before.userId }, after);
}

/** What a change says of the profile and of what is kept with it. */
export function profileChange(before: Spending, change: SpendingChange, roles: ReadonlySet<string>): SpendChange {
  return {
    ...change.spend,
    ...(change.payroll === undefined ? {} : { payroll: change.payroll ?? undefined }),
    ...(change.userPreference === undefined
      ? {}
      : { userPreferences: userPreferences(before, change.userPreference ?? {}, roles) }),
    ...(change.invoicePreference === undefined ? {} : { invoicePreferences: change.invoicePreference ?? {} }),
    ...(change.workflowPreference === undefined ? {} : { workflowPreferences: change.workflowPreference ?? {} }),
  };
}

/** A processor's access to reports: only processors get it, and nobody loses it. */
function userPreferences(
  { spend }: Spending,
  given: Partial<Record<keyof UserPreference, unknown>>,
  roles: ReadonlySet<string>,
): Partial<UserPreference> {
  const { processorReportAccess: asked, ...rest } = given as Partial<UserPreference>;
  const held = spend?.userPreferences.processorReportAccess;
  const refuse = (rule: string, message: string) =>
    new UserInvalid([{ path: 'userPreference.processorReportAccess', rule, message }]);
  if (asked === null && held !== undefined) throw refuse('mutability', 'cannot be taken back');
  const access = asked ?? held;
  if (access !== held && !PROCESSOR_ROLES.some((role) => roles.has(role)))
    throw refuse('role', `needs one of the roles ${PROCESSOR_ROLES.join(', ')}`);
  return { ...rest, ...(access === undefined ? {} : { processorReportAccess: access }) };
}

async function writePeople(
  ctx: Context,
  before: Spending,
  { approvers, delegates }: SpendingChange,
  roles: ReadonlySet<string>,
): Promise<void> {
  if (!approvers && !delegates) return;
  const owner: Owner = { companyId: before.companyId, userId: before.userId };
  const references = [...(approvers ?? []).map(({ approver }) => approver), ...(delegates ?? []).map(({ delegate }) => delegate)];
  const find = await selectNamed(ctx.tx, owner.companyId, references);
  if (approvers) await replaceApprovers(ctx.tx, owner, eligibleApprovers({ userId: owner.userId, find }, approvers));
  if (delegates)
    await replaceDelegations(
      ctx.tx,
      owner,
      eligibleDelegates({ userId: owner.userId, find, roles: before.active ? roles : new Set() }, delegates),
    );
}
