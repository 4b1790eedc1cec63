import type { Caller, Context, UnitOfWork } from '../../../platform/context.ts';
import type { Clock } from '../../../platform/clock/clock.ts';
import type { Admission } from '../admission-queries.ts';
import type { App, GrantType } from '../app.ts';
import type { OAuthDeps } from '../deps.ts';
import type { Params } from '../params.ts';
import type { Place, Principal, TenantRef } from '../principal.ts';

/** A token request of an authenticated app. */
export interface GrantCall {
  readonly work: UnitOfWork;
  readonly caller: Caller;
  readonly clock: Clock;
  readonly place: Place;
  /** Address of the peer. */
  readonly address: string;
  readonly app: App;
  readonly params: Params;
}

/** What a grant's own proof came to. */
export interface Proof {
  readonly principal: TenantRef | Extract<Principal, { kind: 'app' }>;
  /** What admits the principal, where the proof's own statement has told it. */
  readonly admission?: Admission | undefined;
  /** The most that may be given; the request can narrow it. */
  readonly scopes: readonly string[];
  /** Runs in the transaction that stores what is given: what makes the proof single-use. */
  readonly settle?: (ctx: Context) => Promise<void>;
  /** The hash of the authorization code that what is given hangs on. */
  readonly codeHash?: string;
  /** The refresh token that was shown; it stays the client's. */
  readonly shown?: { readonly token: string; readonly hash: string; readonly expiresAt: Date };
}

/** A way to come by tokens: one file each. It checks its own parameters and its own proof, nothing else. */
export interface Grant {
  readonly type: GrantType;
  redeem(deps: OAuthDeps, call: GrantCall): Promise<Proof>;
}
