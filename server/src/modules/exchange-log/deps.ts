import type { OAuth } from '../oauth/index.ts';
import type { SandboxModule } from '../sandbox/index.ts';

export interface ExchangeLogDeps {
  readonly oauth: Pick<OAuth, 'getApp' | 'assertManagesApps' | 'bearerClaimed'>;
  readonly sandbox: Pick<SandboxModule, 'find'>;
}

/** What of the log can be set. */
export interface ExchangeLogSettings {
  readonly days: number;
  /** Exchanges of one company that are kept at most. */
  readonly perCompany: number;
  /** Exchanges that one process writes in a second at most, on the average of a few seconds; what comes beyond is counted and not kept. */
  readonly perSecond: number;
  /** Whether the database needs to be told to give back the room of deleted rows: the embedded engine does. */
  readonly reclaims: boolean;
}
