import { DomainError } from '../../platform/errors.ts';

/** Nobody is signed in on this browser, or no longer. */
export class SessionEnded extends DomainError<'signin.session.ended'> {
  readonly code = 'signin.session.ended';
  constructor() {
    super('You are not signed in, or your session is over. Sign in and try again.');
  }
}

export class SessionNotFound extends DomainError<'signin.session.not-found'> {
  readonly code = 'signin.session.not-found';
  constructor(sessionId: string) {
    super('There is no such session.', { sessionId });
  }
}

/** A change that does not prove to come from a page of ours in this browser. */
export class ProofMissing extends DomainError<'signin.proof.missing'> {
  readonly code = 'signin.proof.missing';
  constructor() {
    super('The page is out of date: it was opened before you signed in or out. Load it again.');
  }
}

export type SigninError = SessionEnded | SessionNotFound | ProofMissing;
