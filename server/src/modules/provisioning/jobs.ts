import type { Clock } from '../../platform/clock/clock.ts';
import type { UnitOfWork } from '../../platform/context.ts';
import { invariant } from '../../platform/errors.ts';
import type { JobDefinition } from '../../platform/jobs/jobs.ts';
import { RUN } from './accept.ts';
import type { OperationInterpreter } from './interpreter.ts';
import { deleteExpired, selectOverdue } from './provision-queries.ts';
import { runRequest } from './run-request.ts';

/** Attempts at a whole request before one that fails for no reason the business knows counts against its operation. */
const PATIENCE = 3;
/** Requests of one sweep's transaction. */
const SWEPT = 500;

/** A request's work, and what the clock does to requests. */
export const provisioningJobs = (interpreter: OperationInterpreter, work: UnitOfWork, clock: Clock): JobDefinition[] => [
  {
    name: RUN,
    concurrency: 2,
    run: async ({ data, attempt, signal }) => {
      const { companyId, requestId } = data;
      invariant(typeof companyId === 'string' && typeof requestId === 'string', 'A request to run is named by two ids');
      await runRequest(interpreter, work, { companyId, requestId }, { signal, isolateFaults: attempt > PATIENCE });
    },
  },
  {
    name: 'provisioning.time-out',
    schedule: '* * * * *',
    run: async ({ id, signal }) => {
      const overdue = await work.read({ actor: { kind: 'system' }, correlationId: id }, (ctx) =>
        selectOverdue(ctx.tx, clock.now(), SWEPT),
      );
      for (const key of overdue) await runRequest(interpreter, work, key, { signal, isolateFaults: false });
    },
  },
  {
    name: 'provisioning.purge',
    schedule: '41 * * * *',
    run: async ({ id }) => {
      const purge = () =>
        work.write({ actor: { kind: 'system' }, correlationId: id }, (ctx) => deleteExpired(ctx.tx, clock.now(), SWEPT));
      while ((await purge()) === SWEPT);
    },
  },
];
