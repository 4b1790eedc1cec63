import { abandon, type Operation } from './operation.ts';

/** After these a request that is not done has failed, and any request is forgotten. */
const TIME_LIMIT_MS = 120 * 60_000;
const KEPT_MS = 7 * 86_400_000;

export interface ProvisionRequest {
  readonly id: string;
  readonly kind: 'bulk' | 'user';
  readonly failOnErrors: number | undefined;
  readonly correlationId: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly deadlineAt: Date;
  readonly expiresAt: Date;
  readonly completedAt: Date | undefined;
  /** Undefined until it is completed. */
  readonly success: boolean | undefined;
}

/** total = success + failed + pending. */
export interface OperationCounts {
  readonly total: number;
  readonly success: number;
  readonly failed: number;
  readonly pending: number;
}

export function newRequest(
  given: Pick<ProvisionRequest, 'id' | 'kind' | 'failOnErrors' | 'correlationId'>,
  now: Date,
): ProvisionRequest {
  return {
    ...given,
    createdAt: now,
    updatedAt: now,
    deadlineAt: new Date(now.getTime() + TIME_LIMIT_MS),
    expiresAt: new Date(now.getTime() + KEPT_MS),
    completedAt: undefined,
    success: undefined,
  };
}

export const isOverdue = (request: Pick<ProvisionRequest, 'completedAt' | 'deadlineAt'>, now: Date): boolean =>
  request.completedAt === undefined && now >= request.deadlineAt;

export const timedOut = (operation: Operation): Operation =>
  operation.state === 'pending'
    ? abandon(operation, { code: 'TIMEOUT', message: 'The provision request was not done in time.' }, 504)
    : operation;

export const withheld = (operation: Operation, failOnErrors: number): Operation =>
  abandon(operation, { code: 'NOT_PROCESSED', message: `Not begun after ${failOnErrors} failed operations.` }, 424);
