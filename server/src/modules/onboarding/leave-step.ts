import type { Context } from '../../platform/context.ts';
import { RoleMissing } from '../../platform/http/refusals.ts';
import type { OnboardingDeps } from './deps.ts';
import { progressOf, type SetupProgress, type SetupState, type SetupStep } from './setup.ts';
import { selectSetup, upsertSetup } from './setup-queries.ts';

/** Any one of these opens the setup of a company. */
const ROLES = ['CompanyAdmin', 'SHD_CONFIG_ADMIN', 'EXP_CONFIG_ADMIN'] as const;

type Deps = Pick<OnboardingDeps, 'identity'>;

export async function mayConfigure({ identity }: Deps, ctx: Context): Promise<boolean> {
  if (ctx.actor.kind !== 'user') return false;
  const held = await identity.rolesOf(ctx, ctx.actor.userId);
  return ROLES.some((role) => held.has(role));
}

/** @throws RoleMissing */
export async function assertConfigures(deps: Deps, ctx: Context): Promise<void> {
  if (!(await mayConfigure(deps, ctx))) throw new RoleMissing(ROLES);
}

/** How far the company has come, for whoever configures it. @throws RoleMissing */
export async function setupOf(deps: Deps, ctx: Context): Promise<SetupProgress[]> {
  await assertConfigures(deps, ctx);
  return progressOf(await selectSetup(ctx.tx, ctx.companyId));
}

/** Notes how a page of the wizard was left; it can be visited again. @throws RoleMissing */
export async function leaveStep(
  deps: Deps,
  ctx: Context,
  left: { step: SetupStep; state: SetupState },
): Promise<SetupProgress[]> {
  await assertConfigures(deps, ctx);
  if (ctx.actor.kind === 'user')
    await upsertSetup(ctx.tx, ctx.companyId, { ...left, userId: ctx.actor.userId, now: ctx.clock.now() });
  ctx.record({ subjectKind: 'company', subjectId: ctx.companyId, action: 'setup-step-left', details: { ...left } });
  return progressOf(await selectSetup(ctx.tx, ctx.companyId));
}
