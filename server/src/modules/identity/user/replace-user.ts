import type { Context } from '../../../platform/context.ts';
import type { UserDeps } from './create-users.ts';
import { draft } from './draft-user.ts';
import { UserInvalid, UserNotFound } from '../errors.ts';
import { profilesAfter } from './update-user.ts';
import { checkReferences } from './references.ts';
import { writeChange } from './write-change.ts';
import { lockUser } from './user-queries.ts';
import { userIssues } from './user-rules.ts';
import type { NewUser, User } from './user.ts';

/**
 * Makes a user of the caller's company what is given: everything left out goes back to its default or to nothing. Kept are its ids, its
 * company, the moment of its creation and whether an administrator closed its sign-in; and the spend and travel profiles and the roles,
 * which are replaced of themselves. A profile that is given is changed as by `updateUser`.
 * @throws UserNotFound, UserInvalid, LoginTaken, UserValueTaken, RoleNotAssignable
 */
export async function replaceUser(
  deps: UserDeps,
  ctx: Context,
  input: { userId: string; user: Omit<NewUser, 'roles'> },
): Promise<User> {
  const { userId, user } = input;
  const before = await lockUser(ctx.tx, ctx.companyId, userId);
  if (!before) throw new UserNotFound(userId);
  const issues = userIssues(user);
  if (issues.length > 0) throw new UserInvalid(issues);
  const managerId = await checkReferences(deps, ctx, user);
  const company = await deps.company.getCompany(ctx);
  const profiles = await profilesAfter(deps, ctx, before, user);
  const blank = draft(
    { ...user, managerId },
    {
      id: before.id,
      companyId: before.companyId,
      language: company.defaultLanguage,
      now: before.createdAt,
      entitlements: [],
      ...profiles,
    },
  );
  const after: User = {
    ...blank,
    internalId: before.internalId,
    signInDenied: user.signInDenied ?? before.signInDenied,
    version: before.version,
    updatedAt: before.updatedAt,
  };
  return writeChange(deps, ctx, { before, after, displayName: user.displayName });
}
