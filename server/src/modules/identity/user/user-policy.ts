import type { Context } from '../../../platform/context.ts';
import { UserAdministrationDenied } from '../errors.ts';

/** What an administrator does with other people's accounts through the older APIs. */
export type Administration = 'see' | 'change' | 'set-password';

const CHANGE = ['CompanyAdmin', 'SHD_WEB_SERVICES_ADMIN', 'SHD_EMPLOYEE_ADMIN'];

/** Any one of these opens it: docs/decisions/0060. */
const ROLES: Readonly<Record<Administration, readonly string[]>> = {
  see: [...CHANGE, 'SHD_EMPLOYEE_ADMIN_RO', 'SHD_PASSWORD_ADMIN'],
  change: CHANGE,
  'set-password': [...CHANGE, 'SHD_PASSWORD_ADMIN'],
};

/** Whether the caller may; a company's token and the program itself may everything, a user what its roles open. */
export async function mayAdminister(
  ctx: Context,
  what: Administration,
  rolesOf: (ctx: Context, userId: string) => Promise<ReadonlySet<string>>,
): Promise<boolean> {
  if (ctx.actor.kind === 'company' || ctx.actor.kind === 'system') return true;
  if (ctx.actor.kind !== 'user') return false;
  const held = await rolesOf(ctx, ctx.actor.userId);
  return ROLES[what].some((role) => held.has(role));
}

/** @throws UserAdministrationDenied, naming the roles that would do */
export async function assertAdministers(
  ctx: Context,
  what: Administration,
  rolesOf: (ctx: Context, userId: string) => Promise<ReadonlySet<string>>,
): Promise<void> {
  if (!(await mayAdminister(ctx, what, rolesOf))) throw new UserAdministrationDenied(ROLES[what]);
}
