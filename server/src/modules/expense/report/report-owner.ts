import type { Context } from '../../../platform/context.ts';
import { actingUser, inNameOf, type Standing } from '../access.ts';
import type { ExpenseDeps } from '../deps.ts';
import { AccessDenied, ValueRefused } from '../errors.ts';
import type { NewReport } from '../inputs.ts';
import { isAdministrator, isProxy } from './report-policy.ts';

/** Whose report this will be, and in what standing the caller makes it. */
export async function standingOfCreator(
  ctx: Context,
  deps: Pick<ExpenseDeps, 'people'>,
  input: Pick<NewReport, 'access' | 'ownerId'>,
): Promise<Standing & { readonly ownerId: string }> {
  const { access } = input;
  const user = actingUser(ctx);
  if (access.kind === 'user' && access.context === 'PROXY') {
    if (user !== null && !isProxy(await deps.people.rolesOf(ctx, user))) throw new AccessDenied('the role of an expense proxy');
    return { capacity: 'proxy', userId: access.userId, actingUserId: user, ownerId: access.userId };
  }
  const ownerId = ownerOf(input, user);
  if (ownerId === undefined) throw new ValueRefused('userId', 'is required.');
  if (access.kind !== 'user' && user === null) return { capacity: 'company', userId: null, actingUserId: null, ownerId };
  if (access.kind === 'any' && user !== null && user !== ownerId && isAdministrator(await deps.people.rolesOf(ctx, user)))
    return { capacity: 'administrator', userId: user, actingUserId: null, ownerId };
  return { ...(await inNameOf(ctx, deps, { userId: ownerId, capacity: 'owner', operation: 'create-report' })), ownerId };
}

function ownerOf(input: Pick<NewReport, 'access' | 'ownerId'>, user: string | null): string | undefined {
  if (input.access.kind === 'user') return input.access.userId;
  const named = input.access.kind === 'any' ? input.access.ownerId : undefined;
  return named ?? input.ownerId ?? user ?? undefined;
}
