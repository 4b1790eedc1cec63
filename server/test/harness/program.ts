import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { createApp } from '../../src/app.ts';
import { defaults, localDataCenters, type Config } from '../../src/config/config.ts';
import { createProgram, type Program } from '../../src/context.ts';
import type { Actor } from '../../src/platform/actor.ts';
import type { NewJob } from '../../src/platform/context.ts';
import { MovableClock } from '../../src/platform/clock/clock.ts';
import { openEmbedded, type Database } from '../../src/platform/db/database.ts';
import { createLogger } from '../../src/platform/log.ts';
import { prepareCluster } from '../../src/start/prepared-cluster.ts';

export interface TestProgram extends Program {
  readonly clock: MovableClock;
  readonly app: FastifyInstance;
  /** Jobs that committed transactions left, in order. */
  readonly enqueued: NewJob[];
  /** An Authorization header that stands for this actor in this program alone. */
  actingAs(actor: Actor): string;
  /** The actor whom such a header stands for: for another application on the same program. */
  actorOf(authorization: string | undefined): Actor | undefined;
}

/** Where the blobs of this process's programs lie. */
const FOLDER = join(tmpdir(), `perdiem-test-${process.pid}`);
process.once('exit', () => rmSync(FOLDER, { recursive: true, force: true }));

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
    signUp: 'off',
    dataDir: FOLDER,
    web: undefined,
    masterKey: 'a master key for tests alone',
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
  const actorOf = (authorization: string | undefined) => actors.get(authorization ?? '');
  const app = await createApp(program, {
    checkAnswers: true,
    authenticate: (own) => async (authorization, site) => actorOf(authorization) ?? own(authorization, site),
  });
  return {
    ...program,
    clock,
    app,
    enqueued,
    actorOf,
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

let cluster: Promise<Blob> | undefined;

/** An in-memory database with every migration applied. */
export async function freshDatabase(): Promise<Database> {
  return openEmbedded({ from: await (cluster ??= prepareCluster()) });
}
