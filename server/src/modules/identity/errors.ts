import { DomainError } from '../../platform/errors.ts';
import type { FieldRule, Flaw } from '../../platform/field-issues.ts';
import type { ApproverKind, DelegationProduct } from './tables.ts';

/** One thing wrong with a profile: where, by which rule, in words. */
export interface Issue {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** Nobody of the caller's company has this id. */
export class UserNotFound extends DomainError<'identity.user.not-found'> {
  readonly code = 'identity.user.not-found';
  constructor(id: string) {
    super('The user does not exist.', { id });
  }
}

/** The caller's roles do not open other people's accounts. */
export class UserAdministrationDenied extends DomainError<'identity.user.administration-denied'> {
  readonly code = 'identity.user.administration-denied';
  constructor(anyOf: readonly string[]) {
    super(`Access denied: the user lacks the role ${anyOf.join(' or ')}.`, { anyOf });
  }
}

export class UserInvalid extends DomainError<'identity.user.invalid'> {
  readonly code = 'identity.user.invalid';
  readonly issues: readonly Issue[];
  constructor(issues: readonly Issue[]) {
    super(issues.map((issue) => `${issue.path} ${issue.message}`).join('; '), { issues });
    this.issues = issues;
  }
}

/** A value that must be unique in a company belongs to somebody else there. */
export class UserValueTaken extends DomainError<'identity.user.value-taken'> {
  readonly code = 'identity.user.value-taken';
  constructor(field: 'userName' | 'employeeNumber' | 'externalId') {
    super(`Another user of the company has this ${field}.`, { source: field });
  }
}

/** The user has done something that must be kept: reports, decisions, comments. */
export class UserHasTransactions extends DomainError<'identity.user.has-transactions'> {
  readonly code = 'identity.user.has-transactions';
  constructor(id: string) {
    super('The user has transactions and cannot be deleted.', { id });
  }
}

/** Users cannot be searched by this: the comparison means nothing for the field. */
export class UserCriteriaInvalid extends DomainError<'identity.user.criteria-invalid'> {
  readonly code = 'identity.user.criteria-invalid';
  constructor(field: string, reason: string) {
    super(`The field ${field} ${reason}.`, { field, reason, source: 'filter' });
  }
}

/** The role is unknown, or cannot stand beside or without another. */
export class RoleNotAssignable extends DomainError<'identity.role.not-assignable'> {
  readonly code = 'identity.role.not-assignable';
  constructor(role: string, reason: string) {
    super(`The role ${role} cannot be assigned: ${reason}.`, { role, reason, source: 'roles' });
  }
}

export class ApproverNotEligible extends DomainError<'identity.approver.not-eligible'> {
  readonly code = 'identity.approver.not-eligible';
  readonly flaw: Flaw;
  constructor(approverId: string, rule: FieldRule, reason: string, kind: ApproverKind) {
    super(`The approver is not eligible: ${reason}.`, { approverId, reason, source: `approvers.${kind}` });
    this.flaw = { rule, message: this.message };
  }
}

export class DelegateNotEligible extends DomainError<'identity.delegate.not-eligible'> {
  readonly code = 'identity.delegate.not-eligible';
  constructor(delegateId: string, reason: string, product: DelegationProduct) {
    super(`The delegate is not eligible: ${reason}.`, { delegateId, reason, source: `delegates.${product}` });
  }
}

/** The parts of spending hang on the spend profile, and this user has none. */
export class SpendUserMissing extends DomainError<'identity.spend.missing'> {
  readonly code = 'identity.spend.missing';
  constructor(id: string) {
    super('The user has no spend profile.', { id, source: 'spend' });
  }
}

/** What a new password breaks. */
export type PasswordRule = Extract<FieldRule, 'too-short' | 'too-long-in-bytes' | 'holds-login'>;

/** The company's policy refuses a new password. */
export class PasswordTooWeak extends DomainError<'identity.password.too-weak'> {
  readonly code = 'identity.password.too-weak';
  readonly flaw: Flaw;
  readonly rule: PasswordRule;
  readonly limit: number;
  constructor(rule: PasswordRule, reason: string, limit = 0) {
    super(`The password is too weak: ${reason}.`, { reason, source: 'password' });
    this.rule = rule;
    this.limit = limit;
    this.flaw = { rule, message: this.message, facts: { limit } };
  }
}

/** Wrong password, or nobody has the login: the two are one answer. */
export class BadCredentials extends DomainError<'identity.sign-in.bad-credentials'> {
  readonly code = 'identity.sign-in.bad-credentials';
  constructor() {
    super('Incorrect credentials. Please retry.');
  }
}

/** Too many wrong passwords; said of logins that nobody has as well. */
export class SignInLocked extends DomainError<'identity.sign-in.locked'> {
  readonly code = 'identity.sign-in.locked';
  constructor(until: Date) {
    super('The account is locked after too many wrong passwords. Try again later.', { until: until.toISOString() });
  }
}

/** The password was right, but the person is inactive or no longer employed. */
export class SignInDisabled extends DomainError<'identity.sign-in.disabled'> {
  readonly code = 'identity.sign-in.disabled';
  constructor(reason: 'inactive' | 'terminated') {
    super('The account is disabled.', { reason });
  }
}

/** The password was right, but an administrator has closed sign-in for the person or for the whole company. */
export class SignInDenied extends DomainError<'identity.sign-in.logon-denied'> {
  readonly code = 'identity.sign-in.logon-denied';
  constructor(reason: 'user' | 'company') {
    super('Sign-in is denied.', { reason });
  }
}

/** The password was right, but the company does not let its people in from this address. */
export class SignInAddressDenied extends DomainError<'identity.sign-in.ip-denied'> {
  readonly code = 'identity.sign-in.ip-denied';
  constructor() {
    super('Sign-in is denied from this address.');
  }
}

/** People of this company sign in through their identity provider alone. */
export class SignInBySsoOnly extends DomainError<'identity.sign-in.sso-only'> {
  readonly code = 'identity.sign-in.sso-only';
  constructor() {
    super('The company signs in through its identity provider only.');
  }
}

export class CompanyUnderMaintenance extends DomainError<'identity.sign-in.maintenance'> {
  readonly code = 'identity.sign-in.maintenance';
  constructor() {
    super('The company is under maintenance.');
  }
}

/** The password was right, but must be changed before it opens anything. */
export class PasswordMustChange extends DomainError<'identity.sign-in.must-change-password'> {
  readonly code = 'identity.sign-in.must-change-password';
  constructor(userId: string) {
    super('The password must be changed to meet company policy.', { userId });
  }
}

/** The login lives in another data centre, which alone can check its password. */
export class SignInElsewhere extends DomainError<'identity.sign-in.elsewhere'> {
  readonly code = 'identity.sign-in.elsewhere';
  constructor(dataCenter: string) {
    super('The user lives in another data centre.', { dataCenter });
  }
}

export type SignInError =
  | BadCredentials
  | SignInLocked
  | SignInDisabled
  | SignInDenied
  | SignInAddressDenied
  | SignInBySsoOnly
  | CompanyUnderMaintenance
  | PasswordMustChange
  | SignInElsewhere;

export type IdentityError =
  | UserNotFound
  | UserAdministrationDenied
  | UserInvalid
  | UserValueTaken
  | UserHasTransactions
  | UserCriteriaInvalid
  | RoleNotAssignable
  | ApproverNotEligible
  | DelegateNotEligible
  | SpendUserMissing
  | PasswordTooWeak
  | SignInError;
