import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../../src/app.ts';
import { defaults, localDataCenters, type Config } from '../../src/config/config.ts';
import { createProgram, migrateDatabase, type Program } from '../../src/context.ts';
import type { Actor } from '../../src/platform/actor.ts';
import type { NewJob } from '../../src/platform/context.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { openEmbedded, type Database } from '../../src/platform/db/database.ts';
import { createLogger } from '../../src/platform/log.ts';

export interface TestProgram extends Program {
  readonly clock: MovableClock;
  readonly app: FastifyInstance;
  /** Jobs that committed transactions left, in order. */
  readonly enqueued: NewJob[];
  /** An Authorization header that stands for this actor in this program alone. */
  actingAs(actor: Actor): string;
}

/** The moment at which every test program starts, unless it asks for another. */
export const EPOCH = new Date('2026-03-02T09:00:00.000Z');

/** A whole program on a fresh in-memory database with a frozen clock; answers are checked against their closed schemas. */
export async function testProgram(
  options: {
    config?: Partial<Config>;
    now?: Date;
    database?: Database;
    /** With the real queue, which a test drains itself; `enqueued` then stays empty. */
    jobs?: boolean;
  } = {},
): Promise<TestProgram> {
  const clock = new MovableClock();
  clock.freeze(options.now ?? EPOCH);
  const config: Config = {
    ...defaults,
    dataCenters: localDataCenters(8080),
    logLevel: 'error',
    sandbox: false,
    role: 'api',
    ...options.config,
  };
  const database = options.database ?? (await freshDatabase());
  const enqueued: NewJob[] = [];
  const enqueue = async (_tx: unknown, jobs: readonly NewJob[]) => void enqueued.push(...jobs);
  const log = createLogger({ level: config.logLevel });
  const program = await createProgram({ config, database, clock, log, ...(options.jobs ? {} : { enqueue }) });
  if (options.jobs) await program.start();
  const actors = new Map<string, Actor>();
  const app = await createApp(program, {
    checkAnswers: true,
    authenticate: (own) => async (authorization, site) => actors.get(authorization ?? '') ?? own(authorization, site),
  });
  return {
    ...program,
    clock,
    app,
    enqueued,
    actingAs: (actor) => {
      const authorization = `Bearer actor-${actors.size + 1}`;
      actors.set(authorization, actor);
      return authorization;
    },
    close: async () => {
      await app.close();
      await program.close();
    },
  };
}

/** An in-memory database with every migration applied, from a dump that is made once for each state of the migrations. */
export async function freshDatabase(): Promise<Database> {
  return openEmbedded({ from: await migratedDump() });
}

let dump: Promise<Blob> | undefined;
const migratedDump = (): Promise<Blob> => (dump ??= readOrMakeDump());

async function readOrMakeDump(): Promise<Blob> {
  const file = join(tmpdir(), `perdiem-test-${await fingerprint()}.tar`);
  if (existsSync(file)) return new Blob([await readFile(file)]);
  const database = await openEmbedded();
  await migrateDatabase(database);
  const made = await database.pglite.dumpDataDir('none');
  await database.close();
  const bytes = Buffer.from(await made.arrayBuffer());
  // Test files run side by side: whoever comes second overwrites whole with the same content.
  await writeFile(`${file}.${process.pid}`, bytes);
  await rename(`${file}.${process.pid}`, file);
  return new Blob([bytes]);
}

async function fingerprint(): Promise<string> {
  const folder = new URL('../../migrations/', import.meta.url);
  const hash = createHash('sha256');
  for (const name of (await readdir(folder)).sort()) hash.update(name).update(await readFile(new URL(name, folder)));
  for (const name of ['@electric-sql/pglite', 'pg-boss'])
    hash.update(await readFile(new URL(`../../../node_modules/${name}/package.json`, import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}
