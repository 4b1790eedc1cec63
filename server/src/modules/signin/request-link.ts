import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import { newCompanySecret } from '../../platform/crypto/company-secret.ts';
import { hashSecret } from '../../platform/crypto/secrets.ts';
import { newId } from '../../platform/ids/index.ts';
import { languageFor } from '../../platform/language/language.ts';
import { sendMail } from '../../platform/mail/send-mail.ts';
import type { CompanyModule } from '../company/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Identity, User } from '../identity/index.ts';
import { countAsked } from './count-asked.ts';
import { deleteLinksBefore, insertLink } from './link-queries.ts';
import { LINK_LIFETIME, LINKS_PER_WINDOW } from './link.ts';
import { selectProvider } from './sso/identity-provider-queries.ts';
import { mailsIn } from './words/index.ts';

export interface LinkRequest {
  /** A login, as typed. */
  readonly login: string;
  /** Path and query where the browser goes once signed in. */
  readonly returnTo: string;
  /** Name of the app on whose behalf the person signs in, for the mail. */
  readonly appName?: string;
  /** The absolute address that carries a secret. */
  readonly linkTo: (secret: string) => string;
}

interface Deps {
  readonly directory: Pick<Directory, 'locateLogin'>;
  readonly identity: Pick<Identity, 'findUser' | 'primaryEmail' | 'rolesOf'>;
  readonly company: Pick<CompanyModule, 'getCompany'>;
}

/**
 * Mails a one-time link to whoever has a login. The answer is the same whether somebody has it or not, whether a mail went out,
 * and whether the address asked too often.
 */
export async function requestLink(deps: Deps, work: UnitOfWork, caller: Caller, request: LinkRequest): Promise<void> {
  const login = request.login.trim().toLowerCase();
  const found = await work.write(caller, async (ctx) => {
    // Others are counted by addresses, which anybody may type as a login.
    const { times } = await countAsked(ctx, `link ${login}`);
    return times > LINKS_PER_WINDOW ? undefined : deps.directory.locateLogin(ctx.tx, login);
  });
  if (found?.kind !== 'user') return;
  const system: Caller = { ...caller, actor: { kind: 'system', companyId: found.companyId } };
  await work.write(system, async (ctx) => {
    const user = await deps.identity.findUser(ctx, found.principalId);
    const address = user?.active === true && !user.signInDenied ? addressOf(deps, user) : undefined;
    if (!user || address === undefined) return;
    if (await isClosedToLinks(deps, ctx, user.id)) sendMail(ctx, { to: address, ...mailsFor(ctx, user).noLink() });
    else await mailLink(ctx, user, address, request);
  });
}

/**
 * Where a company signs in through its identity provider alone, a link would be a way around it. Its administrators keep that way: a provider
 * that fails would lock everybody out.
 */
export async function isClosedToLinks(
  { company, identity }: Pick<Deps, 'company' | 'identity'>,
  ctx: Context,
  userId: string,
): Promise<boolean> {
  if (!(await company.getCompany(ctx)).ssoOnly) return false;
  if (!(await selectProvider(ctx.tx, ctx.companyId))?.enabled) return false;
  return !(await identity.rolesOf(ctx, userId)).has('CompanyAdmin');
}

async function mailLink(ctx: Context, user: User, address: string, request: LinkRequest): Promise<void> {
  const now = ctx.clock.now();
  const { companyId } = ctx;
  const secret = newCompanySecret(companyId);
  const link = { companyId, id: newId(ctx.clock), userId: user.id, returnTo: request.returnTo, createdAt: now };
  await deleteLinksBefore(ctx.tx, companyId, user.id, new Date(now.getTime() - LINK_LIFETIME));
  await insertLink(ctx.tx, link, hashSecret(secret));
  const mail = mailsFor(ctx, user).link({
    givenName: user.name.givenName,
    url: request.linkTo(secret),
    minutes: LINK_LIFETIME / 60_000,
    appName: request.appName,
  });
  sendMail(ctx, { to: address, ...mail });
  ctx.record({ subjectKind: 'user', subjectId: user.id, action: 'sign-in-link-sent', details: { linkId: link.id } });
}

const mailsFor = (ctx: Context, user: User) => mailsIn(languageFor(user.preferredLanguage, ctx.language));

/** The primary address, or a login that is one. */
const addressOf = ({ identity }: Deps, user: User): string | undefined =>
  identity.primaryEmail(user) ?? (user.userName.includes('@') ? user.userName : undefined);
