import type { Caller, UnitOfWork } from '../../platform/context.ts';
import type { ManualCall } from '../../platform/http/facade.ts';
import type { Site } from '../../platform/http/site.ts';
import type { User } from '../../modules/identity/index.ts';
import { DomainError } from '../../platform/errors.ts';
import type { Session, SignInMethod } from '../../modules/signin/index.ts';
import type { PageDeps } from './deps.ts';

/** What the pages need of any request. */
export type PageCall = Pick<ManualCall, 'work' | 'caller' | 'site' | 'cookies' | 'headers' | 'address' | 'url' | 'clock'>;

/** Who visits, and what ties our forms to this browser. */
export interface Visit {
  readonly session: Session | undefined;
  readonly person: { readonly userId: string; readonly name: string; readonly login: string } | undefined;
  /** For forms of somebody who is signed in; they end with the session. */
  readonly sessionFormToken: string;
  /** For forms on the way there. */
  readonly formToken: string;
  /** To be set with the page. */
  readonly cookies: readonly string[];
}

/** A cookie of a host under TLS is bound to exactly that host by its prefix: no neighbour below the domain can plant one. */
const cookieName = (site: Site, name: string): string => `${isSecure(site) ? '__Host-' : ''}perdiem_${name}`;
const isSecure = (site: Site): boolean => site.origin.startsWith('https:');

export const cookie = (site: Site, name: string, value: string): string =>
  `${cookieName(site, name)}=${value}; Path=/; HttpOnly; SameSite=Lax${isSecure(site) ? '; Secure' : ''}`;

export const sessionCookie = (site: Site, secret: string): string => cookie(site, 'session', secret);
export const noCookie = (site: Site, name: string): string => `${cookie(site, name, '')}; Max-Age=0`;
export const noSessionCookie = (site: Site): string => noCookie(site, 'session');

export const readCookie = (call: PageCall, name: string): string | undefined => call.cookies[cookieName(call.site, name)];

export async function openVisit(deps: PageDeps, call: PageCall): Promise<Visit> {
  const { signin } = deps;
  const secret = readCookie(call, 'session');
  const session = await signin.resumeSession(call.work, call.caller, secret);
  const user = session && (await welcomed(deps, call, session));
  const formSecret = readCookie(call, 'form');
  const kept = formSecret ?? signin.newFormSecret();
  return {
    session: user && session,
    person: user ? { userId: user.id, name: user.displayName, login: user.userName } : undefined,
    sessionFormToken: user && secret ? signin.formToken(secret) : '',
    formToken: signin.formToken(kept),
    cookies: formSecret === undefined ? [cookie(call.site, 'form', kept)] : [],
  };
}

/** The person, unless an administrator has closed the door since: a session opens no more than signing in would. */
export const welcomed = (
  { identity }: PageDeps,
  call: PageCall,
  { companyId, userId }: { companyId: string; userId: string },
): Promise<User | undefined> =>
  call.work.read(callerIn(call, companyId), async (ctx) => {
    const user = await identity.findUser(ctx, userId);
    if (!user) return undefined;
    try {
      await identity.assertMaySignIn(ctx, { userId, address: call.address });
      return user;
    } catch (error) {
      if (error instanceof DomainError && error.code.startsWith('identity.sign-in.')) return undefined;
      throw error;
    }
  });

/** The program's own hand in one company's data, in the name of this request. */
export const callerIn = (call: PageCall, companyId: string): Caller => ({
  ...call.caller,
  actor: { kind: 'system', companyId },
});

export type FormOwner = 'session' | 'browser';

/** Whether a post comes from a page of ours: the browser says so. */
export const isFromOurs = (call: PageCall): boolean => call.headers['origin'] === call.site.origin;

/**
 * Whether a post comes from a form of ours in this browser: the browser names our own origin, and the form carries the proof
 * that is tied to the session, or to the browser where nobody was signed in when it was read.
 */
export function isOurForm({ signin }: PageDeps, call: PageCall, given: string | undefined, owner: FormOwner): boolean {
  if (!isFromOurs(call)) return false;
  return signin.formTokenFits(readCookie(call, owner === 'session' ? 'session' : 'form'), given);
}

const userAgentOf = (call: PageCall): string => {
  const given = call.headers['user-agent'];
  return typeof given === 'string' ? given : '';
};

/** Signs a person in on this browser: a fresh session in place of any before, so that none can be planted beforehand. */
export async function beginSession(
  { signin }: PageDeps,
  call: PageCall & { work: UnitOfWork },
  who: { companyId: string; userId: string; method: SignInMethod },
): Promise<string> {
  const before = await signin.resumeSession(call.work, call.caller, readCookie(call, 'session'));
  if (before)
    await call.work.write(callerIn(call, before.companyId), (ctx) =>
      signin.endSession(ctx, { userId: before.userId, sessionId: before.id }),
    );
  const { secret } = await call.work.write(callerIn(call, who.companyId), (ctx) =>
    signin.startSession(ctx, { userId: who.userId, method: who.method, userAgent: userAgentOf(call) }),
  );
  return sessionCookie(call.site, secret);
}
