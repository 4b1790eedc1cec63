import { fromPglite, PgBoss, type ConstructorOptions } from 'pg-boss';
import type { Database } from '../db/database.ts';

/** Small, because a job's own statements run on the program's pool: these fetch and settle jobs, one listens. */
const CONNECTIONS = 3;

/**
 * The queue of a database. Both engines announce a job with NOTIFY when its transaction commits, so workers need not poll fast.
 * On the embedded engine the queue's own statements wait, as all others do, for the transaction that holds the one connection.
 */
export function openQueue(database: Database, options: { readonly works: boolean; readonly migrate: boolean }): PgBoss {
  const common: ConstructorOptions = {
    migrate: options.migrate,
    supervise: options.works,
    schedule: options.works,
    useListenNotify: options.works,
    flowIntervalSeconds: 60,
    cronWorkerIntervalSeconds: 10,
    monitorVacuum: database.engine === 'server',
  };
  return database.engine === 'embedded'
    ? new PgBoss({ ...common, db: fromPglite(database.pglite), backend: 'pglite' })
    : new PgBoss({ ...common, connectionString: database.url, max: CONNECTIONS, application_name: 'perdiem-jobs' });
}

/** Installs or upgrades the queue's tables: a part of migrating. Two cheap queries when they are current. */
export async function migrateQueue(database: Database): Promise<void> {
  const boss = openQueue(database, { works: false, migrate: true });
  boss.on('error', () => {});
  await boss.start();
  await boss.stop({ graceful: false });
}
