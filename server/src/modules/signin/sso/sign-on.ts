import type { Caller, Context, UnitOfWork } from '../../../platform/context.ts';
import { companyOfSecret, newCompanySecret } from '../../../platform/crypto/company-secret.ts';
import { hashSecret } from '../../../platform/crypto/secrets.ts';
import { newId, parseUuid } from '../../../platform/ids/index.ts';
import { OidcTrouble, type Claims, type KeptState, type OidcClient } from '../../../platform/oidc/oidc.ts';
import type { User } from '../../identity/index.ts';
import { countAsked } from '../count-asked.ts';
import { SingleSignOnRefused } from '../errors.ts';
import { SECRET_PURPOSE, type SsoDeps } from './configure.ts';
import { deleteWaysBefore, insertWay, selectProvider, takeWay, updateProven } from './identity-provider-queries.ts';
import { WAY_LIFETIME, WAYS_PER_WINDOW, type IdentityProvider, type MatchBy } from './identity-provider.ts';

const STATE_PURPOSE = 'single sign-on';

export interface SsoWish {
  /** A login, or the id of a company. */
  readonly who: string;
  /** Path and query where the browser goes once signed in. */
  readonly returnTo: string;
  /** The absolute address to which the provider sends the browser back. */
  readonly redirectUri: string;
  /** Of the peer: ways are counted by it. */
  readonly address: string;
}

const inCompany = (caller: Caller, companyId: string): Caller => ({
  ...caller,
  actor: { kind: 'system', companyId },
  companyId,
});

/**
 * Begins the way to the provider of somebody's company: `url` is where the browser goes, `secret` is for its cookie and kept nowhere.
 * @throws SingleSignOnRefused
 */
export async function beginSingleSignOn(
  deps: SsoDeps,
  work: UnitOfWork,
  caller: Caller,
  wish: SsoWish,
): Promise<{ url: string; secret: string }> {
  const { times } = await work.write(caller, (ctx) => countAsked(ctx, `single sign-on ${wish.address}`));
  if (times > WAYS_PER_WINDOW) throw new SingleSignOnRefused('too-many');
  const home = await work.read(caller, (ctx) => homeOf(deps, ctx, wish.who));
  if (!home) throw new SingleSignOnRefused('unknown');
  const own = inCompany(caller, home.companyId);
  const provider = await work.read(own, (ctx) => selectProvider(ctx.tx, ctx.companyId));
  if (!provider?.enabled) throw new SingleSignOnRefused('unknown');
  const { url, kept } = await asked(() =>
    deps.oidc.begin(clientOf(deps, provider), {
      redirectUri: wish.redirectUri,
      ...(home.login === undefined ? {} : { loginHint: home.login }),
    }),
  );
  const secret = newCompanySecret(home.companyId);
  await work.write(own, async (ctx) => {
    const now = ctx.clock.now();
    const { companyId } = ctx;
    const sealedState = deps.sealer.seal(STATE_PURPOSE, JSON.stringify(kept));
    await deleteWaysBefore(ctx.tx, companyId, new Date(now.getTime() - WAY_LIFETIME));
    await insertWay(
      ctx.tx,
      { companyId, id: newId(ctx.clock), sealedState, returnTo: wish.returnTo, createdAt: now },
      hashSecret(secret),
    );
  });
  return { url, secret };
}

/** Ends the way with what the browser brought back, on the browser that began it, once. @throws SingleSignOnRefused and what assertMaySignIn throws */
export async function finishSingleSignOn(
  deps: SsoDeps,
  work: UnitOfWork,
  caller: Caller,
  back: { secret: string | undefined; callback: string; address: string },
): Promise<{ companyId: string; userId: string; returnTo: string }> {
  const companyId = back.secret && companyOfSecret(back.secret);
  if (!back.secret || !companyId) throw new SingleSignOnRefused('over');
  const secretHash = hashSecret(back.secret);
  const own = inCompany(caller, companyId);
  const { way, provider } = await work.write(own, async (ctx) => {
    const taken = await takeWay(ctx.tx, companyId, secretHash);
    const isLate = taken && ctx.clock.now().getTime() - taken.createdAt.getTime() >= WAY_LIFETIME;
    return { way: isLate ? undefined : taken, provider: await selectProvider(ctx.tx, companyId) };
  });
  const state = way && deps.sealer.open(STATE_PURPOSE, way.sealedState);
  if (!state || !provider?.enabled) throw new SingleSignOnRefused('over');
  const kept = JSON.parse(state) as KeptState;
  const claims = await asked(() => deps.oidc.finish(clientOf(deps, provider), kept, back.callback));
  return work.write(own, async (ctx) => {
    const user = await personOf(deps, ctx, provider.matchBy, claims);
    await deps.identity.assertMaySignIn(ctx, { userId: user.id, address: back.address });
    await updateProven(ctx.tx, companyId, ctx.clock.now());
    const details = { address: back.address, issuer: provider.issuer, subject: claims.subject };
    ctx.record({ subjectKind: 'user', subjectId: user.id, action: 'signed-in', details });
    return { companyId, userId: user.id, returnTo: way.returnTo };
  });
}

async function homeOf(
  { directory }: SsoDeps,
  ctx: Context,
  who: string,
): Promise<{ companyId: string; login: string | undefined } | undefined> {
  const id = parseUuid(who);
  const found = id ? await directory.locatePrincipal(ctx.tx, id) : await directory.locateLogin(ctx.tx, who);
  return found && { companyId: found.companyId, login: id ? undefined : who.trim() };
}

function clientOf({ sealer }: SsoDeps, { issuer, clientId, sealedSecret }: IdentityProvider): OidcClient {
  const clientSecret = sealer.open(SECRET_PURPOSE, sealedSecret);
  if (clientSecret === undefined) throw new Error('The secret of an identity provider was sealed under another master key');
  return { issuer, clientId, clientSecret };
}

async function asked<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof OidcTrouble) throw new SingleSignOnRefused('provider', error.message);
    throw error;
  }
}

/** The one person of the company whom the provider means. @throws SingleSignOnRefused */
async function personOf({ identity }: SsoDeps, ctx: Context, matchBy: MatchBy, claims: Claims): Promise<User> {
  if (matchBy === 'login') return known(await byLogin(identity, ctx, claims.preferredUsername));
  if (claims.email === undefined || !claims.emailVerified) throw new SingleSignOnRefused('unverified');
  return known((await byLogin(identity, ctx, claims.email)) ?? (await byMail(identity, ctx, claims.email)));
}

const byLogin = async (identity: SsoDeps['identity'], ctx: Context, login: string | undefined): Promise<User | undefined> =>
  login === undefined ? undefined : identity.findUserByLogin(ctx, login);

/** An address that two people have names neither. */
async function byMail(identity: SsoDeps['identity'], ctx: Context, email: string): Promise<User | undefined> {
  const criteria = { field: 'emails.value', operator: 'eq', value: email } as const;
  const { users } = await identity.searchUsers(ctx, { criteria, limit: 2 });
  return users.length === 1 ? users[0] : undefined;
}

function known(user: User | undefined): User {
  if (!user) throw new SingleSignOnRefused('nobody');
  return user;
}
