import type { Caller, Context, UnitOfWork } from '../../../platform/context.ts';
import type { Sealer } from '../../../platform/crypto/sealing.ts';
import { issueAt } from '../../../platform/field-issues.ts';
import { RoleMissing } from '../../../platform/http/refusals.ts';
import { OidcTrouble, type Oidc } from '../../../platform/oidc/oidc.ts';
import type { CompanyModule } from '../../company/index.ts';
import type { Directory } from '../../directory/index.ts';
import type { Identity } from '../../identity/index.ts';
import { SingleSignOnInvalid, SingleSignOnUnproven } from '../errors.ts';
import { deleteProvider, selectProvider, upsertProvider } from './identity-provider-queries.ts';
import type { IdentityProvider, SingleSignOn, SingleSignOnSetting } from './identity-provider.ts';

export interface SsoDeps {
  readonly sealer: Sealer;
  readonly oidc: Oidc;
  readonly company: Pick<CompanyModule, 'getCompany' | 'updateCompany'>;
  readonly directory: Pick<Directory, 'locateLogin' | 'locatePrincipal'>;
  readonly identity: Pick<Identity, 'rolesOf' | 'findUserByLogin' | 'searchUsers' | 'assertMaySignIn'>;
}

/** Secrets are sealed for this alone. */
export const SECRET_PURPOSE = 'identity provider';
/** Who decides how a company signs in. */
const ROLES = ['CompanyAdmin'] as const;

async function assertDecides({ identity }: Pick<SsoDeps, 'identity'>, ctx: Context): Promise<void> {
  if (ctx.actor.kind === 'system') return;
  const held = ctx.actor.kind === 'user' ? await identity.rolesOf(ctx, ctx.actor.userId) : new Set<string>();
  if (!ROLES.some((role) => held.has(role))) throw new RoleMissing(ROLES);
}

/** @throws RoleMissing */
export async function singleSignOnOf(deps: SsoDeps, ctx: Context): Promise<SingleSignOn> {
  await assertDecides(deps, ctx);
  const found = await selectProvider(ctx.tx, ctx.companyId);
  const { ssoOnly } = await deps.company.getCompany(ctx);
  if (!found) return { provider: undefined, only: ssoOnly };
  const { sealedSecret: _sealed, ...provider } = found;
  return { provider, only: ssoOnly };
}

/**
 * Says through which provider a company signs in. The provider is asked before anything is kept. Nobody can be locked out by it: "only" needs a
 * provider through which somebody has come in.
 * @throws RoleMissing SingleSignOnInvalid SingleSignOnUnproven
 */
export async function setSingleSignOn(
  deps: SsoDeps,
  work: UnitOfWork,
  caller: Caller,
  given: SingleSignOnSetting,
): Promise<SingleSignOn> {
  const setting = tidied(given);
  const before = await work.read(caller, async (ctx) => {
    await assertDecides(deps, ctx);
    return selectProvider(ctx.tx, ctx.companyId);
  });
  if (setting.enabled) await probe(deps, setting.issuer);
  return work.write(caller, async (ctx) => {
    const provider = merged(deps, before, setting, ctx.clock.now());
    if (setting.only && !(provider.enabled && provider.provenAt)) throw new SingleSignOnUnproven();
    await upsertProvider(ctx.tx, ctx.companyId, provider);
    await setOnly(deps, ctx, setting.only);
    const { issuer, clientId, enabled } = provider;
    const details = { issuer, clientId, enabled, only: setting.only };
    ctx.record({ subjectKind: 'company', subjectId: ctx.companyId, action: 'single-sign-on-set', details });
    return singleSignOnOf(deps, ctx);
  });
}

/** People sign in with passwords and links again. @throws RoleMissing */
export async function removeSingleSignOn(deps: SsoDeps, ctx: Context): Promise<void> {
  await assertDecides(deps, ctx);
  await setOnly(deps, ctx, false);
  if (await deleteProvider(ctx.tx, ctx.companyId))
    ctx.record({ subjectKind: 'company', subjectId: ctx.companyId, action: 'single-sign-on-removed' });
}

async function setOnly({ company }: SsoDeps, ctx: Context, only: boolean): Promise<void> {
  if ((await company.getCompany(ctx)).ssoOnly !== only) await company.updateCompany(ctx, { ssoOnly: only });
}

function tidied(given: SingleSignOnSetting): SingleSignOnSetting {
  const setting = { ...given, issuer: given.issuer.trim(), clientId: given.clientId.trim() };
  const issues = [
    ...(URL.canParse(setting.issuer)
      ? []
      : [issueAt('issuer', 'not-a-url', 'Type the address of the provider, such as https://login.company.com.')]),
    ...(setting.clientId === '' ? [issueAt('clientId', 'required', 'Type the client id that the provider gave you.')] : []),
  ];
  if (issues.length > 0) throw new SingleSignOnInvalid(issues);
  return setting;
}

async function probe({ oidc }: SsoDeps, issuer: string): Promise<void> {
  try {
    await oidc.probe(issuer);
  } catch (error) {
    if (!(error instanceof OidcTrouble)) throw error;
    throw new SingleSignOnInvalid([issueAt('issuer', 'no-provider', `No OpenID provider answers there. (${error.message})`)]);
  }
}

/** What was proven of another provider, client or way of matching says nothing of this one. */
function merged(
  { sealer }: SsoDeps,
  before: IdentityProvider | undefined,
  setting: SingleSignOnSetting,
  now: Date,
): IdentityProvider {
  const { issuer, clientId, clientSecret, matchBy, enabled } = setting;
  const isSame = before?.issuer === issuer && before.clientId === clientId;
  if (!clientSecret && !isSame)
    throw new SingleSignOnInvalid([issueAt('clientSecret', 'required', 'Type the client secret that the provider gave you.')]);
  const sealedSecret = clientSecret ? sealer.seal(SECRET_PURPOSE, clientSecret) : (before?.sealedSecret ?? '');
  const stays = isSame && !clientSecret && before.matchBy === matchBy;
  return { issuer, clientId, sealedSecret, matchBy, enabled, provenAt: stays ? before.provenAt : null, updatedAt: now };
}
