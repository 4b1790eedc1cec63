/**
 * Ten thousand people by bulk calls, beside the same rows written by the bare driver: in turns, in one run, each in a fresh database. Ours is
 * the whole way: HTTP, the requests, the jobs, the last status. The floor writes what ours left behind, 100 people to a transaction, one statement
 * to a table.
 *   node bench/provisioning.ts [--engine embedded|server] [--users 10000] [--turns 3] [--documents identity|spend]
 */
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { PGlite } from '@electric-sql/pglite';
import type pg from 'pg';
import type { Database } from '../server/src/platform/db/database.ts';
import { foundCompany } from '../server/test/harness/people.ts';
import { startPostgres, type TestPostgres } from '../server/test/harness/postgres.ts';
import { freshDatabase, testProgram, type TestProgram } from '../server/test/harness/program.ts';
import { bulkOf, SCOPES } from './provisioning-documents.ts';

const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    users: { type: 'string', default: '10000' },
    turns: { type: 'string', default: '3' },
    documents: { type: 'string' },
  },
});
const USERS = Number(values.users);
const BULK = 100;
const BUDGET = 4;
const engines = values.engine === undefined ? ['embedded', 'server'] : [values.engine];
const kinds = values.documents === undefined ? (['identity', 'spend'] as const) : [values.documents as 'identity' | 'spend'];

/** In the order in which their keys allow. */
const TABLES = {
  directory_entry: 'principal_id',
  user: 'id',
  user_email: 'user_id',
  user_role: 'user_id',
  spend_profile: 'user_id',
  provision_request: 'id',
  provision_operation: 'request_id, position',
  event: 'id',
  audit_entry: 'id',
} as const;
type Rows = Record<string, unknown[]>;
/** The bare driver's one connection to each database. */
const clients = new WeakMap<Database, pg.PoolClient | PGlite>();

for (const engine of engines) {
  const postgres = engine === 'server' ? await startPostgres() : undefined;
  for (const kind of kinds) await measure(engine, kind, postgres);
  await postgres?.stop();
}

async function measure(engine: string, kind: 'identity' | 'spend', postgres: TestPostgres | undefined): Promise<void> {
  const open = (): Promise<Database> => postgres?.freshDatabase() ?? freshDatabase();
  const mine: number[] = [];
  const floor: number[] = [];
  // A first short turn warms both up and is not counted.
  await bare(await open(), (await ours(await open(), kind, USERS / 10)).rows, USERS / 10);
  for (let turn = 0; turn < Number(values.turns); turn++) {
    const { seconds, rows } = await ours(await open(), kind, USERS);
    mine.push(seconds);
    floor.push(await bare(await open(), rows, USERS));
  }
  const [a, b] = [median(mine), median(floor)];
  const missed = a / b > BUDGET ? '  missed' : '';
  console.log(
    `${engine}, ${USERS} users, ${kind}: ours ${a.toFixed(2)} s, floor ${b.toFixed(2)} s, ratio ${(a / b).toFixed(2)} (at most ${BUDGET})${missed}`,
  );
}

async function ours(database: Database, kind: 'identity' | 'spend', users: number): Promise<{ seconds: number; rows: Rows }> {
  const program = await testProgram({
    database,
    jobs: true,
    config: { role: 'all', limits: { perApp: 1e9, perAddress: 1e9 } },
  });
  const { companyId } = await foundCompany(program);
  const appId = '11111111-1111-4111-8111-111111111111';
  const authorization = program.actingAs({ kind: 'company', companyId, appId, scopes: new Set(SCOPES) });
  await program.app.listen({ host: '127.0.0.1', port: 0 });
  const base = `http://127.0.0.1:${(program.app.server.address() as AddressInfo).port}/profile/v4`;
  const bodies = Array.from({ length: users / BULK }, (_, at) => JSON.stringify(bulkOf(kind, companyId, at * BULK, BULK)));

  const began = performance.now();
  const ids: string[] = [];
  for (const body of bodies) {
    const answer = await fetch(`${base}/Bulk`, {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body,
    });
    const accepted = (await answer.json()) as { id: string };
    if (answer.status !== 202) throw new Error(JSON.stringify(accepted));
    ids.push(accepted.id);
  }
  for (const id of ids) await untilDone(`${base}/provisions/${id}/status`, authorization);
  const seconds = (performance.now() - began) / 1000;
  const rows = await rowsOf(program, companyId);
  await release(program.database);
  await program.close();
  return { seconds, rows };
}

async function untilDone(url: string, authorization: string): Promise<void> {
  for (;;) {
    const status = (await (await fetch(url, { headers: { authorization } })).json()) as {
      status: { completed: boolean; success: boolean };
    };
    if (status.status.completed && !status.status.success) throw new Error(`Not all was done: ${JSON.stringify(status)}`);
    if (status.status.completed) return;
    await sleep(10);
  }
}

async function rowsOf(program: TestProgram, companyId: string): Promise<Rows> {
  const read: Rows = {};
  for (const [table, order] of Object.entries(TABLES)) {
    const found = await query(
      program.database,
      `select to_jsonb(t) as row from "${table}" t where company_id = $1 ${table === 'directory_entry' ? "and kind = 'user'" : ''} order by ${order}`,
      [companyId],
    );
    read[table] = found.map(({ row }) => row);
  }
  return read;
}

/** A hundredth of each table's rows to a transaction, in order, one statement to a table. */
async function bare(database: Database, rows: Rows, users: number): Promise<number> {
  const shares = users / BULK;
  const began = performance.now();
  for (let share = 0; share < shares; share++) {
    await query(database, 'begin');
    for (const table of Object.keys(TABLES)) {
      const all = rows[table] ?? [];
      const part = all.slice(Math.floor((all.length * share) / shares), Math.floor((all.length * (share + 1)) / shares));
      if (part.length > 0)
        await query(database, `insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", $1::jsonb)`, [
          JSON.stringify(part),
        ]);
    }
    await query(database, 'commit');
  }
  const seconds = (performance.now() - began) / 1000;
  await release(database);
  await database.close();
  return seconds;
}

async function query(database: Database, text: string, parameters: unknown[] = []): Promise<Record<string, unknown>[]> {
  let client = clients.get(database);
  if (!client) clients.set(database, (client = database.engine === 'embedded' ? database.pglite : await database.pool.connect()));
  return (await (client as PGlite).query<Record<string, unknown>>(text, parameters)).rows;
}

async function release(database: Database): Promise<void> {
  const client = clients.get(database);
  if (database.engine === 'server') (client as pg.PoolClient | undefined)?.release();
}

function median(given: readonly number[]): number {
  return [...given].sort((x, y) => x - y)[Math.floor(given.length / 2)] ?? Number.NaN;
}
