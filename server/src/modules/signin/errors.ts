import { DomainError } from '../../platform/errors.ts';
import { FieldsInvalid, type FieldIssue } from '../../platform/field-issues.ts';

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

/** What is wrong with the setting of a company's identity provider, field by field. */
export class SingleSignOnInvalid extends FieldsInvalid<'signin.sso.invalid'> {
  readonly code = 'signin.sso.invalid';
  constructor(issues: readonly FieldIssue[]) {
    super(issues, issues.map(({ message }) => message).join(' '));
  }
}

/** Nobody has come in through the provider yet: to let people in by it alone could lock everybody out. */
export class SingleSignOnUnproven extends DomainError<'signin.sso.unproven'> {
  readonly code = 'signin.sso.unproven';
  constructor() {
    super('Sign in through the provider once before you make it the only way in.');
  }
}

const REFUSED = {
  unknown: 'We know of no single sign-on for this login.',
  'too-many': 'There were too many attempts from your address. Try again later.',
  over: 'The way to your company and back took too long, or began in another browser. Begin again.',
  provider: 'Your company’s sign-in did not work out.',
  unverified: 'Your company’s sign-in gave no mail address that it vouches for.',
  nobody: 'Nobody at your company here has the name that your company’s sign-in gave.',
} as const;

/** Why the company's identity provider opens nothing. `trouble` is for administrators. */
export class SingleSignOnRefused extends DomainError<'signin.sso.refused'> {
  readonly code = 'signin.sso.refused';
  readonly reason: keyof typeof REFUSED;
  constructor(reason: keyof typeof REFUSED, trouble?: string) {
    super(REFUSED[reason], { reason, ...(trouble === undefined ? {} : { trouble }) });
    this.reason = reason;
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
  | SecondFactorInForce
  | SingleSignOnInvalid
  | SingleSignOnUnproven
  | SingleSignOnRefused;
