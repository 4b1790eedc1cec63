import { DomainError } from '../../platform/errors.ts';

/** No request of the caller's company has this id, or it was asked more than seven days ago. */
export class ProvisionNotFound extends DomainError<'provisioning.request.not-found'> {
  readonly code = 'provisioning.request.not-found';
  constructor(id: string) {
    super('The provision request does not exist.', { id });
  }
}

/** One thing wrong with a bulk request as a whole: where, by which rule, in words. */
export interface BulkIssue {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** The bulk request itself breaks a rule: none of its operations begins. */
export class BulkInvalid extends DomainError<'provisioning.bulk.invalid'> {
  readonly code = 'provisioning.bulk.invalid';
  readonly issues: readonly BulkIssue[];
  constructor(issues: readonly BulkIssue[]) {
    super(issues.map((issue) => `${issue.path} ${issue.message}`).join('; '), { issues });
    this.issues = issues;
  }
}

export type ProvisioningError = ProvisionNotFound | BulkInvalid;
