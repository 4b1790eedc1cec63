import { ProofMissing, SessionEnded, type Session } from '../../modules/signin/index.ts';
import type { Caller, Context } from '../../platform/context.ts';
import { route, type Answer, type ManualCall, type Method, type Route, type RouteSchema } from '../../platform/http/facade.ts';
import { isOurForm, openVisit, type FormOwner, type PageCall } from '../pages/visit.ts';
import type { WebDeps } from './deps.ts';

/** Stands where a token's app would: the web application is no registered app. */
const PLATFORM_APP = '00000000-0000-0000-0000-000000000000';

/** By which a page proves to be ours: what another site can neither read nor send. */
export const PROOF = 'x-perdiem-proof';

/** A request of somebody who is signed in. `caller` acts as that person. */
export type SignedCall<S extends RouteSchema = RouteSchema> = ManualCall<S> & {
  readonly session: Session;
};

interface About<S extends RouteSchema> {
  readonly operation: string;
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly schema: S;
  readonly bodyLimit?: number;
}

export const open = { doc: 'extension', scopes: [], principals: 'anyone' } as const;
export const PRIVATE = { 'cache-control': 'no-store' } as const;

/** @throws ProofMissing */
export function assertOurs(deps: WebDeps, call: PageCall, owner: FormOwner): void {
  const given = call.headers[PROOF];
  if (!isOurForm(deps, call, typeof given === 'string' ? given : undefined, owner)) throw new ProofMissing();
}

/** A route behind the session cookie, which opens its units of work itself. A change must prove to come from a page of ours. */
export const signedManualRoute = <const S extends RouteSchema>(
  deps: WebDeps,
  { handler, ...about }: About<S> & { readonly handler: (call: SignedCall<S>) => Promise<Answer> },
): Route =>
  route<S>({
    ...open,
    effect: 'manual',
    ...about,
    handler: async (call) => {
      const { session } = await openVisit(deps, call);
      if (!session) throw new SessionEnded();
      if (about.method !== 'GET') assertOurs(deps, call, 'session');
      const answer = await handler({ ...call, caller: actingAs(call, session), session });
      return { ...answer, headers: { ...PRIVATE, ...answer.headers } };
    },
  });

/** The same inside one unit of work. */
export const signedRoute = <const S extends RouteSchema>(
  deps: WebDeps,
  { handler, ...about }: About<S> & { readonly handler: (call: SignedCall<S> & { readonly ctx: Context }) => Promise<Answer> },
): Route =>
  signedManualRoute<S>(deps, {
    ...about,
    handler: (call) => call.work[about.method === 'GET' ? 'read' : 'write'](call.caller, (ctx) => handler({ ...call, ctx })),
  });

/** A person at the web application acts through the program itself; roles alone decide, since nobody narrowed them by scopes. */
export const actingAs = (call: Pick<ManualCall, 'caller'>, { userId, companyId }: Session): Caller => ({
  ...call.caller,
  actor: { kind: 'user', userId, companyId, appId: PLATFORM_APP, scopes: new Set() },
  companyId,
});
