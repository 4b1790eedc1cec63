import type { FieldRule } from '../../../platform/field-issues.ts';
import { ApproverNotEligible, DelegateNotEligible } from '../errors.ts';
import type { NewApprover, NewDelegate } from '../spend/spending.ts';
import type { FindPerson } from '../user/person-queries.ts';
import type { PersonReference } from '../user/person-reference.ts';
import { APPROVER_ROLE, KINDS_WITH_SECOND, PRODUCT_ROLE, type Approver, type Delegation } from './approval.ts';

interface Appointing {
  readonly userId: string;
  readonly find: FindPerson;
}

const nameOf = ({ id, employeeNumber }: PersonReference): string => id ?? employeeNumber ?? '';

/**
 * Those who shall approve for a user. One primary approver of a kind at most; one beside it for reports and requests only.
 * @throws ApproverNotEligible
 */
export function eligibleApprovers({ userId, find }: Appointing, given: readonly NewApprover[]): Approver[] {
  const approvers = given.map(({ kind, approver, primary }) => {
    const refuse = (rule: FieldRule, reason: string) => new ApproverNotEligible(nameOf(approver), rule, reason, kind);
    const person = find(approver);
    if (!person) throw refuse('not-a-colleague', 'nobody of the company is meant');
    if (person.id === userId) throw refuse('oneself', 'nobody approves for oneself');
    if (!person.active) throw refuse('inactive', 'the approver is not active');
    const needed = APPROVER_ROLE[kind];
    if (needed !== undefined && !person.roles.has(needed)) throw refuse('role-missing', `the role ${needed} is missing`);
    if (!primary && !KINDS_WITH_SECOND.has(kind)) throw refuse('not-allowed', `${kind} knows a primary approver only`);
    return { kind, approverId: person.id, primary };
  });
  const seen = new Set<string>();
  for (const { kind, approverId, primary } of approvers) {
    if (seen.has(`${kind} ${approverId}`))
      throw new ApproverNotEligible(approverId, 'not-allowed', 'the approver is named twice', kind);
    if (primary && seen.has(`${kind} primary`))
      throw new ApproverNotEligible(approverId, 'not-allowed', `${kind} knows one primary approver only`, kind);
    seen.add(`${kind} ${approverId}`);
    if (primary) seen.add(`${kind} primary`);
  }
  return approvers;
}

/** Those who shall act for a user who holds `roles`. @throws DelegateNotEligible */
export function eligibleDelegates(
  { userId, find, roles }: Appointing & { roles: ReadonlySet<string> },
  given: readonly NewDelegate[],
): Delegation[] {
  const seen = new Set<string>();
  return given.map(({ delegate, ...delegation }) => {
    const { product, temporaryFrom, temporaryTo } = delegation;
    const refuse = (reason: string) => new DelegateNotEligible(nameOf(delegate), reason, product);
    const person = find(delegate);
    if (!person) throw refuse('nobody of the company is meant');
    if (person.id === userId) throw refuse('nobody acts for oneself by delegation');
    if (!person.active) throw refuse('the delegate is not active');
    const needed = PRODUCT_ROLE[product];
    if (needed !== undefined && !(person.roles.has(needed) && roles.has(needed)))
      throw refuse(`delegator and delegate need the role ${needed}`);
    if ((temporaryFrom === undefined) !== (temporaryTo === undefined) || (temporaryFrom ?? '') > (temporaryTo ?? ''))
      throw refuse('the temporary days need a first and a last one, in order');
    if (seen.has(`${product} ${person.id}`)) throw refuse('the delegate is named twice');
    seen.add(`${product} ${person.id}`);
    return { ...delegation, delegatorId: userId, delegateId: person.id };
  });
}
