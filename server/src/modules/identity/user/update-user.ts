import type { Context } from '../../../platform/context.ts';
import type { UserDeps } from './create-users.ts';
import { UserInvalid, UserNotFound } from '../errors.ts';
import { newSpendProfile, type SpendProfile } from '../spend/spend-profile.ts';
import { newTravelProfile } from '../travel/travel-profile.ts';
import { checkReferences } from './references.ts';
import { lockUser, selectGivenDisplayName } from './user-queries.ts';
import { userIssues } from './user-rules.ts';
import { displayNameOf, withPrimaryMobile, type User, type UserPatch } from './user.ts';
import { writeChange } from './write-change.ts';

/**
 * Changes a user of the caller's company and says what changed; a change to what is already so writes and emits nothing.
 * @throws UserNotFound, UserInvalid, LoginTaken, UserValueTaken, RoleNotAssignable
 */
export async function updateUser(deps: UserDeps, ctx: Context, input: { userId: string; patch: UserPatch }): Promise<User> {
  const { userId, patch } = input;
  const before = await lockUser(ctx.tx, ctx.companyId, userId);
  if (!before) throw new UserNotFound(userId);
  const issues = [...userIssues(patch), ...profileIssues(before, patch)];
  if (issues.length > 0) throw new UserInvalid(issues);
  const managerId = await checkReferences(deps, ctx, patch);
  const given = 'displayName' in patch ? patch.displayName : await selectGivenDisplayName(ctx.tx, ctx.companyId, userId);
  const after = apply(before, managerId === undefined ? patch : { ...patch, managerId }, given);
  return writeChange(deps, ctx, { before, after, displayName: given });
}

export function profileIssues(
  before: Pick<User, 'spend'>,
  { spend }: Pick<UserPatch, 'spend'>,
): { path: string; rule: string; message: string }[] {
  if (!spend) return [];
  if (before.spend) {
    const { testEmployee } = spend;
    return testEmployee !== undefined && testEmployee !== before.spend.testEmployee
      ? [{ path: 'spend.testEmployee', rule: 'mutability', message: 'is set at creation only' }]
      : [];
  }
  return (['reimbursementCurrency', 'country', 'locale'] as const)
    .filter((name) => spend[name] === undefined)
    .map((name) => ({ path: `spend.${name}`, rule: 'required', message: 'is required' }));
}

const LISTED = new Set(['spend', 'travel', 'localeOverrides', 'emails', 'phoneNumbers', 'displayName', 'managerEmployeeNumber']);

function apply(before: User, patch: UserPatch, displayName: string | undefined): User {
  const plain = Object.fromEntries(Object.entries(patch).filter(([name]) => !LISTED.has(name)));
  const user: User = { ...before, ...plain };
  return {
    ...user,
    userName: user.userName.trim(),
    // Empty text takes nobody's place.
    externalId: user.externalId || undefined,
    employeeNumber: user.employeeNumber || undefined,
    entitlements: sameSet(before.entitlements, user.entitlements) ? before.entitlements : [...new Set(user.entitlements)],
    displayName: displayName ?? displayNameOf(user.name, user.nickName, user.preferredLanguage),
    localeOverrides: { ...before.localeOverrides, ...patch.localeOverrides },
    emails: patch.emails?.map((email) => ({ notifications: true, verified: false, ...email })) ?? before.emails,
    phoneNumbers: patch.phoneNumbers ? withPrimaryMobile(patch.phoneNumbers) : before.phoneNumbers,
    ...spendingOfPatch(before, patch),
  };
}

/** Spend and travel profile after a change of parts of them; the first part makes the profile. */
export function spendingOfPatch(before: User, patch: Pick<UserPatch, 'spend' | 'travel'>): Pick<User, 'spend' | 'travel'> {
  return {
    spend: patch.spend ? { ...(before.spend ?? newSpendProfile(patch.spend as SpendProfile)), ...patch.spend } : before.spend,
    travel: patch.travel ? { ...(before.travel ?? newTravelProfile({})), ...patch.travel } : before.travel,
  };
}

const sameSet = (a: readonly unknown[], b: readonly unknown[]): boolean => {
  const [one, other] = [new Set(a), new Set(b)];
  return one.size === other.size && [...one].every((member) => other.has(member));
};
