import type { Context } from '../../platform/context.ts';
import { RoleMissing, RouteNotFound } from '../../platform/http/refusals.ts';
import type { WebDeps } from './deps.ts';

type Deps = Pick<WebDeps, 'sandbox' | 'demo' | 'oauth'>;

/** Clock, reset and mailbox are those of the whole installation: for the developers of the company it was made with. */
export async function mayMoveSandbox({ sandbox, demo, oauth }: Deps, ctx: Context): Promise<boolean> {
  if (!sandbox || (await demo.find(ctx))?.companyId !== ctx.companyId) return false;
  return oauth.mayManageApps(ctx);
}

/** @throws RoleMissing; RouteNotFound where there is no sandbox to move */
export async function assertMovesSandbox(deps: Deps, ctx: Context, url: string): Promise<void> {
  await deps.oauth.assertManagesApps(ctx);
  if (!(await mayMoveSandbox(deps, ctx))) throw new RouteNotFound('sandbox at', url);
}

/** Its mails hold links that sign in as anybody of the company: for those who may do everything in it already. See docs/decisions/0142. */
const MAIL_READERS = ['CompanyAdmin'] as const;

type MailDeps = Pick<WebDeps, 'sandbox' | 'keepsMail' | 'company' | 'identity'>;

/** A company that somebody made to build against keeps its mail here; a real one's goes to its people alone. */
const keepsMail = async (deps: MailDeps, ctx: Context): Promise<boolean> =>
  deps.sandbox && deps.keepsMail && (await deps.company.getCompany(ctx)).test;

async function readsMail({ identity }: MailDeps, ctx: Context): Promise<boolean> {
  if (ctx.actor.kind !== 'user') return false;
  const held = await identity.rolesOf(ctx, ctx.actor.userId);
  return MAIL_READERS.some((role) => held.has(role));
}

export const mayReadCompanyMail = async (deps: MailDeps, ctx: Context): Promise<boolean> =>
  (await keepsMail(deps, ctx)) && readsMail(deps, ctx);

/** @throws RoleMissing; RouteNotFound where the company keeps no mail */
export async function assertReadsCompanyMail(deps: MailDeps, ctx: Context, url: string): Promise<void> {
  if (!(await keepsMail(deps, ctx))) throw new RouteNotFound('mailbox at', url);
  if (!(await readsMail(deps, ctx))) throw new RoleMissing(MAIL_READERS);
}
