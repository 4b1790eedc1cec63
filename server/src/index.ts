import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { defaults } from './config/config.ts';
import { startProgram } from './main.ts';
import type { SandboxClock } from './start/installation.ts';
import type { SandboxFile } from './start/sandbox-file.ts';
import { StartRefused } from './start/refusal.ts';

export type { SandboxFile, SandboxUser } from './start/sandbox-file.ts';
export type { SandboxClock } from './start/installation.ts';

export interface SandboxOptions {
  /** A free one, unless told otherwise. */
  readonly port?: number;
  /** Where the data stays; without it the database is in memory and everything is gone after `stop`. */
  readonly dataDir?: string;
  /** A PostgreSQL server in place of the embedded database. */
  readonly databaseUrl?: string;
}

/** The whole platform with its demo company, in the process that asked for it. */
export interface RunningSandbox {
  readonly baseUrl: string;
  /** Logins, passwords, client id and secret: the content of sandbox.json. */
  readonly sandbox: SandboxFile;
  /** The platform's time. */
  readonly clock: SandboxClock & {
    now(): Date;
    /** Stops the clock, where it stands or at a moment. */
    freeze(moment?: Date): Promise<void>;
  };
  /** Everything as it was at the start of the demo company's life; the request token in `sandbox` is a new one then. */
  reset(): Promise<void>;
  snapshot(name: string): Promise<void>;
  restore(name: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a sandbox for the tests of a program that uses it. Throws what `perdiem start` would say. */
export async function startSandbox(options: SandboxOptions = {}): Promise<RunningSandbox> {
  const temporary = options.dataDir === undefined ? await mkdtemp(join(tmpdir(), 'perdiem-sandbox-')) : undefined;
  const config = {
    ...defaults,
    port: options.port ?? 0,
    dataDir: resolve(temporary ?? options.dataDir ?? ''),
    databaseUrl: options.databaseUrl,
  };
  const forget = async (): Promise<void> => {
    if (temporary) await rm(temporary, { recursive: true, force: true });
  };
  try {
    const running = await startProgram(config, { inMemory: temporary !== undefined });
    const { sandbox, clock, program, baseUrl } = running;
    if (!sandbox || !clock) throw new StartRefused('The program runs without its sandbox.');
    return {
      baseUrl,
      get sandbox() {
        return sandbox.file();
      },
      clock: {
        ...clock,
        now: () => program.clock.now(),
        freeze: (moment) => clock.set(moment ?? program.clock.now(), { frozen: true }),
      },
      reset: async () => void (await sandbox.reset()),
      snapshot: async (name) => void (await sandbox.snapshot(name)),
      restore: async (name) => void (await sandbox.restore(name)),
      stop: async () => {
        await running.stop();
        await forget();
      },
    };
  } catch (error) {
    await forget();
    throw error;
  }
}
