import { normalizeCurrency, parseAmount } from '../../platform/money/money.ts';
import { DefinitionRefused } from './errors.ts';

/**
 * Who decides at a step. MANAGER, CO_APPROVER, ACCT_CLERK and EXTERNAL_SYSTEM are the codes of the documented events
 * (event-topics/expense/v4.expense-events); the others follow their manner, see docs/decisions/0080-workflow-roles.md.
 * - MANAGER: the owner's primary approver. MANAGER_2: the second one, or else the primary approver's own.
 * - AUTH_APPROVER: whoever has the least limit that is enough. BUDGET_APPROVER: the owner's approver of budgets.
 * - CO_APPROVER: for each cost object its approvers, in parallel.
 * - ACCT_CLERK: anyone with the processor's role. RECEIPT_HOLD: the same, or a program.
 * - EXTERNAL_SYSTEM: a program with a company token.
 */
export const STEP_ROLES = [
  'MANAGER',
  'MANAGER_2',
  'AUTH_APPROVER',
  'CO_APPROVER',
  'BUDGET_APPROVER',
  'ACCT_CLERK',
  'RECEIPT_HOLD',
  'EXTERNAL_SYSTEM',
] as const;
export type StepRole = (typeof STEP_ROLES)[number];

export const STEP_ACTIONS = ['approve', 'forward', 'send-back', 'recall'] as const;
export type StepAction = (typeof STEP_ACTIONS)[number];

/** What to do where a step's approver cannot be asked: refuse the action that leads there, or pass the step over. */
export type Otherwise = 'refuse' | 'skip';

export interface StepDefinition {
  readonly role: StepRole;
  /** The status of an item that waits here. */
  readonly approvalStatus: string;
  /** What an administrator named the step so that programs know it; null for most. */
  readonly stepCode: string | null;
  /** Whether an item that stops here is told to programs; true unless told. */
  readonly notify?: boolean;
  /** What may be done here; all but forwarding unless told. */
  readonly actions?: readonly StepAction[];
  /** An approval needs a comment too. */
  readonly commentRequired?: boolean;
  /** Receipts are looked at here: nothing is approved before all have been. */
  readonly reviewsReceipts?: boolean;
  /** The step is for items of this amount and above, in plain decimal notation. */
  readonly from?: { readonly amount: string; readonly currency: string };
  /** The step is for items of which all of these are true; the item's module says which there are. */
  readonly onlyWhen?: readonly string[];
  /** Nobody is assigned, or nobody may decide about as much; `refuse` unless told, as for the next two. */
  readonly whenMissing?: Otherwise;
  /** The owner is the approver. */
  readonly whenOwner?: Otherwise;
  /** The approver has left, or lost the role. */
  readonly whenInactive?: Otherwise;
  /** Pass the step over when its approver has approved the item at an earlier step of this walk. */
  readonly skipWhenRepeated?: boolean;
  /** Of a CO_APPROVER step: the fields of the item that name cost objects. */
  readonly costObjectFields?: readonly string[];
  /** Of a CO_APPROVER step: its approvers see the cost objects of others too ("Filter expenses to those that are applicable" is off). */
  readonly showsAllCostObjects?: boolean;
  /** After so many hours the item has this status, and waits on. */
  readonly timeout?: { readonly hours: number; readonly approvalStatus: string };
}

export interface NewDefinition {
  readonly name: string;
  /** In order; at least one. */
  readonly steps: readonly StepDefinition[];
}

const DEFAULT_ACTIONS: readonly StepAction[] = ['approve', 'send-back', 'recall'];

export const allows = (step: StepDefinition, action: StepAction): boolean => (step.actions ?? DEFAULT_ACTIONS).includes(action);

/** At a step of an external system a program is always told: event-topics/expense/v4.expense-events. */
export const isTold = (step: StepDefinition): boolean => step.role === 'EXTERNAL_SYSTEM' || step.notify !== false;

/** @throws DefinitionRefused naming the step that cannot be walked */
export function checkDefinition({ steps }: NewDefinition): void {
  if (steps.length === 0) throw new DefinitionRefused('steps', 'A workflow has at least one step.');
  for (const [index, step] of steps.entries()) {
    const problem = problemOf(step);
    if (problem) throw new DefinitionRefused(`steps[${index}].${problem[0]}`, problem[1]);
  }
}

function problemOf(step: StepDefinition): [member: string, problem: string] | undefined {
  if (!STEP_ROLES.includes(step.role)) return ['role', `must be one of ${STEP_ROLES.join(', ')}`];
  if (!/^\w{1,6}$/.test(step.approvalStatus)) return ['approvalStatus', 'must be one to six letters, digits or underscores'];
  if (step.stepCode !== null && !/^\w{1,10}$/.test(step.stepCode)) return ['stepCode', 'must be one to ten letters or digits'];
  if (!allows(step, 'approve')) return ['actions', 'must contain approve: nothing would leave the step'];
  if (step.from && !isMoney(step.from)) return ['from', 'must be an amount and a currency'];
  if ((step.role === 'CO_APPROVER') !== (step.costObjectFields !== undefined && step.costObjectFields.length > 0))
    return ['costObjectFields', 'must name fields at a step of cost objects, and only there'];
  if (step.timeout && !(step.timeout.hours > 0 && /^\w{1,6}$/.test(step.timeout.approvalStatus)))
    return ['timeout', 'must be more than no hours, and name a status'];
  return undefined;
}

function isMoney({ amount, currency }: { amount: string; currency: string }): boolean {
  try {
    return parseAmount(amount).gte(0) && normalizeCurrency(currency) === currency;
  } catch {
    return false;
  }
}
