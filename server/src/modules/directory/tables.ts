import type { PrincipalHomeKind } from './index.ts';

export interface DirectoryTables {
  directory_entry: {
    principal_id: string;
    kind: PrincipalHomeKind;
    company_id: string;
    data_center: string;
    login: string | null;
  };
}
