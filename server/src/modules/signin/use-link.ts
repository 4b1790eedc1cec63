import type { Context } from '../../platform/context.ts';
import { companyOfSecret } from '../../platform/crypto/company-secret.ts';
import { hashSecret } from '../../platform/crypto/secrets.ts';
import { selectLink, updateUsed } from './link-queries.ts';
import { isUsable, type SignInLink } from './link.ts';

/** Whose link this is, as long as it can be used; undefined for one that is used, too old or unknown. Uses nothing up. */
export async function findLink(ctx: Context, secret: string): Promise<SignInLink | undefined> {
  const companyId = companyOfSecret(secret);
  const found = companyId ? await selectLink(ctx.tx, companyId, hashSecret(secret)) : undefined;
  return found && isUsable(found, ctx.clock.now()) ? found : undefined;
}

/** Uses a link up. Of two calls at one moment only one gets it; undefined as in `findLink`. */
export async function useLink(ctx: Context, secret: string): Promise<SignInLink | undefined> {
  const companyId = companyOfSecret(secret);
  if (!companyId) return undefined;
  const now = ctx.clock.now();
  const used = await updateUsed(ctx.tx, companyId, hashSecret(secret), now);
  return used && isUsable({ ...used, usedAt: null }, now) ? used : undefined;
}
