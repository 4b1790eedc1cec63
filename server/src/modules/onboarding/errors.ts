import { DomainError } from '../../platform/errors.ts';
import { FieldsInvalid, type FieldIssue } from '../../platform/field-issues.ts';

/** What is wrong with a form, field by field. */
export class FormInvalid extends FieldsInvalid<'onboarding.form.invalid'> {
  readonly code = 'onboarding.form.invalid';
  constructor(issues: readonly FieldIssue[]) {
    super(issues, issues.map(({ message }) => message).join(' '));
  }
}

/** Too many from one address. */
export class SignUpsExhausted extends DomainError<'onboarding.sign-up.too-many'> {
  readonly code = 'onboarding.sign-up.too-many';
  constructor(retryAfter: number) {
    super('Too many sandboxes were asked for from your address. Try again later.', { retryAfter });
  }
}

/** The link was used, is too old, or never was. */
export class SignUpLinkUseless extends DomainError<'onboarding.sign-up.link-useless'> {
  readonly code = 'onboarding.sign-up.link-useless';
  constructor() {
    super('This link does not work any more. Sign up again to get another.');
  }
}

/** An invitation cannot be sent again: its receiver has come in. */
export class AlreadyJoined extends DomainError<'onboarding.invitation.joined'> {
  readonly code = 'onboarding.invitation.joined';
  constructor(userId: string) {
    super('This person was not invited, or has a password already.', { userId });
  }
}

export type OnboardingError = FormInvalid | SignUpsExhausted | SignUpLinkUseless | AlreadyJoined;
