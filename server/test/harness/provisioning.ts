import { UserNotFound } from '../../src/modules/identity/index.ts';
import type { Identified, OperationInterpreter, Part, Task } from '../../src/modules/provisioning/index.ts';
import type { Context } from '../../src/platform/context.ts';
import { DomainError } from '../../src/platform/errors.ts';
import { person } from './people.ts';
import type { TestProgram } from './program.ts';

/** The least an operation can say: what the module does with it is the same for documents of any API. */
export interface PlainDocument {
  readonly userName?: string;
  readonly title?: string;
  /** A currency; 'fault' breaks the program. */
  readonly spend?: string;
  /** A role's code. */
  readonly role?: string;
  /** A login. */
  readonly approver?: string;
}

/** Reads plain documents, and applies them through the real modules. */
export function plainInterpreter(program: TestProgram): OperationInterpreter {
  const { identity } = program.modules;
  const documentOf = ({ operation }: Task): PlainDocument => operation.document as PlainDocument;

  const identify = async (ctx: Context, task: Task): Promise<Identified> => {
    const { userName, title } = documentOf(task);
    const { userId } = task.operation;
    if (userId === undefined)
      return {
        userId: (await identity.createUser(ctx, person({ ...(userName ? { userName } : {}), roles: [] }))).id,
        changed: true,
      };
    const before = await identity.getUser(ctx, userId);
    const after = await identity.updateUser(ctx, { userId, patch: { title } });
    return { userId, changed: after.version > before.version };
  };

  const apply = async (ctx: Context, task: Task, part: Part): Promise<void> => {
    const { spend, role, approver } = documentOf(task);
    const userId = task.operation.userId ?? '';
    if (part === 'spend') {
      if (spend === 'fault') throw new Error('nobody expected this');
      const patch = { spend: { reimbursementCurrency: spend ?? '', country: 'US', locale: 'en-US' } };
      await identity.updateUser(ctx, { userId, patch });
    }
    if (part === 'role') await identity.setRoles(ctx, { userId, roles: [{ code: role ?? '' }] });
    if (part === 'approver') {
      const found = await identity.findUserByLogin(ctx, approver ?? '');
      if (!found) throw new UserNotFound(approver ?? '');
      await identity.setApprovers(ctx, { userId, approvers: [{ kind: 'report', approverId: found.id, primary: true }] });
    }
  };

  return {
    identify: async (ctx, tasks) => {
      const answers: Identified[] = [];
      for (const task of tasks) answers.push(await identify(ctx, task));
      return answers;
    },
    extend: async (ctx, tasks) => {
      for (const task of tasks) for (const part of task.parts) await apply(ctx, task, part);
      return tasks.map(({ parts }) => parts);
    },
    explain: (error) => ({
      code: error instanceof DomainError ? 400 : 500,
      messages: [{ code: 'INVALID_INPUT', message: (error as Error).message }],
    }),
  };
}

/** Runs one of provisioning's jobs, here and now. */
export function runJob(
  program: TestProgram,
  name: string,
  given: { data: Record<string, unknown>; attempt?: number; interpreter?: OperationInterpreter },
): Promise<void> {
  const { provisioning } = program.modules;
  const jobs = provisioning.jobs(given.interpreter ?? plainInterpreter(program), program.unitOfWork, program.clock);
  const job = jobs.find((one) => one.name === name);
  if (!job) throw new Error(`There is no job ${name}`);
  return job.run({ id: 'job', data: given.data, attempt: given.attempt ?? 1, signal: new AbortController().signal });
}
