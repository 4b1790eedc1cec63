import type { CompanyModule } from '../company/index.ts';
import type { Identity } from '../identity/index.ts';

export interface EmployeeImportDeps {
  readonly company: Pick<CompanyModule, 'getCompany'>;
  readonly identity: Pick<
    Identity,
    | 'approversOf'
    | 'changeSpending'
    | 'createUser'
    | 'delegatesOf'
    | 'findUserByEmployeeNumber'
    | 'findUserByLogin'
    | 'getUser'
    | 'roleAssignmentsOf'
    | 'setApprovers'
    | 'setDelegates'
    | 'setRoles'
    | 'spendingOf'
    | 'updateUser'
  >;
}
