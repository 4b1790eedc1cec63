import { mkdir } from 'node:fs/promises';
import { PGlite, types as pgliteTypes } from '@electric-sql/pglite';
import { Kysely } from 'kysely';
import pg from 'pg';
import { embeddedDialect } from './embedded-dialect.ts';
import { Lanes } from './lanes.ts';
import { PreparedStatements } from './prepared-statements.ts';
import { serverDialect } from './server-dialect.ts';
import { keepTidy } from './upkeep.ts';

interface Engine {
  readonly root: Kysely<unknown>;
  /** Runs statements that are not queries. */
  execute(sqlText: string): Promise<void>;
  close(): Promise<void>;
}

export interface EmbeddedDatabase extends Engine {
  readonly engine: 'embedded';
  readonly pglite: PGlite;
}

export interface ServerDatabase extends Engine {
  readonly engine: 'server';
  readonly url: string;
  readonly pool: pg.Pool;
  readonly lanes: Lanes;
}

/** One door to the two engines; both speak PostgreSQL and answer with the same JavaScript values. */
export type Database = EmbeddedDatabase | ServerDatabase;

/** Both drivers' readings of a type differ; these are ours. numeric and date stay text, so that no cent and no day moves. */
const asNumber = (text: string): number | string => (Number.isSafeInteger(Number(text)) ? Number(text) : text);
const asDate = (text: string): Date =>
  // Most sessions run in UTC and most years have four digits.
  text.endsWith('+00') && text.charCodeAt(10) === SPACE
    ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`)
    : new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'));
const SPACE = 32;
const asIs = (text: string): string => text;
const OIDS = { int8: 20, date: 1082, timestamptz: 1184, interval: 1186, numeric: 1700, timestamp: 1114 };
const parsers: Record<number, (text: string) => unknown> = {
  [OIDS.int8]: asNumber,
  [OIDS.date]: asIs,
  [OIDS.timestamp]: asIs,
  [OIDS.timestamptz]: asDate,
  [OIDS.interval]: asIs,
  [OIDS.numeric]: asIs,
};

/** The embedded engine. `dataDir` undefined keeps everything in memory; `from` is a dump to start with. */
export async function openEmbedded(options: { dataDir?: string; from?: Blob } = {}): Promise<EmbeddedDatabase> {
  if (options.dataDir) await mkdir(options.dataDir, { recursive: true, mode: 0o700 });
  const pglite = await PGlite.create({
    ...(options.dataDir ? { dataDir: options.dataDir } : {}),
    ...(options.from ? { loadDataDir: options.from } : {}),
    parsers: { ...parsers, [pgliteTypes.TIMESTAMPTZ]: asDate },
    // A Date is an instant: written as such whatever the session's zone.
    serializers: { [OIDS.timestamptz]: (value: Date | string) => (value instanceof Date ? value.toISOString() : value) },
  });
  const statements = new PreparedStatements(pglite);
  const root = new Kysely<unknown>({ dialect: embeddedDialect(pglite, statements) });
  const upkeep = keepTidy(pglite);
  return {
    engine: 'embedded',
    pglite,
    root,
    execute: async (sqlText) => {
      await pglite.exec(sqlText);
      await statements.forget();
    },
    close: async () => {
      await upkeep.stop();
      await root.destroy();
      if (!pglite.closed) await pglite.close();
    },
  };
}

/** Longer than any unit of work takes. */
const LOCK_TIMEOUT_MS = 15_000;

/** A PostgreSQL server, 15 or newer. `poolSize` connections at most; a statement waits for a lock no longer than `lockTimeoutMs`, 0 for ever. */
export async function openServer(options: { url: string; poolSize?: number; lockTimeoutMs?: number }): Promise<ServerDatabase> {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSize ?? 16,
    connectionTimeoutMillis: 10_000,
    lock_timeout: options.lockTimeoutMs ?? LOCK_TIMEOUT_MS,
    types: { getTypeParser: (oid, format) => parsers[oid] ?? pg.types.getTypeParser(oid, format) },
  });
  // An idle connection that the server ends must not end the program; the next query says what is wrong.
  pool.on('error', () => {});
  // Nor one that is at work: whoever asked is told.
  pool.on('connect', (client) => client.on('error', () => {}));
  const probe = await pool.connect();
  probe.release();
  const lanes = new Lanes(pool);
  const root = new Kysely<unknown>({ dialect: serverDialect(pool, lanes) });
  return {
    engine: 'server',
    url: options.url,
    pool,
    lanes,
    root,
    execute: async (sqlText) => void (await pool.query(sqlText)),
    close: () => root.destroy(),
  };
}
