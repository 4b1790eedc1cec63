import cluster, { type Worker } from 'node:cluster';
import type { Logger } from '../log.ts';
import { answerMetrics } from '../telemetry/cluster-metrics.ts';

export class ProcessesRefused extends Error {
  override readonly name = 'ProcessesRefused';
}

/** Throws `ProcessesRefused`, in one line for people, for more processes than the engine can have. */
export function assertProcesses(engine: 'embedded' | 'server', processes: number): void {
  if (!Number.isSafeInteger(processes) || processes < 1 || processes > 256)
    throw new ProcessesRefused(`--processes must be a number from 1 to 256, not ${processes}.`);
  if (engine === 'embedded' && processes > 1)
    throw new ProcessesRefused('Several processes need a PostgreSQL server: give --database-url, or leave --processes out.');
}

const READY = 'perdiem.ready';
const GRACE_SECONDS = 30;
/** A worker that lived so long did not die of how it starts. */
const STEADY_MS = 30_000;
const LONGEST_PAUSE_MS = 30_000;

/** Whether this process was started by `runPrimary` to serve. */
export const isWorker = (): boolean => cluster.isWorker;

/** A worker says that it serves. */
export function announceReady(): void {
  if (cluster.isWorker) process.send?.(READY);
}

/**
 * Starts this program `processes` times to share its port, and starts a dead one again, after a pause that doubles while they keep
 * dying. Answers the exit code when all have ended: after SIGTERM or SIGINT, for which each gets `graceSeconds` to finish what it
 * does, or because one failed before all were ready the first time: then what it printed says why.
 */
export function runPrimary(options: {
  processes: number;
  log: Logger;
  graceSeconds?: number;
  /** Once, when all serve. */
  onReady?: () => void;
}): Promise<number> {
  const { processes, log, graceSeconds = GRACE_SECONDS, onReady } = options;
  const workers = new Set<Worker>();
  const ready = new Set<Worker>();
  const pauses = new Set<NodeJS.Timeout>();
  let state: 'starting' | 'serving' | 'stopping' = 'starting';
  let exitCode = 0;
  let deaths = 0;

  answerMetrics();
  return new Promise((resolve) => {
    const finish = (): void => {
      process.off('SIGTERM', stop);
      process.off('SIGINT', stop);
      resolve(exitCode);
    };
    const stop = (): void => {
      if (state === 'stopping') return;
      state = 'stopping';
      for (const pause of pauses) clearTimeout(pause);
      if (workers.size === 0) return finish();
      for (const worker of workers) worker.process.kill('SIGTERM');
      setTimeout(() => workers.forEach((worker) => worker.process.kill('SIGKILL')), graceSeconds * 1000).unref();
    };
    const start = (): void => {
      const worker = cluster.fork();
      const born = performance.now();
      workers.add(worker);
      worker.on('message', (message: unknown) => {
        if (message !== READY) return;
        ready.add(worker);
        if (state !== 'starting' || ready.size < processes) return;
        state = 'serving';
        onReady?.();
      });
      worker.once('exit', (code: number | null, signal: string | null) => {
        workers.delete(worker);
        ready.delete(worker);
        if (state === 'starting') {
          exitCode = 1;
          stop();
        }
        if (state === 'stopping') {
          if (workers.size === 0) finish();
          return;
        }
        deaths = performance.now() - born > STEADY_MS ? 1 : deaths + 1;
        const pause = Math.min(LONGEST_PAUSE_MS, 100 * 2 ** (deaths - 1));
        log.error({ pid: worker.process.pid, exit: code ?? signal, pause }, 'a process died and will be started again');
        const timer = setTimeout(() => {
          pauses.delete(timer);
          start();
        }, pause);
        pauses.add(timer);
      });
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    for (let count = 0; count < processes; count++) start();
  });
}

/**
 * Waits for SIGTERM or SIGINT, lets `stop` finish what is under way, and answers the exit code: 1 if that failed or took longer
 * than `graceSeconds`. Further signals change nothing: a terminal and the primary may both send one.
 */
export function untilStopped(stop: () => Promise<void>, graceSeconds = GRACE_SECONDS): Promise<number> {
  return new Promise((resolve) => {
    let stopping = false;
    const begin = (): void => {
      if (stopping) return;
      stopping = true;
      setTimeout(() => resolve(1), graceSeconds * 1000).unref();
      stop().then(
        () => resolve(0),
        () => resolve(1),
      );
    };
    process.on('SIGTERM', begin);
    process.on('SIGINT', begin);
  });
}
