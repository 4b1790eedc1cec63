/**
 * A refusal that the business or the platform can explain. It carries a stable code and facts, never a status or a wire name:
 * each dialect holds one table from code to those.
 */
export abstract class DomainError<Code extends string = string> extends Error {
  abstract readonly code: Code;
  readonly facts: Readonly<Record<string, unknown>>;

  constructor(message: string, facts: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = new.target.name;
    this.facts = facts;
  }
}

/** Work in a company's data was asked of a caller who has none, such as an app. */
export class CompanyRequired extends DomainError<'platform.company-required'> {
  readonly code = 'platform.company-required';
  constructor() {
    super('This call works in one company: use a user or company token.');
  }
}

/** A program error: should be impossible. Answered as a 500 and logged with its stack. */
export class InvariantBroken extends Error {
  override readonly name = 'InvariantBroken';
}

export function invariant(condition: unknown, message: string): asserts condition {
  if (!condition) throw new InvariantBroken(message);
}
