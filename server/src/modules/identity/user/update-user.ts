import { isDeepStrictEqual } from 'node:util';
import type { Context } from '../../../platform/context.ts';
import { assertColleague, type UserDeps } from './create-user.ts';
import { UserInvalid, UserNotFound } from '../errors.ts';
import { emitIdentity, emitSpend, emitTravel } from '../events.ts';
import { selectRoles } from '../role/role-queries.ts';
import { checkRoles } from '../role/role.ts';
import { newSpendProfile, type SpendProfile } from '../spend/spend-profile.ts';
import { newTravelProfile } from '../travel/travel-profile.ts';
import { lockUser, selectGivenDisplayName, updateUserRow } from './user-queries.ts';
import { userIssues } from './user-rules.ts';
import { displayNameOf, withPrimaryMobile, type User, type UserPatch } from './user.ts';

/**
 * Changes a user of the caller's company and says what changed; a change to what is already so writes and emits nothing.
 * @throws UserNotFound, UserInvalid, LoginTaken, UserValueTaken, RoleNotAssignable
 */
export async function updateUser(deps: UserDeps, ctx: Context, input: { userId: string; patch: UserPatch }): Promise<User> {
  const { userId, patch } = input;
  const before = await lockUser(ctx.tx, ctx.companyId, userId);
  if (!before) throw new UserNotFound(userId);
  const now = ctx.clock.now();
  const issues = [...userIssues(patch, now.toISOString().slice(0, 10)), ...profileIssues(before, patch)];
  if (issues.length > 0) throw new UserInvalid(issues);
  await assertColleague(ctx, 'managerId', patch.managerId);

  const given = 'displayName' in patch ? patch.displayName : await selectGivenDisplayName(ctx.tx, ctx.companyId, userId);
  const after = apply(before, patch, given);
  const changed = changes(before, after);
  if (changed.identity.length + changed.spend.length + changed.travel.length === 0) return before;
  if (changed.identity.includes('entitlements'))
    checkRoles(await selectRoles(ctx.tx, { companyId: ctx.companyId, userId }), after.entitlements);
  if (changed.identity.includes('userName')) await deps.directory.renameLogin(ctx, userId, after.userName);
  const written = { ...after, version: before.version + 1, updatedAt: now };
  await updateUserRow(ctx.tx, written, {
    displayName: given,
    contacts: changed.identity.some((name) => name === 'emails' || name === 'phoneNumbers' || name === 'addresses'),
    profiles: changed.spend.length + changed.travel.length > 0,
  });
  announce(ctx, before, written, changed);
  return written;
}

interface Changes {
  readonly identity: string[];
  readonly spend: string[];
  readonly travel: string[];
}

function announce(ctx: Context, before: User, after: User, changed: Changes): void {
  ctx.record({ subjectKind: 'user', subjectId: after.id, action: 'updated', details: { changed } });
  if (changed.identity.length > 0) emitIdentity(ctx, 'Updated', after, changed.identity);
  if (changed.spend.length > 0) emitSpend(ctx, before.spend ? 'Updated' : 'Created', after, changed.spend);
  if (changed.travel.length > 0)
    emitTravel(ctx, before.travel ? 'Updated' : 'Created', after, before.travel ? changed.travel : []);
}

function profileIssues(before: User, { spend }: UserPatch): { path: string; rule: string; message: string }[] {
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

const LISTED = new Set(['spend', 'travel', 'localeOverrides', 'emails', 'phoneNumbers', 'displayName']);

function apply(before: User, patch: UserPatch, displayName: string | undefined): User {
  const plain = Object.fromEntries(Object.entries(patch).filter(([name]) => !LISTED.has(name)));
  const user: User = { ...before, ...plain };
  return {
    ...user,
    userName: user.userName.trim(),
    displayName: displayName ?? displayNameOf(user.name, user.nickName, user.preferredLanguage),
    localeOverrides: { ...before.localeOverrides, ...patch.localeOverrides },
    emails: patch.emails?.map((email) => ({ notifications: true, verified: false, ...email })) ?? before.emails,
    phoneNumbers: patch.phoneNumbers ? withPrimaryMobile(patch.phoneNumbers) : before.phoneNumbers,
    spend: patch.spend ? { ...(before.spend ?? newSpendProfile(patch.spend as SpendProfile)), ...patch.spend } : before.spend,
    travel: patch.travel ? { ...(before.travel ?? newTravelProfile({})), ...patch.travel } : before.travel,
  };
}

/** What differs, by name; parts of the name and the two profiles one level deeper. */
function changes(before: User, after: User): Changes {
  const differing = (a: object | undefined, b: object | undefined): string[] =>
    [...new Set([...Object.keys(a ?? {}), ...Object.keys(b ?? {})])].filter(
      (name) => !isDeepStrictEqual((a as Record<string, unknown>)?.[name], (b as Record<string, unknown>)?.[name]),
    );
  const { spend: _s, travel: _t, name: nameBefore, ...identityBefore } = before;
  const { spend: _u, travel: _v, name: nameAfter, ...identityAfter } = after;
  const ofSpend = differing(before.spend, after.spend).flatMap((name) =>
    name === 'customData' ? differing(before.spend?.customData, after.spend?.customData).map(customPath) : [`User:${name}`],
  );
  return {
    identity: [...differing(identityBefore, identityAfter), ...differing(nameBefore, nameAfter).map((part) => `name.${part}`)],
    spend: ofSpend,
    travel: differing(before.travel, after.travel),
  };
}

const customPath = (slot: string): string => `User:customData[id eq "${slot}"].value`;
