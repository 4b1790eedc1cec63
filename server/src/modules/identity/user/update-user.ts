import type { Context } from '../../../platform/context.ts';
import type { UserDeps } from './create-users.ts';
import { UserInvalid, UserNotFound } from '../errors.ts';
import { applySpend } from '../spend/apply-spend.ts';
import { applyTravel } from '../travel/apply-travel.ts';
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
  const issues = userIssues(patch);
  if (issues.length > 0) throw new UserInvalid(issues);
  const managerId = await checkReferences(deps, ctx, patch);
  const given = 'displayName' in patch ? patch.displayName : await selectGivenDisplayName(ctx.tx, ctx.companyId, userId);
  const profiles = await profilesAfter(deps, ctx, before, patch);
  const after = { ...apply(before, managerId === undefined ? patch : { ...patch, managerId }, given), ...profiles };
  return writeChange(deps, ctx, { before, after, displayName: given });
}

/** Spend and travel profile after a change of parts of them; the first part makes the profile. @throws UserInvalid */
export const profilesAfter = async (
  deps: UserDeps,
  ctx: Context,
  before: User,
  { spend, travel }: Pick<UserPatch, 'spend' | 'travel'>,
): Promise<Pick<User, 'spend' | 'travel'>> => ({
  spend: spend ? await applySpend(deps, ctx, { id: before.id, before: before.spend }, spend) : before.spend,
  travel: travel ? await applyTravel(ctx, { id: before.id, before: before.travel }, travel) : before.travel,
});

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
  };
}

const sameSet = (a: readonly unknown[], b: readonly unknown[]): boolean => {
  const [one, other] = [new Set(a), new Set(b)];
  return one.size === other.size && [...one].every((member) => other.has(member));
};
