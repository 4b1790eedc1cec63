import type { Caller, UnitOfWork } from '../../platform/context.ts';
import type { CompanyModule } from '../company/index.ts';
import type { Directory } from '../directory/index.ts';
import type { Identity } from '../identity/index.ts';
import type { OAuth } from '../oauth/index.ts';

/** What this module asks of its neighbours. */
export interface ConnectionRequestDeps {
  readonly company: Pick<CompanyModule, 'findCompany'>;
  readonly directory: Pick<Directory, 'locateLogin'>;
  readonly identity: Pick<Identity, 'findUser' | 'getUser' | 'rolesOf' | 'primaryEmail'>;
  readonly oauth: Pick<OAuth, 'getApp' | 'createRequestToken' | 'connect'>;
}

/**
 * A supplier's call. Its app belongs to no company while the requests to it belong to many, so a use case finds them first and then works in
 * the company of each: a unit of work touches one company's data.
 */
export interface Counter {
  readonly work: UnitOfWork;
  readonly caller: Caller;
}
