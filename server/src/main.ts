import type { FastifyInstance } from 'fastify';
import { createApp } from './app.ts';
import { localDataCenters, type Config } from './config/config.ts';
import { createProgram, migrateDatabase, type Program } from './context.ts';
import { MovableClock, systemClock } from './platform/clock/clock.ts';
import type { Database } from './platform/db/database.ts';
import { createLogger } from './platform/log.ts';
import { openDataFolder, type DataFolder } from './start/data-folder.ts';
import { openDatabase } from './start/open-database.ts';
import { holdPort, portRefused, type HeldPort } from './start/port.ts';
import { silently, type Step } from './start/progress.ts';
import { sandboxKeeper, type SandboxKeeper } from './start/sandbox-keeper.ts';

export interface StartOptions {
  readonly step?: Step;
  /** Puts the sandbox back to its beginning before serving. */
  readonly reset?: boolean;
  /** Keeps the embedded database in memory. */
  readonly inMemory?: boolean;
}

/** A program that serves. */
export interface Running {
  readonly program: Program;
  /** Origin under which it is called. */
  readonly baseUrl: string;
  /** Present unless it runs without its sandbox. */
  readonly sandbox: SandboxKeeper | undefined;
  /** Answers what has begun, refuses what comes later, and lets go of the data. */
  stop(): Promise<void>;
}

/** Everything that was opened, to be closed in the opposite order. */
class Opened {
  readonly #closers: (() => Promise<void>)[] = [];

  add(close: () => Promise<void>): void {
    this.#closers.push(close);
  }

  async close(): Promise<void> {
    for (let close = this.#closers.pop(); close; close = this.#closers.pop()) await close();
  }
}

/**
 * Starts the whole program: takes the port, opens and migrates the database, makes the demo company where there is none, and
 * serves. A start that fails leaves nothing half-made. Throws `StartRefused`, `DatabaseNewerThanProgram`.
 */
export async function startProgram(given: Config, options: StartOptions = {}): Promise<Running> {
  const opened = new Opened();
  const held = await holdPort(given.host, given.port);
  opened.add(() => held.release());
  const config = { ...given, port: held.port, dataCenters: dataCentersOf(given, held.port) };
  let folder: DataFolder | undefined;
  let database: Database | undefined;
  try {
    folder = await openDataFolder(config.dataDir);
    database = await openDatabase(config, options);
    return await serve({ config, database, held, opened, options });
  } catch (error) {
    await opened.close();
    // A server's database that was reached may refer to what lies in the folder by now, its master key above all.
    if (folder && (database?.engine === 'server' ? false : !folder.hadDatabase)) await folder.undo();
    throw portRefused(error, config.host, config.port);
  }
}

async function serve(parts: {
  config: Config;
  database: Database;
  held: HeldPort;
  opened: Opened;
  options: StartOptions;
}): Promise<Running> {
  const { config, database, held, opened, options } = parts;
  const step = options.step ?? silently;
  const program = await openProgram(config, database, opened, step);
  const baseUrl = originOf(config.host, config.port);
  const sandbox = config.sandbox ? sandboxKeeper({ program, dataDir: config.dataDir, baseUrl }) : undefined;
  if (sandbox) await sandbox.ensure({ step, reset: options.reset ?? false });
  await step('Starting jobs', () => program.start());
  const app = await createApp(program);
  await held.release();
  await listen(app, config);
  opened.add(() => app.close());
  program.health.markReady();
  const stop = async (): Promise<void> => {
    program.health.markStopping();
    await opened.close();
  };
  return { program, baseUrl, sandbox, stop };
}

/** A migrated and wired program that does not serve: what the command line works on. */
export async function openProgram(config: Config, database: Database, opened: Opened, step: Step): Promise<Program> {
  try {
    await step('Preparing the database', () => migrateDatabase(database));
  } catch (error) {
    await database.close();
    throw error;
  }
  const program = await createProgram({
    config,
    database,
    clock: config.sandbox ? new MovableClock() : systemClock,
    log: createLogger({ level: config.logLevel }),
  });
  opened.add(() => program.close());
  return program;
}

const dataCentersOf = (config: Config, port: number) =>
  config.dataCenters.length > 0 ? config.dataCenters : localDataCenters(port);

/** Where this machine reaches a listening address: one that stands for all of them is reached on the loopback. */
function originOf(host: string, port: number): string {
  const reached = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return `http://${reached.includes(':') ? `[${reached}]` : reached}:${port}`;
}

async function listen(app: FastifyInstance, config: Config): Promise<void> {
  await app.listen({ host: config.host, port: config.port });
}
