import type { Modules } from '../../../context.ts';
import type { Identified, OperationInterpreter, Part, Task } from '../../../modules/provisioning/index.ts';
import type { Context } from '../../../platform/context.ts';
import { DomainError } from '../../../platform/errors.ts';
import { ServerFault } from '../../../platform/http/refusals.ts';
import { messagesOf, statusOf } from '../../dialects/scim/scim.ts';
import { creationOf, patchIdentity, replaceIdentity } from './identity-part.ts';
import { partOf } from './parts.ts';
import { changeSpendParts, startSpendParts } from './spend-part.ts';
import { changeTravelPart } from './travel-part.ts';

type Deps = Pick<Modules, 'identity'>;

/** Reads the SCIM documents of operations, and applies them through the modules that own users. */
export const scimInterpreter = ({ identity }: Deps): OperationInterpreter => ({
  identify: async (ctx, tasks) => {
    const answers: (Identified | DomainError)[] = [];
    // Creations that follow each other are made together.
    for (let at = 0; at < tasks.length;) {
      const next = tasks.findIndex(({ operation }, index) => index >= at && operation.method !== 'create');
      const run = tasks.slice(at, next < 0 ? tasks.length : next);
      const one = tasks[at];
      if (run.length > 0) answers.push(...(await createAll({ identity }, ctx, run)));
      else if (one) answers.push(await changeOne({ identity }, ctx, one));
      at += Math.max(run.length, 1);
    }
    return answers;
  },
  extend: async (ctx, tasks) => {
    const fresh = tasks.filter(({ operation }) => operation.method === 'create').map(spendingIn);
    const starting = fresh.filter(({ parts }) => parts.length > 0);
    if (starting.length > 0) await startSpendParts(identity, ctx, starting);
    const changed: Part[][] = [];
    for (const task of tasks) changed.push(await extendOne({ identity }, ctx, task));
    return changed;
  },
  explain: (given) => {
    const error = given instanceof DomainError ? given : new ServerFault();
    return {
      code: statusOf(error),
      messages: messagesOf(error).map(({ code, message, schemaPath: path }) =>
        path === undefined ? { code, message } : { code, message, path, part: partOf(path) },
      ),
    };
  },
});

async function createAll({ identity }: Deps, ctx: Context, tasks: readonly Task[]): Promise<(Identified | DomainError)[]> {
  const read = tasks.map(({ operation }) => orRefusal(() => creationOf(ctx, operation)));
  const created = await identity.createUsers(
    ctx,
    read.flatMap((one) => (one instanceof DomainError ? [] : [one])),
  );
  const next = created.values();
  return read.map((one) => {
    if (one instanceof DomainError) return one;
    const answer = next.next().value;
    if (!answer) throw new Error('A creation was not answered');
    return 'error' in answer ? answer.error : { userId: answer.user.id, changed: true };
  });
}

const spendingIn = ({ operation, parts }: Task): Task => ({ operation, parts: parts.filter((part) => part !== 'travel') });

/** A new user's spending has been done before: all of it is changed. */
async function extendOne({ identity }: Deps, ctx: Context, task: Task): Promise<Part[]> {
  const spending = spendingIn(task);
  const done = task.operation.method === 'create' || spending.parts.length === 0;
  const changed = done ? [...spending.parts] : [...(await changeSpendParts(identity, ctx, spending))];
  const travels = task.parts.includes('travel') && (await changeTravelPart(identity, ctx, task.operation));
  return travels ? [...changed, 'travel'] : changed;
}

async function changeOne({ identity }: Deps, ctx: Context, { operation }: Task): Promise<Identified> {
  const { userId = '', method } = operation;
  if (method === 'delete') {
    await identity.deleteUser(ctx, { userId });
    return { userId, changed: true };
  }
  const change = method === 'replace' ? replaceIdentity : patchIdentity;
  return { userId, changed: await change(identity, ctx, operation) };
}

function orRefusal<T>(read: () => T): T | DomainError {
  try {
    return read();
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}
