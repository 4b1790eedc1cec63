import { DomainError } from '../../platform/errors.ts';

/** One thing wrong with a legal entity: its path in the aggregate, a rule's name, and words that follow the path. */
export interface LegalEntityIssue {
  readonly path: string;
  readonly rule: string;
  readonly message: string;
}

/** No legal entity of the caller's company has this id. */
export class LegalEntityNotFound extends DomainError<'legal-entity.entity.not-found'> {
  readonly code = 'legal-entity.entity.not-found';
  constructor(id: string) {
    super('The legal entity does not exist.', { id });
  }
}

export class LegalEntityInvalid extends DomainError<'legal-entity.entity.invalid'> {
  readonly code = 'legal-entity.entity.invalid';
  readonly issues: readonly LegalEntityIssue[];
  constructor(issues: readonly LegalEntityIssue[]) {
    super(issues.map(({ path, message }) => `${path} ${message}`).join('; '), { issues });
    this.issues = issues;
  }
}

/** Another legal entity of the company has the reference id. */
export class LegalEntityReferenceTaken extends DomainError<'legal-entity.reference.taken'> {
  readonly code = 'legal-entity.reference.taken';
  constructor() {
    super('Another legal entity of the company has this referenceId.', { source: 'referenceId' });
  }
}

/** Legal entities cannot be searched by this: the comparison means nothing for the field. */
export class LegalEntityCriteriaInvalid extends DomainError<'legal-entity.criteria.invalid'> {
  readonly code = 'legal-entity.criteria.invalid';
  constructor(field: string, reason: string) {
    super(`The field ${field} ${reason}.`, { field, reason, source: 'filter' });
  }
}

export type LegalEntityError = LegalEntityNotFound | LegalEntityInvalid | LegalEntityReferenceTaken | LegalEntityCriteriaInvalid;
