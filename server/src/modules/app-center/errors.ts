import { DomainError } from '../../platform/errors.ts';
import { FieldsInvalid } from '../../platform/field-issues.ts';
import type { ListingState } from './tables.ts';

/** No listing of this app is shown to the caller. */
export class ListingNotFound extends DomainError<'app-center.listing.not-found'> {
  readonly code = 'app-center.listing.not-found';
  constructor(appId: string) {
    super('The App Center has no such app.', { appId });
  }
}

/** What is wrong with a listing, field by field. */
export class ListingInvalid extends FieldsInvalid<'app-center.listing.invalid'> {
  readonly code = 'app-center.listing.invalid';
}

/** The step does not lead on from where the listing is. */
export class ListingNotMovable extends DomainError<'app-center.listing.not-movable'> {
  readonly code = 'app-center.listing.not-movable';
  constructor(step: string, state: ListingState) {
    super(`A listing that is ${state} cannot be moved by ${step}.`, { step, state });
  }
}

/** Reviews are the operator's, outside of a sandbox. */
export class ReviewDenied extends DomainError<'app-center.review.denied'> {
  readonly code = 'app-center.review.denied';
  constructor() {
    super('Whoever runs this installation reviews listings.');
  }
}

export type NotConnectable = 'app-disabled' | 'no-connect-uri' | 'blocked';

/** The app cannot be connected now, whoever asks. */
export class AppNotConnectable extends DomainError<'app-center.app.not-connectable'> {
  readonly code = 'app-center.app.not-connectable';
  constructor(reason: NotConnectable) {
    super('The app cannot be connected now.', { reason });
  }
}

export type AppCenterError = ListingNotFound | ListingInvalid | ListingNotMovable | ReviewDenied | AppNotConnectable;
