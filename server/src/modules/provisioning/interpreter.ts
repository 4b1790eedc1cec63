import type { Context } from '../../platform/context.ts';
import type { DomainError } from '../../platform/errors.ts';
import type { Explanation, Operation, Part } from './operation.ts';

/** Parts of an operation that are to be applied now. */
export interface Task {
  readonly operation: Operation;
  readonly parts: readonly Part[];
}

/** Whose identity it is now, and whether that changed it. */
export interface Identified {
  readonly userId: string;
  readonly changed: boolean;
}

/**
 * Reads the documents of operations, which only the API that took them understands, and applies them through the modules that own users.
 * Every function works inside the caller's transaction.
 */
export interface OperationInterpreter {
  /** Creates, changes, replaces and deletes in the order given. A refusal is answered in its place or thrown; thrown, nothing may stand. */
  identify(ctx: Context, tasks: readonly Task[]): Promise<readonly (Identified | DomainError)[]>;
  /**
   * Applies parts that follow the identity, each task to the user of its operation; answers the parts that changed something.
   * @throws DomainError where any refuses: then nothing of it may stand
   */
  extend(ctx: Context, tasks: readonly Task[]): Promise<readonly (readonly Part[])[]>;
  /** A refusal in the words of the API. */
  explain(error: unknown, operation: Operation): Explanation;
}
