import type { Clock } from '../../platform/clock/clock.ts';
import type { Caller, UnitOfWork } from '../../platform/context.ts';
import type { App } from './app.ts';
import type { Params } from './params.ts';
import type { Place } from './principal.ts';

/** A request at the token or the one-time password endpoint. */
export interface TokenRequest {
  readonly work: UnitOfWork;
  readonly caller: Caller;
  readonly clock: Clock;
  readonly place: Place;
  /** Address of the peer. */
  readonly address: string;
  readonly params: Params;
}

/** From here on the app acts: the audit trail names it. */
export const asApp = (caller: Caller, app: App): Caller => ({
  ...caller,
  actor: { kind: 'app', appId: app.id, scopes: new Set() },
});
