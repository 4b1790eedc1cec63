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

/** The second step took too long, was done before, or never began. */
export class ChallengeOver extends DomainError<'signin.challenge.over'> {
  readonly code = 'signin.challenge.over';
  constructor() {
    super('The second step took too long. Sign in again.');
  }
}

/** Neither the app's code nor a recovery code that is left. */
export class WrongCode extends DomainError<'signin.code.wrong'> {
  readonly code = 'signin.code.wrong';
  constructor() {
    super('The code is not right, or was used before. Wait for the next one and try again.', { source: 'code' });
  }
}

export class SecondFactorLocked extends DomainError<'signin.code.locked'> {
  readonly code = 'signin.code.locked';
  constructor(until: Date) {
    super('There were too many wrong codes. Try again later.', { until: until.toISOString() });
  }
}

export class SecondFactorMissing extends DomainError<'signin.second-factor.missing'> {
  readonly code = 'signin.second-factor.missing';
  constructor() {
    super('There is no authenticator app on this account.');
  }
}

export class SecondFactorInForce extends DomainError<'signin.second-factor.in-force'> {
  readonly code = 'signin.second-factor.in-force';
  constructor() {
    super('This account has an authenticator app. Remove it before you add another.');
  }
}

export type SigninError =
  | SessionEnded
  | SessionNotFound
  | ProofMissing
  | ChallengeOver
  | WrongCode
  | SecondFactorLocked
  | SecondFactorMissing
  | SecondFactorInForce;
