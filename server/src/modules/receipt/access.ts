import type { Context } from '../../platform/context.ts';
import type { Identity } from '../identity/index.ts';
import { ReceiptAccessDenied } from './errors.ts';

/** Roles that open everybody's receipt images: api-reference/image/v3.image. */
const ADMINISTRATORS = ['SHD_WEB_SERVICES_ADMIN', 'CompanyAdmin'];

/** Whose images the caller may handle: their own, and for administrators and programs of the company anybody's. @throws ReceiptAccessDenied */
export async function assertMayHandle(ctx: Context, identity: Pick<Identity, 'rolesOf'>, ownerId: string): Promise<void> {
  const { actor } = ctx;
  if (actor.kind === 'company' || actor.kind === 'system') return;
  if (actor.kind !== 'user') throw new ReceiptAccessDenied('the token of a user or a company');
  if (actor.userId === ownerId) return;
  const held = await identity.rolesOf(ctx, actor.userId);
  if (!ADMINISTRATORS.some((role) => held.has(role)))
    throw new ReceiptAccessDenied('the role Web Services Administrator, which asking for another user needs');
}
