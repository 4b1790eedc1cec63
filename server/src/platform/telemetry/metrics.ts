import cluster from 'node:cluster';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Database, ServerDatabase } from '../db/database.ts';
import type { JobObserver } from '../jobs/jobs.ts';
import { exposeMetrics, offerMetrics } from './cluster-metrics.ts';

/** Numbers for Prometheus. Labels come from declared operations, job names and status codes only, never from what a caller sends. */
export interface Metrics {
  readonly jobs: JobObserver;
  answered(operation: string, status: number, seconds: number): void;
  /** The exposition text and its media type. */
  expose(): Promise<{ readonly text: string; readonly contentType: string }>;
  close(): void;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

export function createMetrics(database: Database): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const requests = new Histogram({
    name: 'perdiem_request_duration_seconds',
    help: 'Time to answer a request',
    labelNames: ['operation', 'status'],
    buckets: SECONDS,
    registers,
  });
  const jobDuration = new Histogram({
    name: 'perdiem_job_duration_seconds',
    help: 'Time of one attempt of a job',
    labelNames: ['job'],
    buckets: [0.01, 0.05, 0.25, 1, 5, 30, 120],
    registers,
  });
  const jobOutcomes = new Counter({
    name: 'perdiem_job_attempts_total',
    help: 'Attempts of jobs by outcome: completed, failed (runs again) or dead',
    labelNames: ['job', 'outcome'],
    registers,
  });
  if (database.engine === 'server') watchPool(database, registers);
  if (cluster.isWorker) offerMetrics([ofProcess(), registry]);
  return {
    jobs: {
      ran: (job, outcome, seconds) => {
        jobDuration.observe({ job }, seconds);
        jobOutcomes.inc({ job, outcome });
      },
    },
    answered: (operation, status, seconds) => requests.observe({ operation, status: String(status) }, seconds),
    expose: async () => ({ text: await exposeMetrics([ofProcess(), registry]), contentType: registry.contentType }),
    close: () => registry.clear(),
  };
}

let processRegistry: Registry | undefined;

/** Event-loop lag, memory, garbage collection, handles: watched once in a process, from the first time that anybody asks. */
function ofProcess(): Registry {
  if (!processRegistry) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry, prefix: 'perdiem_' });
  }
  return processRegistry;
}

function watchPool({ pool, lanes }: Pick<ServerDatabase, 'pool' | 'lanes'>, registers: Registry[]): void {
  const connections = new Gauge({
    name: 'perdiem_database_connections',
    help: 'Connections of the pool by state; waiting counts callers without one',
    labelNames: ['state'],
    registers,
    collect: () => {
      connections.set({ state: 'busy' }, pool.totalCount - pool.idleCount);
      connections.set({ state: 'idle' }, pool.idleCount);
      connections.set({ state: 'waiting' }, lanes.waitingCount);
    },
  });
}
