import type { Context } from '../../platform/context.ts';
import { invariant } from '../../platform/errors.ts';
import { newId } from '../../platform/ids/index.ts';
import { bulkIssues, type BulkOperation } from './bulk.ts';
import { BulkInvalid } from './errors.ts';
import type { OperationInterpreter } from './interpreter.ts';
import { applied, newOperation, remainingParts, settle, type Operation } from './operation.ts';
import { insertRequest } from './provision-queries.ts';
import { newRequest, type OperationCounts, type ProvisionRequest } from './request.ts';
import { finishRequest } from './finish.ts';

export const RUN = 'provisioning.run';

export interface Accepted {
  readonly request: ProvisionRequest;
  readonly counts: OperationCounts;
}

/**
 * Takes a bulk request: everything in it happens later, in jobs.
 * @throws BulkInvalid
 */
export async function acceptBulk(
  ctx: Context,
  bulk: { readonly failOnErrors?: number; readonly operations: readonly BulkOperation[] },
): Promise<Accepted> {
  const issues = bulkIssues(bulk.operations);
  if (issues.length > 0) throw new BulkInvalid(issues);
  const operations = bulk.operations.map((given, index) => newOperation({ ...given, position: index + 1 }));
  const request = await keep(ctx, { kind: 'bulk', failOnErrors: bulk.failOnErrors || undefined, operations });
  ctx.enqueue({ name: RUN, data: { companyId: ctx.companyId, requestId: request.id } });
  const total = operations.length;
  return { request, counts: { total, success: 0, failed: 0, pending: total } };
}

/**
 * One user's operation: its identity at once, what follows it later, in jobs.
 * @throws whatever refuses the identity: then there is no request either
 */
export async function provisionUser(
  interpreter: OperationInterpreter,
  ctx: Context,
  given: Omit<BulkOperation, 'bulkId'>,
): Promise<{ readonly request: ProvisionRequest; readonly userId: string }> {
  const asked = newOperation({ ...given, bulkId: undefined, position: 1 });
  const parts = remainingParts(asked);
  const [answer] = await interpreter.identify(ctx, [{ operation: asked, parts }]);
  invariant(answer, 'The interpreter answers nothing');
  if (answer instanceof Error) throw answer;
  const operation = settle({ ...asked, userId: answer.userId }, applied(parts, answer.changed ? parts : []));
  const request = await keep(ctx, { kind: 'user', failOnErrors: undefined, operations: [operation] });
  if (operation.state === 'pending') ctx.enqueue({ name: RUN, data: { companyId: ctx.companyId, requestId: request.id } });
  else await finishRequest(ctx, request.id);
  return { request, userId: answer.userId };
}

async function keep(
  ctx: Context,
  given: { kind: 'bulk' | 'user'; failOnErrors: number | undefined; operations: readonly Operation[] },
): Promise<ProvisionRequest> {
  const { kind, failOnErrors, operations } = given;
  const { actor } = ctx;
  invariant(actor.kind === 'company', 'Provisioning is asked for with the token of a company');
  const request = newRequest({ id: newId(ctx.clock), kind, failOnErrors, correlationId: ctx.correlationId }, ctx.clock.now());
  const principal = { appId: actor.appId, scopes: [...actor.scopes], language: ctx.language };
  await insertRequest(ctx.tx, ctx.companyId, { request, principal, operations });
  ctx.record({
    subjectKind: 'provision-request',
    subjectId: request.id,
    action: 'accepted',
    details: { kind, operations: operations.length },
  });
  return request;
}
