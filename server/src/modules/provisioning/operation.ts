/**
 * What an operation does to one user, part by part. Identity comes first, since nothing can stand without it; what a user is by itself next;
 * what it is to others last, so that a user and its approver can be asked for in one request.
 */
export const STAGES = [
  ['core', 'enterprise', 'sap'],
  ['spend', 'role', 'payroll', 'approver-limit', 'user-preference', 'invoice-preference', 'workflow-preference', 'travel'],
  ['approver', 'delegate'],
] as const;

export type Part = (typeof STAGES)[number][number];
export type Method = 'create' | 'replace' | 'change' | 'delete';
export type OperationState = 'pending' | 'success' | 'failed';
/** no-op: there was nothing to change, or what it needs has failed. not-processed: it was never begun. */
export type Result = 'success' | 'no-op' | 'error' | 'not-processed';

export interface Message {
  readonly code: string;
  readonly message: string;
  /** Where in the document, as its API writes it. */
  readonly path?: string;
  readonly type: 'error' | 'warning';
}

/** What became of one part. */
export interface Outcome {
  readonly part: Part;
  readonly result: Result;
  /** HTTP status. */
  readonly code: number;
  readonly messages?: readonly Message[];
}

export interface Operation {
  /** From 1. */
  readonly position: number;
  readonly bulkId: string | undefined;
  readonly method: Method;
  /** Undefined until a creation has succeeded. */
  readonly userId: string | undefined;
  readonly parts: readonly Part[];
  /** As it came. Undefined once the operation is done. */
  readonly document: unknown;
  readonly stage: number;
  readonly state: OperationState;
  readonly code: number | undefined;
  readonly outcomes: readonly Outcome[];
}

export const IDENTITY_STAGE = 0;
const SPEND: ReadonlySet<Part> = new Set(STAGES.flat().filter((part) => !['core', 'enterprise', 'sap', 'travel'].includes(part)));
const isIdentity = (part: Part): boolean => (STAGES[IDENTITY_STAGE] as readonly Part[]).includes(part);

/** An operation that nobody has begun. Every one touches the identity, be it only to find its user. */
export function newOperation(
  given: Pick<Operation, 'position' | 'bulkId' | 'method' | 'userId' | 'document'> & { readonly parts: readonly Part[] },
): Operation {
  const parts = STAGES.flat().filter((part) => part === 'core' || given.parts.includes(part));
  return { ...given, parts, stage: IDENTITY_STAGE, state: 'pending', code: undefined, outcomes: [] };
}

/** The parts that its stage has yet to apply. */
export const remainingParts = (operation: Operation, stage = operation.stage): Part[] =>
  (STAGES[stage] ?? []).filter(
    (part) => operation.parts.includes(part) && !operation.outcomes.some((outcome) => outcome.part === part),
  );

/** An operation after some of its parts are done: what they block is done with them, and the next stage with work for it comes. */
export function settle(operation: Operation, done: readonly Outcome[]): Operation {
  const known = [...operation.outcomes, ...done];
  const open = operation.parts.filter((part) => !known.some((outcome) => outcome.part === part));
  const outcomes = [...known, ...open.flatMap((part) => blocked(part, known))];
  const settled = { ...operation, outcomes };
  const stage = STAGES.findIndex((_, index) => remainingParts(settled, index).length > 0);
  if (stage >= 0) return { ...settled, stage };
  return close(settled);
}

/** Ends an operation: what was not done in time, or not allowed to begin, is not processed. */
export function abandon(operation: Operation, reason: Pick<Message, 'code' | 'message'>, code: number): Operation {
  const open = operation.parts.filter((part) => !operation.outcomes.some((outcome) => outcome.part === part));
  const missed = open.map((part): Outcome => ({ part, result: 'not-processed', code, messages: [{ ...reason, type: 'error' }] }));
  return close({ ...operation, outcomes: [...operation.outcomes, ...missed] });
}

function close(operation: Operation): Operation {
  const failure = operation.outcomes.find(({ result }) => result === 'error' || result === 'not-processed');
  const state = failure ? 'failed' : 'success';
  return { ...operation, document: undefined, stage: STAGES.length, state, code: failure?.code };
}

/** Nothing stands without the identity, and no other spend part without the spend profile. */
function blocked(part: Part, known: readonly Outcome[]): Outcome[] {
  const failed = (blocks: (part: Part) => boolean): Outcome | undefined =>
    known.find((outcome) => outcome.result === 'error' && blocks(outcome.part));
  const blocker = failed(isIdentity) ?? (SPEND.has(part) ? failed((one) => one === 'spend') : undefined);
  if (!blocker) return [];
  const message = `Not begun, because ${isIdentity(blocker.part) ? 'the identity' : 'the spend user'} failed.`;
  return [{ part, result: 'no-op', code: 200, messages: [{ code: 'BLOCKED', message, type: 'warning' }] }];
}

/** Parts that were applied together, of which these changed something. */
export const applied = (parts: readonly Part[], changed: readonly Part[]): Outcome[] =>
  parts.map((part) => ({ part, result: changed.includes(part) ? 'success' : 'no-op', code: 200 }));

/** A failure in the words of the API that asked; a message may say to which part it belongs. */
export interface Explanation {
  readonly code: number;
  readonly messages: readonly (Omit<Message, 'type'> & { readonly part?: Part })[];
}

/** What a failure means to the parts that were tried together: those it names have failed, or else the first. */
export function failures(tried: readonly Part[], { code, messages }: Explanation): Outcome[] {
  const [first] = tried;
  if (!first) return [];
  if (messages.length === 0) return [{ part: first, result: 'error', code }];
  const of = (part: Part | undefined): Part => (part && tried.includes(part) ? part : first);
  return [...Map.groupBy(messages, ({ part }) => of(part))].map(([part, said]) => ({
    part,
    result: 'error',
    code,
    messages: said.map(({ part: _part, ...message }): Message => ({ ...message, type: 'error' })),
  }));
}
