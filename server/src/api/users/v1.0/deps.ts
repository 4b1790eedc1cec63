import type { Modules } from '../../../context.ts';

/** What this façade asks of the modules. */
export type Deps = Pick<Modules, 'company' | 'employeeImport' | 'identity' | 'lists'>;
