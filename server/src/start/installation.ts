import type { Config } from '../config/config.ts';
import { createProgram, migrateDatabase, type Program } from '../context.ts';
import { MovableClock, systemClock } from '../platform/clock/clock.ts';
import { shareClock, type SharedClock } from '../platform/clock/shared-clock.ts';
import type { Database } from '../platform/db/database.ts';
import type { SandboxControls } from '../modules/sandbox/index.ts';
import { createLogger } from '../platform/log.ts';
import { openDataFolder } from './data-folder.ts';
import { openDatabase } from './open-database.ts';
import { silently, type Step } from './progress.ts';
import { sandboxControls } from './sandbox-controls.ts';
import { sandboxKeeper, type SandboxKeeper } from './sandbox-keeper.ts';

/** A wired program on its data, held by this process; it does not serve. */
export interface Installation {
  readonly program: Program;
  /** Absent where the program runs without its sandbox. */
  readonly sandbox: SandboxKeeper | undefined;
  readonly clock: SandboxClock | undefined;
  /** The same levers for whoever shows them on a page. */
  readonly controls: SandboxControls | undefined;
  close(): Promise<void>;
  /** Closes, and takes away what a first start has made. */
  undo(): Promise<void>;
}

export type SandboxClock = Omit<SharedClock, 'close'>;

export interface OpenOptions {
  readonly step?: Step;
  /** Keeps the embedded database in memory. */
  readonly inMemory?: boolean;
  /** Brings the database up to the program, unless false. */
  readonly migrate?: boolean;
}

/** Opens the data of a configuration. Throws `StartRefused`, `FolderTaken`, `DatabaseNewerThanProgram`, having left nothing half-made. */
export async function openInstallation(config: Config, options: OpenOptions = {}): Promise<Installation> {
  const step = options.step ?? silently;
  const opened = new Opened();
  const folder = await openDataFolder(config.dataDir, { exclusive: config.databaseUrl === undefined });
  opened.add(() => folder.release());
  let database: Database | undefined;
  const undo = async (): Promise<void> => {
    await opened.close();
    // What lies in the folder belongs to a server's database once that was reached: the master key above all.
    if (database?.engine !== 'server' && !folder.hadDatabase) await folder.undo();
  };
  try {
    const reached = await step('Opening the database', () => openDatabase(config, options));
    database = reached;
    opened.add(() => reached.close());
    if (options.migrate !== false) await step('Preparing the tables', () => migrateDatabase(reached));
    const wired = await wire(config, reached, opened);
    return { ...wired, close: () => opened.close(), undo };
  } catch (error) {
    await undo();
    throw error;
  }
}

async function wire(config: Config, database: Database, opened: Opened): Promise<Omit<Installation, 'close' | 'undo'>> {
  const log = createLogger({ level: config.logLevel });
  const movable = config.sandbox ? new MovableClock() : undefined;
  const program = await createProgram({ config, database, clock: movable ?? systemClock, log });
  opened.add(() => program.close());
  if (!movable) return { program, sandbox: undefined, clock: undefined, controls: undefined };
  const clock = await follow(program, movable);
  opened.add(async () => clock.close());
  const sandbox = sandboxKeeper({ program, clock });
  return { program, clock, sandbox, controls: sandboxControls({ sandbox, clock, shown: movable }) };
}

/** The clock as the database has it; `reread` after its rows were replaced. */
async function follow(program: Program, movable: MovableClock): Promise<SharedClock & { reread(): Promise<void> }> {
  const { database, log, jobs } = program;
  const share = (): Promise<SharedClock> => shareClock({ clock: movable, database, log, moved: () => jobs.clockMoved() });
  let shared = await share();
  return {
    set: (moment, options) => shared.set(moment, options),
    advance: (milliseconds) => shared.advance(milliseconds),
    reset: () => shared.reset(),
    close: () => shared.close(),
    async reread() {
      shared.close();
      movable.reset();
      shared = await share();
    },
  };
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
