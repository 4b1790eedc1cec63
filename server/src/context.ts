import type { Config } from './config/config.ts';
import type { Clock } from './platform/clock/clock.ts';
import type { UnitOfWork } from './platform/context.ts';
import type { Database } from './platform/db/database.ts';
import { unitOfWork, type EnqueueJobs } from './platform/db/unit-of-work.ts';
import { sites, type Sites } from './platform/http/site.ts';
import type { Logger } from './platform/log.ts';

/** The modules, wired by hand: a line each, in the order of what they need. */
export function createModules() {
  return {};
}

export type Modules = ReturnType<typeof createModules>;

/** A running program without its HTTP server. */
export interface Program {
  readonly config: Config;
  readonly database: Database;
  readonly unitOfWork: UnitOfWork;
  readonly clock: Clock;
  readonly sites: Sites;
  readonly modules: Modules;
  readonly log: Logger;
  close(): Promise<void>;
}

/** Wires a migrated database, a clock and a configuration into a program. */
export async function createProgram(parts: {
  config: Config;
  database: Database;
  clock: Clock;
  log: Logger;
  enqueue: EnqueueJobs;
}): Promise<Program> {
  const { config, database, clock, log, enqueue } = parts;
  return {
    config,
    database,
    clock,
    unitOfWork: unitOfWork({ root: database.root, clock, enqueue }),
    sites: sites(config.dataCenters, config.defaultDataCenter),
    modules: createModules(),
    close: () => database.close(),
    log,
  };
}
