import { DomainError } from '../../platform/errors.ts';

/** Nothing of the caller's company has this id. */
export class ListNotFound extends DomainError<'lists.not-found'> {
  readonly code = 'lists.not-found';
  constructor(id: string) {
    super('The list does not exist.', { id });
  }
}

/** A list or an item that cannot be made so. */
export class ListInvalid extends DomainError<'lists.invalid'> {
  readonly code = 'lists.invalid';
  constructor(source: string, problem: string) {
    super(`${source} ${problem}.`, { source });
  }
}

export type ListError = ListNotFound | ListInvalid;
