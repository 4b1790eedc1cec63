import type { Caller, Context, UnitOfWork } from '../../platform/context.ts';
import { DomainError } from '../../platform/errors.ts';
import { OPERATIONS_AT_MOST } from './bulk.ts';
import { finishRequest } from './finish.ts';
import type { Identified, OperationInterpreter, Task } from './interpreter.ts';
import { applied, failures, IDENTITY_STAGE, remainingParts, settle, type Operation, type Outcome } from './operation.ts';
import {
  countFailed,
  selectOperations,
  selectPrincipal,
  selectRequest,
  touchRequest,
  updateOperations,
  type RequestKey,
} from './provision-queries.ts';
import { isOverdue, timedOut, withheld, type ProvisionRequest } from './request.ts';

/** How much one transaction takes on: many operations; or one; or one part of one. */
interface Reach {
  readonly operations: number;
  readonly onePart: boolean;
}

const ALL: Reach = { operations: OPERATIONS_AT_MOST, onePart: false };

/** What this task cannot do, found in a transaction that left nothing. */
interface Blame {
  readonly position: number;
  readonly error: unknown;
}

interface Attempt {
  /** Aborted when the program stops. */
  readonly signal: AbortSignal;
  /** Also what is no refusal counts against the operation that meets it: otherwise one of them would hold up all others for ever. */
  readonly isolateFaults: boolean;
}

/**
 * Applies what a request has left to do and writes what became of it, each in the transaction that applies it: broken off anywhere, it can be run
 * again. Several at once take turns. Many operations go into one transaction; where one refuses, that transaction leaves nothing and
 * smaller ones find the culprit.
 */
export async function runRequest(
  interpreter: OperationInterpreter,
  work: UnitOfWork,
  key: RequestKey,
  { signal, isolateFaults }: Attempt,
): Promise<void> {
  const caller = await callerOf(work, key);
  if (!caller) return;
  let reach = ALL;
  let blame: Blame | undefined;
  for (;;) {
    signal.throwIfAborted();
    const tried: Task[] = [];
    try {
      const left = await work.write(caller, (ctx) => advance(interpreter, ctx, key, { reach, blame, tried }));
      if (!left) return;
      reach = wider(reach, tried);
      blame = undefined;
    } catch (error) {
      if (error instanceof TooFar) reach = { operations: error.operations, onePart: false };
      else if (error instanceof DomainError || (isolateFaults && !blame)) [reach, blame] = narrower(tried, error);
      else throw error;
    }
  }
}

/** More operations failed than the request allows, and this transaction began some after that. */
class TooFar extends Error {
  readonly operations: number;
  constructor(operations: number) {
    super('More operations were begun than may be');
    this.operations = operations;
  }
}

/** Part by part to the end of a stage, once it came to that; else twice as much as went well. */
function wider(reach: Reach, [first]: readonly Task[]): Reach {
  if (reach.onePart && first && remainingParts(first.operation).length > first.parts.length) return reach;
  return { operations: Math.min(reach.operations * 2, OPERATIONS_AT_MOST), onePart: false };
}

function narrower(tried: readonly Task[], error: unknown): [Reach, Blame | undefined] {
  const [first] = tried;
  if (!first) throw error;
  if (tried.length > 1) return [{ operations: Math.floor(tried.length / 2), onePart: false }, undefined];
  if (first.operation.stage !== IDENTITY_STAGE && first.parts.length > 1) return [{ operations: 1, onePart: true }, undefined];
  return [
    { operations: 1, onePart: true },
    { position: first.operation.position, error },
  ];
}

/** The app that asked, with the rights it had then. */
async function callerOf(work: UnitOfWork, key: RequestKey): Promise<Caller | undefined> {
  const system: Caller = { actor: { kind: 'system' }, companyId: key.companyId, correlationId: key.requestId };
  const principal = await work.read(system, (ctx) => selectPrincipal(ctx.tx, key));
  if (!principal) return undefined;
  const { appId, scopes, correlationId, language } = principal;
  return { actor: { kind: 'company', companyId: key.companyId, appId, scopes: new Set(scopes) }, correlationId, language };
}

/** One transaction's worth. Answers whether anything is left. */
async function advance(
  interpreter: OperationInterpreter,
  ctx: Context,
  key: RequestKey,
  unit: { readonly reach: Reach; readonly blame: Blame | undefined; readonly tried: Task[] },
): Promise<boolean> {
  const request = await selectRequest(ctx.tx, key, { lock: true });
  if (!request || request.completedAt) return false;
  const pending = await selectOperations(ctx.tx, key, { state: 'pending' });
  if (isOverdue(request, ctx.clock.now())) return write(ctx, key, pending, pending.map(timedOut));
  const tasks = nextTasks(pending, unit.reach);
  unit.tried.splice(0, unit.tried.length, ...tasks);
  const done =
    unit.blame && unit.blame.position === tasks[0]?.operation.position
      ? [refused(interpreter, tasks[0], unit.blame.error)]
      : await apply(interpreter, ctx, tasks);
  const begins = tasks[0]?.operation.stage === IDENTITY_STAGE;
  return write(ctx, key, pending, [...done, ...(begins ? await withhold(ctx, request, { pending, done }) : [])]);
}

/** The earliest stage's work, as much of it as the reach allows. */
function nextTasks(pending: readonly Operation[], { operations, onePart }: Reach): Task[] {
  const stage = Math.min(...pending.map((operation) => operation.stage));
  return pending
    .filter((operation) => operation.stage === stage)
    .slice(0, operations)
    .map((operation) => {
      const parts = remainingParts(operation);
      return { operation, parts: onePart && stage !== IDENTITY_STAGE ? parts.slice(0, 1) : parts };
    });
}

async function apply(interpreter: OperationInterpreter, ctx: Context, tasks: readonly Task[]): Promise<Operation[]> {
  if (tasks[0]?.operation.stage !== IDENTITY_STAGE) {
    const changed = await interpreter.extend(ctx, tasks);
    return tasks.map(({ operation, parts }, index) => settle(operation, applied(parts, changed[index] ?? [])));
  }
  const answers = await interpreter.identify(ctx, tasks);
  return tasks.map((task, index) => {
    const answer = answers[index];
    return answer && !(answer instanceof Error) ? found(task, answer) : refused(interpreter, task, answer);
  });
}

const found = ({ operation, parts }: Task, { userId, changed }: Identified): Operation =>
  settle({ ...operation, userId }, applied(parts, changed ? parts : []));

function refused(interpreter: OperationInterpreter, { operation, parts }: Task, error: unknown): Operation {
  const outcomes: Outcome[] = failures(parts, interpreter.explain(error, operation));
  return settle(operation, outcomes);
}

/** What may no longer begin. @throws TooFar when some of it just did */
async function withhold(
  ctx: Context,
  request: ProvisionRequest,
  { pending, done }: { readonly pending: readonly Operation[]; readonly done: readonly Operation[] },
): Promise<Operation[]> {
  const { failOnErrors } = request;
  if (!failOnErrors) return [];
  const failedNow = done.filter(({ state }) => state === 'failed');
  if (failedNow.length === 0) return [];
  const before = await countFailed(ctx.tx, { companyId: ctx.companyId, requestId: request.id });
  const last = failedNow[failOnErrors - before - 1];
  if (!last) return [];
  const begun = done.indexOf(last) + 1;
  if (begun < done.length) throw new TooFar(begun);
  const known = new Set(done.map(({ position }) => position));
  return pending
    .filter(({ position, stage }) => !known.has(position) && stage === IDENTITY_STAGE)
    .map((operation) => withheld(operation, failOnErrors));
}

async function write(ctx: Context, key: RequestKey, pending: readonly Operation[], done: readonly Operation[]): Promise<boolean> {
  await updateOperations(ctx.tx, key, done);
  const ended = done.filter(({ state }) => state !== 'pending').length;
  if (ended === pending.length) await finishRequest(ctx, key.requestId);
  else await touchRequest(ctx.tx, key, ctx.clock.now());
  return ended < pending.length;
}
