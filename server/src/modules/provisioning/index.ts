import type { Clock } from '../../platform/clock/clock.ts';
import type { Context, UnitOfWork } from '../../platform/context.ts';
import { acceptBulk, provisionUser, type Accepted } from './accept.ts';
import type { BulkOperation } from './bulk.ts';
import type { OperationInterpreter } from './interpreter.ts';
import { provisioningJobs } from './jobs.ts';
import { statusOf } from './status-of.ts';

export type { Accepted } from './accept.ts';
export { OPERATIONS_AT_MOST, type BulkOperation } from './bulk.ts';
export * from './errors.ts';
export type { Identified, OperationInterpreter, Task } from './interpreter.ts';
export { type Explanation, type Message, type Operation, type OperationState, type Outcome, type Part } from './operation.ts';
export type { OperationCounts, ProvisionRequest } from './request.ts';
export type { OperationsWish, ProvisionStatus } from './status-of.ts';

/**
 * Requests to make, change, replace and delete users: identity first, what follows it in jobs, and a status for seven days. What the
 * operations mean is told by an interpreter of the API that took them.
 */
export function createProvisioning() {
  return {
    acceptBulk: (
      ctx: Context,
      bulk: { readonly failOnErrors?: number; readonly operations: readonly BulkOperation[] },
    ): Promise<Accepted> => acceptBulk(ctx, bulk),
    provisionUser: (interpreter: OperationInterpreter, ctx: Context, given: Omit<BulkOperation, 'bulkId'>) =>
      provisionUser(interpreter, ctx, given),
    statusOf,
    jobs: (interpreter: OperationInterpreter, work: UnitOfWork, clock: Clock) => provisioningJobs(interpreter, work, clock),
  };
}

export type Provisioning = ReturnType<typeof createProvisioning>;
