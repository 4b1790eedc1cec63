/**
 * Every list of reports and of what they hold, in a company with few reports and in one with many: only the ratio counts.
 *   node bench/reports.ts [--reports 1000000] [--rounds 20] [--only TEXT] [--slow] [--server URL]
 * Of a PostgreSQL server of your own (--server, a URL without a database) the filled databases stay for the next run.
 */
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import pg from 'pg';
import { createApp } from '../server/src/app.ts';
import { defaults, localDataCenters, type Config } from '../server/src/config/config.ts';
import { createProgram, migrateDatabase } from '../server/src/context.ts';
import type { Actor } from '../server/src/platform/actor.ts';
import { MovableClock } from '../server/src/platform/clock/clock.ts';
import { openServer, type Database } from '../server/src/platform/db/database.ts';
import { createLogger } from '../server/src/platform/log.ts';
import { startPostgres } from '../server/test/harness/postgres.ts';
import { subjectsOf, type List } from './lists.ts';
import { fillCompany } from './report-rows.ts';
import { statementsTimed } from './statement-times.ts';

const { values } = parseArgs({
  options: {
    reports: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '20' },
    only: { type: 'string', default: '' },
    /** Shows the statements of each list that misses its budget. */
    slow: { type: 'boolean', default: false },
    server: { type: 'string' },
  },
});
const FEW = 1000;
const BUDGET = 2;
/** Below this many milliseconds a difference is the machine's. */
const NOISE_MS = 0.5;
const APP = '0195a000-0000-7000-8000-00000000a99a';
const SCOPES = new Set(['EXPRPT', 'ATTEND', 'attendee.read', 'expense.report.read']);

interface Time {
  readonly whole: number;
  readonly database: number;
  readonly statements: readonly { readonly text: string; readonly ms: number }[];
}

const clock = new MovableClock();
const times = statementsTimed();
const own = values.server === undefined ? await startPostgres() : undefined;
try {
  const few = await measure(FEW);
  const many = await measure(Number(values.reports));
  show(few, many);
} finally {
  await own?.stop();
}

/** A database with a company of this size: one that is there already, or a new one. */
async function databaseOf(reports: number): Promise<{ database: Database; companyId: string }> {
  if (own) {
    const database = await own.freshDatabase();
    return { database, companyId: await fillCompany(database, reports, clock) };
  }
  const name = `perdiem_bench_${reports}`;
  const administrator = new pg.Client({ connectionString: `${values.server}/postgres` });
  await administrator.connect();
  const known = await administrator.query('select 1 from pg_database where datname = $1', [name]);
  if (known.rows.length === 0) await administrator.query(`create database ${name}`);
  await administrator.end();
  const database = await openServer({ url: `${values.server}/${name}` });
  await migrateDatabase(database);
  const { rows } = await sql<{ company_id: string }>`select company_id from company`.execute(database.root);
  return { database, companyId: rows[0]?.company_id ?? (await fillCompany(database, reports, clock)) };
}

async function measure(reports: number): Promise<Map<string, Time>> {
  const started = performance.now();
  const { database, companyId } = await databaseOf(reports);
  console.log(`${reports} reports are there after ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const config: Config = {
    ...defaults,
    dataCenters: localDataCenters(8080),
    logLevel: 'error',
    sandbox: false,
    masterKey: 'a key for measuring alone',
    role: 'api',
  };
  const limits = { ...config.limits, perApp: 1e9, perAddress: 1e9 };
  const log = createLogger({ level: config.logLevel });
  const program = await createProgram({ config: { ...config, limits }, database, clock, log, enqueue: async () => {} });
  const subjects = await subjectsOf(database, companyId, reports);
  const actors: Readonly<Record<List['by'], Actor>> = {
    owner: { kind: 'user', userId: subjects.ownerId, companyId, appId: APP, scopes: SCOPES },
    approver: { kind: 'user', userId: subjects.approverId, companyId, appId: APP, scopes: SCOPES },
    company: { kind: 'company', companyId, appId: APP, scopes: SCOPES },
  };
  const app = await createApp(program, { authenticate: () => async (authorization) => actors[authorization as List['by']] });
  const found = new Map<string, Time>();
  for (const list of subjects.lists.filter(({ name }) => name.includes(values.only))) {
    const ask = async (): Promise<void> => {
      const answer = await app.inject({
        url: list.path,
        headers: { host: 'us.localhost:8080', authorization: list.by, accept: 'application/json, application/xml;q=0.5' },
      });
      if (answer.statusCode !== 200) throw new Error(`${list.name}: ${answer.statusCode} ${answer.body.slice(0, 300)}`);
    };
    found.set(list.name, await median(ask));
  }
  await app.close();
  await program.close();
  return found;
}

async function median(ask: () => Promise<void>): Promise<Time> {
  const all: Time[] = [];
  // The first runs plan the statements and warm the caches; they are not counted.
  for (let round = -8; round < Number(values.rounds); round++) {
    times.clear();
    const started = performance.now();
    await ask();
    const whole = performance.now() - started;
    if (round < 0) continue;
    const statements = times.taken();
    all.push({ whole, statements, database: statements.reduce((total, { ms }) => total + ms, 0) });
  }
  return all.toSorted((a, b) => a.whole - b.whole)[Math.floor(all.length / 2)] as Time;
}

function show(few: ReadonlyMap<string, Time>, many: ReadonlyMap<string, Time>): void {
  console.log(
    `\nmilliseconds (of which in the database) with ${FEW} reports, with ${values.reports}, ratio (budget ${BUDGET}); ${values.rounds} rounds`,
  );
  for (const [name, small] of few) {
    const large = many.get(name) ?? small;
    const ratio = large.whole / small.whole;
    const missed = ratio > BUDGET && large.whole - small.whole > NOISE_MS;
    const cells = [
      name.padEnd(38),
      small.whole.toFixed(2).padStart(8),
      `(${small.database.toFixed(2)})`.padStart(9),
      large.whole.toFixed(2).padStart(9),
      `(${large.database.toFixed(2)})`.padStart(10),
      ratio.toFixed(2).padStart(7),
      missed ? '  missed' : '',
    ];
    console.log(cells.join(' '));
    if (missed && values.slow)
      for (const { text, ms } of large.statements) console.log(`    ${ms.toFixed(2)} ms: ${text.replace(/\s+/g, ' ')}`);
  }
}
