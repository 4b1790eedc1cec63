import { WrongContext, type Access, type ContextType } from '../../../modules/expense/index.ts';
import type { PrincipalKind } from '../../../platform/actor.ts';
import { InvalidInput } from '../../../platform/http/refusals.ts';
import { parseHex32, parseReportKey, parseUuid } from '../../../platform/ids/index.ts';
import type { Params } from './values.ts';

const CONTEXTS: readonly string[] = ['TRAVELER', 'MANAGER', 'PROCESSOR', 'PROXY'] satisfies ContextType[];

const malformed = (name: string, message = `Invalid ${name}`): InvalidInput =>
  new InvalidInput('path', [{ path: name, rule: 'format', message }]);

/**
 * The right that a path with a user and a context asks for.
 * @throws InvalidInput for an unknown context, WrongContext for one that the operation's page does not name.
 */
export function contextAccess(params: Params, allowed: readonly ContextType[]): Access {
  const { contextType = '' } = params;
  if (!CONTEXTS.includes(contextType)) throw malformed('contextType', 'Specified context not supported');
  const context = contextType as ContextType;
  if (!allowed.includes(context)) throw new WrongContext(context);
  return { kind: 'user', context, userId: userIdOf(params) };
}

export function userIdOf({ userId = '' }: Params): string {
  const id = parseUuid(userId);
  if (!id) throw malformed('userId');
  return id;
}

/** Keys are printed in upper case and read in any. */
export function reportIdOf({ reportId = '' }: Params): string {
  const id = parseReportKey(reportId.toUpperCase());
  if (!id) throw malformed('reportId');
  return id;
}

export function expenseIdOf({ expenseId = '' }: Params): string {
  const id = parseHex32(expenseId);
  if (!id) throw malformed('expenseId');
  return id;
}

export function allocationIdOf({ allocationId = '' }: Params): string {
  const id = parseHex32(allocationId);
  if (!id) throw malformed('allocationId');
  return id;
}

/** Where a resource is reached: below a user and context, or by a company token on the short path. */
export interface Place {
  readonly prefix: string;
  readonly principals: readonly PrincipalKind[];
  /** Distinguishes the operation of this place from its twin. */
  readonly suffix: '' | 'AsSystem';
  readonly access: (params: Params) => Access;
}

export const USER_PATH = '/users/{userId}/context/{contextType}';

export const userPlace = (contexts: readonly ContextType[], principals: readonly PrincipalKind[] = ['user']): Place => ({
  prefix: USER_PATH,
  principals,
  suffix: '',
  access: (params) => contextAccess(params, contexts),
});

export const systemPlace: Place = {
  prefix: '',
  principals: ['company'],
  suffix: 'AsSystem',
  access: () => ({ kind: 'company' }),
};

export const READ = ['expense.report.read', 'expense.report.readwrite'];
export const WRITE = ['expense.report.readwrite'];
export const WORKFLOW = ['expense.report.workflowstatus.write'];
