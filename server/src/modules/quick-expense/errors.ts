import { DomainError } from '../../platform/errors.ts';

export class QuickExpenseNotFound extends DomainError<'quick-expense.not-found'> {
  readonly code = 'quick-expense.not-found';
  constructor() {
    super('The quick expense does not exist.', { source: 'quickExpenseId' });
  }
}

/** It stands on a report already. */
export class QuickExpenseUsed extends DomainError<'quick-expense.used'> {
  readonly code = 'quick-expense.used';
  constructor() {
    super('The quick expense is on a report already.', { source: 'quickExpenseId' });
  }
}

/** A user without expenses, or one for whom the caller does not act. */
export class QuickExpenseDenied extends DomainError<'quick-expense.denied'> {
  readonly code = 'quick-expense.denied';
  constructor() {
    super("User doesn't have appropriate roles to create quick expense");
  }
}

export class QuickExpenseRefused extends DomainError<'quick-expense.refused'> {
  readonly code = 'quick-expense.refused';
  constructor(source: string, problem: string) {
    super(`${source} ${problem}`, { source });
  }
}

export type QuickExpenseError = QuickExpenseNotFound | QuickExpenseUsed | QuickExpenseDenied | QuickExpenseRefused;
