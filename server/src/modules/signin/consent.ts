import type { Context } from '../../platform/context.ts';
import { selectConsent, upsertConsent } from './consent-queries.ts';

/** Whether a user of the context's company, when last asked, let an app have all of these scopes. */
export async function hasConsented(
  ctx: Context,
  input: { userId: string; appId: string; scopes: readonly string[] },
): Promise<boolean> {
  const given = await selectConsent(ctx.tx, { companyId: ctx.companyId, userId: input.userId, appId: input.appId });
  return given !== undefined && input.scopes.every((scope) => given.includes(scope));
}

/** Notes what a user lets an app do, which the code that is then issued records; what they let it do before and were not asked this time stays. */
export async function giveConsent(
  ctx: Context,
  input: { userId: string; appId: string; scopes: readonly string[] },
): Promise<void> {
  const agreement = { companyId: ctx.companyId, userId: input.userId, appId: input.appId };
  const before = (await selectConsent(ctx.tx, agreement)) ?? [];
  await upsertConsent(ctx.tx, agreement, [...new Set([...before, ...input.scopes])], ctx.clock.now());
}
