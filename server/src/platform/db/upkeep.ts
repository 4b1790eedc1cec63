import type { PGlite } from '@electric-sql/pglite';

const EVERY_MS = 60_000;

/** Tables of which enough changed, by the measures of a server's autovacuum. */
const CHANGED = `select format('%I.%I', schemaname, relname) as name, n_dead_tup > 50 + n_live_tup / 5 as has_dead_rows
  from pg_stat_user_tables where n_mod_since_analyze > 50 + n_live_tup / 10 or n_dead_tup > 50 + n_live_tup / 5`;

/**
 * What autovacuum does for a server, and nobody for the embedded engine: without it plans made for empty tables read every row of the
 * full ones, and rows that are gone keep their place. Gives the names of the tables that were due.
 */
export async function tidy(pglite: PGlite): Promise<readonly string[]> {
  // What was counted is handed in at most once a second, and seen from the next statement on.
  await pglite.query('select pg_stat_force_next_flush()');
  const { rows } = await pglite.query<{ name: string; has_dead_rows: boolean }>(CHANGED);
  for (const { name, has_dead_rows: hasDeadRows } of rows)
    await pglite.exec(`${hasDeadRows ? 'vacuum (analyze)' : 'analyze'} ${name}`);
  return rows.map(({ name }) => name);
}

/** Tidies every minute until it is stopped; stopping waits for what is under way. */
export function keepTidy(pglite: PGlite): { stop(): Promise<void> } {
  let underWay: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    // A failure costs speed alone, and the next minute tries again.
    underWay = underWay.then(() => tidy(pglite)).catch(() => {});
  }, EVERY_MS);
  timer.unref();
  return {
    stop: async () => {
      clearInterval(timer);
      await underWay;
    },
  };
}
