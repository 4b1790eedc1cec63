import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import { announce } from '../../platform/db/sending.ts';
import type { Tx } from '../../platform/db/tx.ts';
import { parseUuid } from '../../platform/ids/index.ts';
import type { CompanyCard, CompanyModule } from '../company/index.ts';
import type { Directory } from '../directory/index.ts';
import { permits, type Approver, type ApproverKind, type Delegation, type DelegationProduct } from './approval/approval.ts';
import { selectApprovers, selectDelegations, selectIsAbove } from './approval/approver-queries.ts';
import type { Lists } from '../lists/index.ts';
import {
  candidatesQuery,
  selectCandidate,
  selectCandidates,
  selectLimitHolders,
  type ApproverCandidate,
  type LimitHolder,
} from './approval/candidate-queries.ts';
import { rolesOf, setRoles } from './role/assign-roles.ts';
import { assertAdmissible, checkPassword, type PasswordTry, type SignedIn } from './sign-in/check-password.ts';
import { createUser, createUsers, type Creation } from './user/create-users.ts';
import { UserInvalid, UserNotFound } from './errors.ts';
import { replaceFormFields, selectFormFields } from './spend/form-queries.ts';
import { startSpending } from './spend/start-spending.ts';
import { assign, changeSpending } from './spend/change-spending.ts';
import type { Spending, SpendingChange } from './spend/spending.ts';
import { spendRoles } from './role/role.ts';
import { selectSpending } from './spend/spending-queries.ts';
import { selectPeople, type PersonInBrief } from './user/people-queries.ts';
import { setGroupHierarchy, type HierarchyArea } from './role/group-hierarchy.ts';
import { addToRole, membersOfRole, removeFromRole, setMembersOfRole } from './role/membership.ts';
import { selectHierarchies, selectNodesOf } from './role/group-hierarchy-queries.ts';
import { selectHolders, selectRoles } from './role/role-queries.ts';
import {
  prepareFirstPassword,
  preparePassword,
  setPassword,
  storePassword,
  type NewPassword,
  type PreparedPassword,
} from './sign-in/set-password.ts';
import { SLOT, type UserFormField } from './spend/spend-profile.ts';
import { deleteUser } from './user/delete-user.ts';
import type { LegalEntities } from './user/references.ts';
import { replaceUser } from './user/replace-user.ts';
import { retireUser } from './user/retire-user.ts';
import { searchUsers } from './user/search-users.ts';
import { setTravelProfile } from './travel/set-travel-profile.ts';
import { selectSettings } from './travel/travel-setting-queries.ts';
import { addTravelSettings, type TravelSetting } from './travel/travel-settings.ts';
import type { TravelChange } from './travel/travel-profile.ts';
import { updateUser } from './user/update-user.ts';
import { selectStanding, type Standing } from './sign-in/standing-queries.ts';
import {
  selectUser,
  selectUserAtHome,
  selectUserByEmployeeNumber,
  selectUserByLogin,
  selectUserPage,
  selectUsersById,
} from './user/user-queries.ts';
import { assertAdministers, mayAdminister, type Administration } from './user/user-policy.ts';
import {
  formattedName,
  middleInitialOf,
  primaryEmail,
  type NewUser,
  type RoleAssignment,
  type User,
  type UserPatch,
} from './user/user.ts';

export type { Approver, ApproverKind, Delegation, DelegationPermission, DelegationProduct } from './approval/approval.ts';
export type { Standing } from './sign-in/standing-queries.ts';
export type { PasswordTry, SignedIn } from './sign-in/check-password.ts';
export * from './errors.ts';
export { FORBIDDEN_IN_LOGIN, NAME_LENGTHS } from './user/user-rules.ts';
export type { PersonInBrief } from './user/people-queries.ts';
export type { NewPassword, PreparedPassword } from './sign-in/set-password.ts';
export type { BiHierarchy, CustomValue, Payroll, SpendChange, SpendProfile, UserFormField } from './spend/spend-profile.ts';
export type { InvoicePreference, UserPreference, WorkflowPreference } from './spend/preferences.ts';
export type { NewApprover, NewDelegate, Spending, SpendingChange } from './spend/spending.ts';
export type { ApprovalType, ApproverLimit, LimitAuthority } from './approval/approver-limit.ts';
export type { PersonReference } from './user/person-reference.ts';
export type { HierarchyArea } from './role/group-hierarchy.ts';
export type { Role, RoleArea } from './role/role-catalogue.ts';
export type { TravelSetting, TravelSettingKind } from './travel/travel-settings.ts';
export type {
  LoyaltyProgram,
  ProgramKind,
  TravelChange,
  TravelDocuments,
  TravelName,
  TravelPreferences,
  TravelProfile,
} from './travel/travel-profile.ts';
export type { Administration } from './user/user-policy.ts';
export type { IdentityViews } from './tables.ts';
export type { Creation, CreationRefusal } from './user/create-users.ts';
export type { LegalEntities } from './user/references.ts';
export type * from './user/user-search.ts';
export type * from './user/user.ts';
export { TRAVEL_PREFERENCES } from './vocabulary.ts';
export type { AddressType, EmailType, Entitlement, Gender, PhoneType, ReimbursementType } from './vocabulary.ts';

export interface IdentityDeps {
  readonly lists: Pick<Lists, 'findItems' | 'longCodeOf' | 'getList'>;
  readonly company: Pick<CompanyModule, 'getCompany' | 'findCompany' | 'admitsAddress'>;
  readonly directory: Pick<Directory, 'enterUsers' | 'leave' | 'renameLogin' | 'locateLogin' | 'locatePrincipal'>;
  /** Without it no company has any. */
  readonly legalEntities?: LegalEntities;
}

const todayOf = (ctx: Context): string => ctx.clock.now().toISOString().slice(0, 10);

/** People and what they may do. Every function sees the caller's company alone; an id of another is nobody's. */
export function createIdentity(deps: IdentityDeps) {
  const findUser = async (ctx: Context, userId: string): Promise<User | undefined> => {
    const id = parseUuid(userId);
    return id ? selectUser(ctx.tx, ctx.companyId, id) : undefined;
  };

  return {
    createUser: (ctx: Context, input: NewUser): Promise<User> => createUser(deps, ctx, input),
    /** Many in a handful of statements, each made or refused of itself; see the function. */
    createUsers: (ctx: Context, inputs: readonly NewUser[]): Promise<Creation[]> => createUsers(deps, ctx, inputs),
    updateUser: (ctx: Context, input: { userId: string; patch: UserPatch }): Promise<User> => updateUser(deps, ctx, input),
    /** PUT: what is left out goes back to its default or to nothing. */
    replaceUser: (ctx: Context, input: { userId: string; user: Omit<NewUser, 'roles'> }): Promise<User> =>
      replaceUser(deps, ctx, input),
    /** For good; refused for somebody with a history. */
    deleteUser: (ctx: Context, input: { userId: string }): Promise<void> => deleteUser(deps, ctx, input),
    /** Softly: out of sight, the history and the login kept. */
    retireUser,
    /** By criteria, in the order of creation, by cursor or by index. */
    searchUsers,
    /** The known among these ids, whole, in the order of creation and in one statement. */
    usersById: (ctx: Context, userIds: readonly string[]): Promise<User[]> => {
      const ids = userIds.map(parseUuid).filter((id) => id !== undefined);
      return ids.length === 0 ? Promise.resolve([]) : selectUsersById(ctx.tx, ctx.companyId, ids);
    },
    findUser,
    /** With its company; undefined where either is unknown here. */
    findUserAtHome: async (ctx: Context, userId: string): Promise<{ user: User; company: CompanyCard } | undefined> => {
      const id = parseUuid(userId);
      return id ? selectUserAtHome(ctx.tx, ctx.companyId, id) : undefined;
    },
    /** @throws UserNotFound, also for an id of another company or no id at all */
    getUser: async (ctx: Context, userId: string): Promise<User> => {
      const user = await findUser(ctx, userId);
      if (!user) throw new UserNotFound(userId);
      return user;
    },
    /** Names and currencies of these people in one light statement; unknown ids are left out. */
    peopleOf: (ctx: Context, userIds: readonly string[]): Promise<PersonInBrief[]> =>
      userIds.length === 0 ? Promise.resolve([]) : selectPeople(ctx.tx, ctx.companyId, userIds),
    findUserByLogin: (ctx: Context, login: string): Promise<User | undefined> => selectUserByLogin(ctx.tx, ctx.companyId, login),
    findUserByEmployeeNumber: (ctx: Context, number: string): Promise<User | undefined> =>
      selectUserByEmployeeNumber(ctx.tx, ctx.companyId, number),
    /** Whether the caller may see or change other people's accounts. */
    mayAdminister: (ctx: Context, what: Administration): Promise<boolean> => mayAdminister(ctx, what, rolesOf),
    /** @throws UserAdministrationDenied */
    assertAdministers: (ctx: Context, what: Administration): Promise<void> => assertAdministers(ctx, what, rolesOf),
    /** In the order of creation, after the user `after`; at most `limit`. */
    listUsers: (ctx: Context, page: { after?: string; limit: number }): Promise<User[]> =>
      selectUserPage(ctx.tx, ctx.companyId, page),

    rolesOf,
    /** The roles as assigned, with their groups; those that follow an entitlement are not among them. */
    roleAssignmentsOf: (ctx: Context, userId: string): Promise<RoleAssignment[]> =>
      selectRoles(ctx.tx, { companyId: ctx.companyId, userId }),
    setRoles: (ctx: Context, input: { userId: string; roles: readonly RoleAssignment[] }): Promise<void> =>
      setRoles(deps, ctx, input),
    /** Who holds a role, and changes of that for many at once; roles that are entitlements by another name change those. */
    membersOfRole,
    addToRole,
    removeFromRole,
    setMembersOfRole,
    /** The roles that spending shows, with the entitlement that brings one where there is such. */
    spendRoles,
    /** Says in which list's items the roles of an area, or the rights of approvers, are held. @throws ListNotFound */
    setGroupHierarchy: (ctx: Context, input: { area: HierarchyArea; listId: string }): Promise<void> =>
      setGroupHierarchy(deps.lists, ctx, input),
    /** The list whose items are an area's groups; undefined where none was said. */
    groupHierarchyOf: async (ctx: Context, area: HierarchyArea): Promise<string | undefined> =>
      (await selectHierarchies(ctx.tx, ctx.companyId)).get(area),
    /** Ids of the groups of an area that a user's own fields name, the deepest first. */
    groupNodesOf: (ctx: Context, input: { userId: string; area: HierarchyArea }): Promise<string[]> =>
      selectNodesOf(ctx.tx, ctx.companyId, input),
    /** Ids of active users with an assigned role. */
    holdersOf: (ctx: Context, role: string): Promise<string[]> => selectHolders(ctx.tx, ctx.companyId, role),

    /** Replaces who approves for a user. @throws UserNotFound, ApproverNotEligible */
    setApprovers: async (ctx: Context, input: { userId: string; approvers: readonly Approver[] }): Promise<void> =>
      assign(deps, ctx, {
        userId: input.userId,
        approvers: input.approvers.map(({ approverId, ...approver }) => ({ ...approver, approver: { id: approverId } })),
      }),
    approversOf: (ctx: Context, userId: string): Promise<Approver[]> =>
      selectApprovers(ctx.tx, { companyId: ctx.companyId, userId }),
    /** The primary approver of a kind, if there is one. */
    approverOf: async (ctx: Context, userId: string, kind: ApproverKind): Promise<string | undefined> => {
      const [first] = await selectApprovers(ctx.tx, { companyId: ctx.companyId, userId }, kind);
      return first?.approverId;
    },
    /** Those assigned to a user for a kind of approval, the primary one first, and whether they may approve today. */
    approversFor: (ctx: Context, { userId, kind }: { userId: string; kind: ApproverKind }): Promise<ApproverCandidate[]> =>
      selectCandidates(ctx.tx, { companyId: ctx.companyId, userId }, kind),
    /** Says that they will be asked for with the transaction's next statement. */
    announceApprovers: (ctx: Context, { userId, kind }: { userId: string; kind: ApproverKind }): Promise<void> =>
      announce(ctx.tx, candidatesQuery({ companyId: ctx.companyId, userId }, kind)),
    /** Undefined for nobody of the company. */
    approverCandidate: (
      ctx: Context,
      { userId, kind }: { userId: string; kind: ApproverKind },
    ): Promise<ApproverCandidate | undefined> => selectCandidate(ctx.tx, { companyId: ctx.companyId, userId }, kind),
    /** Those with a limit of an authority for a kind of approval in one of these groups. */
    limitHolders: (ctx: Context, of: Parameters<typeof selectLimitHolders>[2]): Promise<LimitHolder[]> =>
      selectLimitHolders(ctx.tx, ctx.companyId, of),
    /** Whether `approverId` stands above `userId`, walking from primary approver to primary approver. */
    isInChain: (ctx: Context, input: { userId: string; approverId: string; kind: ApproverKind }): Promise<boolean> =>
      selectIsAbove(ctx.tx, { companyId: ctx.companyId, userId: input.userId }, input.approverId, input.kind),

    /** Replaces those who may act for a user, in every product. @throws UserNotFound, DelegateNotEligible */
    setDelegates: async (
      ctx: Context,
      input: { userId: string; delegates: readonly Omit<Delegation, 'delegatorId'>[] },
    ): Promise<void> =>
      assign(deps, ctx, {
        userId: input.userId,
        delegates: input.delegates.map(({ delegateId, ...delegation }) => ({ ...delegation, delegate: { id: delegateId } })),
      }),
    /** Those who may act for the user. */
    delegatesOf: (ctx: Context, userId: string, product?: DelegationProduct): Promise<Delegation[]> =>
      selectDelegations(ctx.tx, ctx.companyId, { delegatorId: userId, ...(product ? { product } : {}) }),
    /** Those for whom the user may act. */
    delegatorsOf: (ctx: Context, userId: string, product?: DelegationProduct): Promise<Delegation[]> =>
      selectDelegations(ctx.tx, ctx.companyId, { delegateId: userId, ...(product ? { product } : {}) }),
    /** Whether a delegate may do this for a delegator today. */
    mayActFor: async (
      ctx: Context,
      input: { delegateId: string; delegatorId: string; product: DelegationProduct; permission: Parameters<typeof permits>[1] },
    ): Promise<boolean> => {
      const { delegateId, delegatorId, product, permission } = input;
      const delegations = await selectDelegations(ctx.tx, ctx.companyId, { delegateId, delegatorId, product });
      return delegations.some((delegation) => permits(delegation, permission, todayOf(ctx)));
    },

    changeSpending: (ctx: Context, change: SpendingChange): Promise<Spending> => changeSpending(deps, ctx, change),
    /** `changeSpending` of many at once: see the function. */
    startSpending: (ctx: Context, changes: readonly SpendingChange[]): Promise<void> => startSpending(deps, ctx, changes),
    /** @throws UserNotFound */
    spendingOf: async (ctx: Context, userId: string): Promise<Spending> => {
      const id = parseUuid(userId);
      const [spending] = id ? await selectSpending(ctx.tx, ctx.companyId, [id]) : [];
      if (!spending) throw new UserNotFound(userId);
      return spending;
    },
    /** Of these users in their order, in one statement; ids that are nobody's are left out. */
    spendingOfMany: (ctx: Context, userIds: readonly string[]): Promise<Spending[]> =>
      selectSpending(
        ctx.tx,
        ctx.companyId,
        userIds.map(parseUuid).filter((id) => id !== undefined),
      ),
    setTravelProfile: (ctx: Context, input: { userId: string; travel: TravelChange; gender?: User['gender'] }): Promise<User> =>
      setTravelProfile(deps, ctx, input),
    /** What a travel profile of the company may name. */
    travelSettings: (ctx: Context): Promise<TravelSetting[]> => selectSettings(ctx.tx, ctx.companyId),
    addTravelSettings,

    /** The custom slots that the company uses for its people, in the order of the form. */
    formFields: (ctx: Context): Promise<UserFormField[]> => selectFormFields(ctx.tx, ctx.companyId),
    /** @throws UserInvalid for an unknown slot */
    setFormFields: async (ctx: Context, fields: readonly UserFormField[]): Promise<void> => {
      const unknown = fields.filter(({ slot }) => !SLOT.test(slot));
      if (unknown.length > 0)
        throw new UserInvalid(unknown.map(({ slot }) => ({ path: slot, rule: 'unknown', message: 'is not a custom slot' })));
      await replaceFormFields(ctx.tx, ctx.companyId, fields);
      ctx.record({ subjectKind: 'user-form', subjectId: ctx.companyId, action: 'updated' });
    },

    /** Where a principal of any company lives, and whether it may be given anything now. Undefined for what is no principal. */
    standingOf: (tx: Tx, principalId: string): Promise<Standing | undefined> => selectStanding(tx, principalId),

    setPassword: (work: UnitOfWork, caller: Caller, input: NewPassword): Promise<void> => setPassword(deps, work, caller, input),
    /** For a user who is about to be made: the slow half, which storePassword ends in the unit of work that makes it. */
    preparePassword: (work: UnitOfWork, caller: Caller, given: { login: string; password: string }): Promise<PreparedPassword> =>
      preparePassword(deps, work, caller, given),
    prepareFirstPassword,
    storePassword,
    checkPassword: (work: UnitOfWork, caller: Caller, given: PasswordTry): Promise<SignedIn> =>
      checkPassword(deps, work, caller, given),
    /** Whether a person of the caller's company may sign in at all, however it proved to be itself. See checkPassword for the refusals. */
    assertMaySignIn: async (ctx: Context, input: { userId: string; address: string }): Promise<void> => {
      const user = await findUser(ctx, input.userId);
      if (!user) throw new UserNotFound(input.userId);
      const company = await deps.company.getCompany(ctx);
      assertAdmissible(deps, { user, company }, { address: input.address, now: ctx.clock.now() });
    },

    /** What a delegation allows on a day. */
    permits,

    /** Renderings that every API shares. */
    formattedName,
    middleInitialOf,
    primaryEmail,
  };
}

export type Identity = ReturnType<typeof createIdentity>;
