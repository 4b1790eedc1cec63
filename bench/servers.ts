import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Sandbox } from '../conformance/target.ts';
import { startPostgres, type TestPostgres } from '../server/test/harness/postgres.ts';

export type Engine = 'embedded' | 'server';

/** A program that answers, and what it costs. */
export interface Running {
  readonly base: string;
  /** Milliseconds from the start of the process to its first answer. */
  readonly readyAfter: number;
  /** Resident memory in MiB. */
  memory(): number;
  /** Processor time so far, in milliseconds. */
  processor(): number;
  stop(): Promise<void>;
}

const CLI = new URL('../server/src/cli/main.ts', import.meta.url).pathname;
const FLOOR = new URL('floor.ts', import.meta.url).pathname;

/** The place where both programs find their data: a folder, and for the server engine a database of its own for each. */
export class Ground {
  readonly engine: Engine;
  readonly folder: string;
  readonly #postgres: TestPostgres | undefined;
  readonly databaseUrl: string | undefined;

  private constructor(engine: Engine, folder: string, postgres?: TestPostgres, databaseUrl?: string) {
    this.engine = engine;
    this.folder = folder;
    this.#postgres = postgres;
    this.databaseUrl = databaseUrl;
  }

  static async prepare(engine: Engine): Promise<Ground> {
    const folder = await mkdtemp(join(tmpdir(), 'perdiem-bench-'));
    if (engine === 'embedded') return new Ground(engine, folder);
    const postgres = await startPostgres();
    return new Ground(engine, folder, postgres, await postgres.freshUrl());
  }

  /** The floor's data: the same database on a server, a copy of the folder where only one process may hold it. */
  async floorData(): Promise<string> {
    if (this.databaseUrl) return this.databaseUrl;
    const copy = join(this.folder, 'floor');
    await cp(join(this.folder, 'database'), copy, { recursive: true });
    return copy;
  }

  /** Processor time of the database's own processes, in milliseconds: none where it lives in the program. */
  processor(): number {
    if (!this.#postgres) return 0;
    const { pid } = this.#postgres;
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
    const living = all.reduce((total, name) => total + (parentOf(Number(name)) === pid ? processorOf(Number(name)) : 0), 0);
    return living + endedOf(pid);
  }

  sandbox(): Sandbox {
    return JSON.parse(readFileSync(join(this.folder, 'sandbox.json'), 'utf8')) as Sandbox;
  }

  async leave(): Promise<void> {
    await this.#postgres?.stop();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** Fields of /proc/PID/stat behind the name of the program, which may hold anything; none of a process that is gone. */
function statOf(pid: number): string[] {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  } catch {
    return [];
  }
}
const parentOf = (pid: number): number => Number(statOf(pid)[1] ?? -1);
/** Two neighbouring fields, in hundredths of a second. */
const ticksAt = (pid: number, field: number): number =>
  10 * (Number(statOf(pid)[field] ?? 0) + Number(statOf(pid)[field + 1] ?? 0));
const processorOf = (pid: number): number => ticksAt(pid, 11);
/** Of its children that have ended. */
const endedOf = (pid: number): number => ticksAt(pid, 13);

export async function startOurs(ground: Ground): Promise<Running> {
  const started = performance.now();
  const url = ground.databaseUrl ? ['--database-url', ground.databaseUrl] : [];
  // Limits are not what is measured here.
  const env = { ...process.env, RATE_LIMIT_PER_APP: '1000000000', RATE_LIMIT_PER_ADDRESS: '1000000000' };
  await rm(join(ground.folder, 'sandbox.json'), { force: true });
  const child = spawn(process.execPath, [CLI, 'start', '--port', '0', '--data', ground.folder, ...url], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const base = await untilReady(child, join(ground.folder, 'sandbox.json'));
  return running(child, base, performance.now() - started);
}

export async function startFloor(ground: Ground, jwk: unknown): Promise<Running & { readonly signingLimit: number }> {
  const started = performance.now();
  const settings = { engine: ground.engine, data: await ground.floorData(), jwk };
  const child = fork(FLOOR, {
    env: { ...process.env, FLOOR: JSON.stringify(settings) },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [{ port, limit }] = (await once(child, 'message')) as [{ port: number; limit: number }];
  return { ...running(child, `http://127.0.0.1:${port}`, performance.now() - started), signingLimit: limit };
}

function running(child: ChildProcess, base: string, readyAfter: number): Running {
  return {
    base,
    readyAfter,
    memory: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1] ?? 0) / 1024,
    processor: () => processorOf(child.pid ?? 0),
    stop: async () => {
      if (child.exitCode !== null) return;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

async function untilReady(child: ChildProcess, file: string): Promise<string> {
  for (let waited = 0; waited < 120_000; waited += 20) {
    if (child.exitCode !== null) throw new Error(`The program ended with ${child.exitCode}`);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    const base = text && (JSON.parse(text) as Sandbox).baseUrl;
    if (
      base &&
      (await fetch(`${base}/readyz`).then(
        (answer) => answer.ok,
        () => false,
      ))
    )
      return base;
    await sleep(20);
  }
  child.kill('SIGKILL');
  throw new Error('The program was not ready after two minutes');
}
