import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/database.ts';
import { pendingMigrations } from '../db/migrate.ts';

export interface Readiness {
  readonly ready: boolean;
  /** In words, why not. */
  readonly reasons: readonly string[];
}

/** Whether this process should be given requests. */
export interface Health {
  /** Startup is over: data seeded, jobs running, files written. */
  markReady(): void;
  /** Shutting down: a load balancer should look elsewhere. */
  markStopping(): void;
  check(): Promise<Readiness>;
}

const PATIENCE_MS = 2000;

export function createHealth(database: Database): Health {
  let state: 'starting' | 'ready' | 'stopping' = 'starting';
  let migrated = false;

  async function databaseReason(): Promise<string | undefined> {
    // Asked once: tables do not go away, and a newer program that adds some does not make this one unfit.
    if (migrated) {
      await database.execute('select 1');
      return undefined;
    }
    const pending = await pendingMigrations(database);
    migrated = pending.length === 0;
    return migrated ? undefined : `migrations are pending: ${pending.join(', ')}`;
  }

  return {
    markReady: () => void (state = 'ready'),
    markStopping: () => void (state = 'stopping'),
    check: async () => {
      const reasons: string[] = [];
      if (state !== 'ready') reasons.push(state);
      const late = sleep(PATIENCE_MS, `the database did not answer within ${PATIENCE_MS} ms`, { ref: false });
      const reason = await Promise.race([databaseReason().catch(() => 'the database does not answer'), late]);
      if (reason) reasons.push(reason);
      return { ready: reasons.length === 0, reasons };
    },
  };
}
