/**
 * Every list of reports and of what they hold, in a company with few reports and in one with many: only the ratio counts.
 *   node bench/reports.ts [--reports 1000000] [--rounds 40] [--only TEXT] [--slow] [--server URL]
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
    rounds: { type: 'string', default: '40' },
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
  const few = await open(FEW);
  const many = await open(Number(values.reports));
  await compare(few, many);
  for (const opened of [few, many]) await opened.close();
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

/** A program at work in a company of this size. */
interface Opened {
  readonly lists: readonly List[];
  ask(list: List): Promise<void>;
  close(): Promise<void>;
}

async function open(reports: number): Promise<Opened> {
  const started = performance.now();
  const { database, companyId } = await databaseOf(reports);
  console.log(`${reports} reports are there after ${((performance.now() - started) / 1000).toFixed(0)} s`);
  const config: Config = {
    ...defaults,
    dataCenters: localDataCenters(8080),
    logLevel: 'error',
    limits: { perApp: 1e9, perAddress: 1e9 },
    sandbox: false,
    masterKey: 'a key for measuring alone',
    role: 'api',
  };
  const log = createLogger({ level: config.logLevel });
  const program = await createProgram({ config, database, clock, log, enqueue: async () => {} });
  const subjects = await subjectsOf(database, companyId, reports);
  const actors: Readonly<Record<List['by'], Actor>> = {
    owner: { kind: 'user', userId: subjects.ownerId, companyId, appId: APP, scopes: SCOPES },
    approver: { kind: 'user', userId: subjects.approverId, companyId, appId: APP, scopes: SCOPES },
    company: { kind: 'company', companyId, appId: APP, scopes: SCOPES },
  };
  const app = await createApp(program, { authenticate: () => async (authorization) => actors[authorization as List['by']] });
  return {
    lists: subjects.lists,
    ask: async ({ name, path, by }) => {
      const headers = { host: 'us.localhost:8080', authorization: by, accept: 'application/json, application/xml;q=0.5' };
      const answer = await app.inject({ url: path, headers });
      if (answer.statusCode !== 200) throw new Error(`${name}: ${answer.statusCode} ${answer.body.slice(0, 300)}`);
    },
    close: async () => {
      await app.close();
      await program.close();
    },
  };
}

async function compare(few: Opened, many: Opened): Promise<void> {
  const rounds = Number(values.rounds);
  console.log(
    `\nmilliseconds (of which in the database) with ${FEW} reports, with ${values.reports}, ratio (budget ${BUDGET}); best tenth of ${rounds}`,
  );
  for (const [at, list] of few.lists.entries()) {
    const other = many.lists[at];
    if (!other || !list.name.includes(values.only)) continue;
    const small: Time[] = [];
    const large: Time[] = [];
    // In turns, so that what else the machine does is shared out. The first runs plan the statements and warm the caches.
    for (let round = -8; round < rounds; round++) {
      const [one, two] = [await timed(() => few.ask(list)), await timed(() => many.ask(other))];
      if (round < 0) continue;
      small.push(one);
      large.push(two);
    }
    show(list.name, bestTenth(small), bestTenth(large));
  }
}

async function timed(ask: () => Promise<void>): Promise<Time> {
  times.clear();
  const started = performance.now();
  await ask();
  const whole = performance.now() - started;
  const statements = times.taken();
  return { whole, statements, database: statements.reduce((total, { ms }) => total + ms, 0) };
}

/** The time that a tenth of the runs kept below: what lies above is mostly other work on the machine. */
function bestTenth(all: readonly Time[]): Time {
  return all.toSorted((a, b) => a.whole - b.whole)[Math.floor(all.length / 10)] as Time;
}

function show(name: string, small: Time, large: Time): void {
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
