import { DomainError } from '../../platform/errors.ts';
import { FieldsInvalid, issueAt } from '../../platform/field-issues.ts';

export class FaultRuleNotFound extends DomainError<'fault.rule.not-found'> {
  readonly code = 'fault.rule.not-found';
  constructor(ruleId: string) {
    super('There is no such fault.', { ruleId });
  }
}

/** A rule that would do nothing, or that nothing could meet. */
export class FaultRuleInvalid extends FieldsInvalid<'fault.rule.invalid'> {
  readonly code = 'fault.rule.invalid';
  constructor(...issue: Parameters<typeof issueAt>) {
    super([issueAt(...issue)]);
  }
}

/** More rules than anybody can keep in mind, each looked at on every call. */
export class TooManyFaultRules extends DomainError<'fault.rule.too-many'> {
  readonly code = 'fault.rule.too-many';
  constructor(most: number) {
    super(`There are ${most} faults already: delete some first.`, { most });
  }
}

export type FaultError = FaultRuleNotFound | FaultRuleInvalid | TooManyFaultRules;
