import type { Context } from '../../platform/context.ts';
import { issueAt } from '../../platform/field-issues.ts';
import type { User } from '../identity/index.ts';
import type { OnboardingDeps } from './deps.ts';
import { FormInvalid } from './errors.ts';

const ROLE = 'EXP_PROCESSOR';

/** Those who look at approved reports before they are paid. */
export async function processorsOf({ identity }: OnboardingDeps, ctx: Context): Promise<User[]> {
  return identity.usersById(ctx, await identity.holdersOf(ctx, ROLE));
}

/** @throws UserAdministrationDenied FormInvalid */
export async function addProcessor(deps: OnboardingDeps, ctx: Context, userId: string): Promise<void> {
  await deps.identity.assertAdministers(ctx, 'change');
  const user = await deps.identity.getUser(ctx, userId);
  if (!user.active) throw new FormInvalid([issueAt('userId', 'inactive', 'This person is not active.')]);
  await deps.identity.addToRole(ctx, { code: ROLE, userIds: [user.id] });
}

/** The last one stays: reports would wait for nobody. @throws UserAdministrationDenied UserNotFound FormInvalid */
export async function removeProcessor(deps: OnboardingDeps, ctx: Context, userId: string): Promise<void> {
  await deps.identity.assertAdministers(ctx, 'change');
  const user = await deps.identity.getUser(ctx, userId);
  const holders = await deps.identity.holdersOf(ctx, ROLE);
  if (holders.every((id) => id === user.id))
    throw new FormInvalid([issueAt('userId', 'last-one', 'Name another processor first: reports would wait for nobody.')]);
  await deps.identity.removeFromRole(ctx, { code: ROLE, userIds: [user.id] });
}
