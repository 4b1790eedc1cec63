import { DomainError } from '../../platform/errors.ts';

/** The caller's company is not held here: it does not exist, or lives in another data centre. */
export class CompanyNotFound extends DomainError<'company.not-found'> {
  readonly code = 'company.not-found';
  constructor(id: string) {
    super('The company does not exist.', { id });
  }
}

export class CompanyInvalid extends DomainError<'company.invalid'> {
  readonly code = 'company.invalid';
  constructor(field: string, message: string) {
    super(`${field} ${message}`, { source: field });
  }
}

export type CompanyError = CompanyNotFound | CompanyInvalid;
